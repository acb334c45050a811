import {figureTables, fits, sources} from "./provenance.generated.js";
import type {CalibrationDocument, Figure, ItemKind} from "./types.js";

/** A figure without what its table says already: path, value, SI unit, text, index of its source, line, derivation, note, place in the source. */
export type FigureRow = readonly [
  path: string,
  value: Figure["value"],
  unit: string | null,
  text: string,
  source: number,
  line: number,
  derivation?: string | null,
  note?: string | null,
  at?: string | null,
];

/** Figures by kind of item, then by its id. */
export type FigureTables = Readonly<Record<ItemKind, Readonly<Record<string, readonly FigureRow[]>>>>;

/** How calibrations were fitted, by id. */
export type FitTable = Readonly<Record<string, Pick<CalibrationDocument, "fit" | "intervals">>>;

/** Every published figure of an item with its source; empty for an id that the catalog does not hold. */
export function figuresOf(itemKind: ItemKind, item: string): readonly Figure[] {
  const tables = figureTables[itemKind];
  const rows = Object.hasOwn(tables, item) ? tables[item] : undefined;
  return (rows ?? []).flatMap(([path, value, unit, text, index, line, derivation = null, note = null, at = null]) => {
    const source = sources[index];
    return source === undefined ? [] : [{item, itemKind, path, value, unit, text, source, at, line, derivation, note}];
  });
}

/** How a calibration was fitted, and the plausible ranges of its constants; null where it was not. */
export function fitOf(calibration: string): Pick<CalibrationDocument, "fit" | "intervals"> | null {
  return Object.hasOwn(fits, calibration) ? (fits[calibration] ?? null) : null;
}

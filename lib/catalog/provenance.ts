import {figureTables, fits, sources} from "./provenance.generated.js";
import type {CalibrationDocument, Figure, ItemKind, OtherFigure} from "./types.js";

/** What another source says of a figure: value, text, index of the source, why it is not used, place in the source. */
export type OtherRow = readonly [
  value: OtherFigure["value"],
  text: string,
  source: number,
  reason: string,
  at?: string | null,
];

/** A figure without what its table says already: path, value, SI unit, text, index of its source, line, derivation, note, place in the source, what others say. */
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
  others?: readonly OtherRow[],
];

/** Figures by kind of item, then by its id. */
export type FigureTables = Readonly<Record<ItemKind, Readonly<Record<string, readonly FigureRow[]>>>>;

/** How calibrations were fitted, by id. */
export type FitTable = Readonly<Record<string, Pick<CalibrationDocument, "fit" | "intervals">>>;

/** Every published figure of an item with its source; empty for an id that the catalog does not hold. */
export function figuresOf(itemKind: ItemKind, item: string): readonly Figure[] {
  const tables = figureTables[itemKind];
  const rows = Object.hasOwn(tables, item) ? tables[item] : undefined;
  return (rows ?? []).map((row) => figureOf(itemKind, item, row));
}

function figureOf(
  itemKind: ItemKind,
  item: string,
  [path, value, unit, text, index, line, derivation = null, note = null, at = null, others = []]: FigureRow,
): Figure {
  return {
    item,
    itemKind,
    path,
    value,
    unit,
    text,
    source: sources[index]!,
    at,
    line,
    derivation,
    note,
    others: others.map(([other, words, otherSource, reason, place = null]) => ({
      value: other,
      text: words,
      source: sources[otherSource]!,
      at: place,
      reason,
    })),
  };
}

/** How a calibration was fitted, and the plausible ranges of its constants; null where it was not. */
export function fitOf(calibration: string): Pick<CalibrationDocument, "fit" | "intervals"> | null {
  return Object.hasOwn(fits, calibration) ? (fits[calibration] ?? null) : null;
}

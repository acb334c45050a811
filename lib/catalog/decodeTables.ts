import type {ArithmeticPrecision} from "../engine/precision.js";
import {tiers, type Model} from "../engine/types.js";
import {bytes, bytesPerSecond, flopPerSecond, watts, type FlopPerSecond} from "../engine/units.js";
import {completeModel, type ModelFacts} from "./completeModel.js";
import {architectures, layoutOf, type ShapeField} from "./modelShape.js";
import type {PublishedHardware} from "./publishedHardware.js";
import {peakColumns} from "./tableColumns.js";

/** A row of a table as a plain object, as arquero's `table.objects()` gives it. */
export type TableRow = Readonly<Record<string, unknown>>;

/** Reads cells, naming the column where one is not what the table's layout promises. */
class Cells {
  readonly #row: TableRow;

  constructor(row: TableRow) {
    this.#row = row;
  }

  text(column: string): string {
    const value = this.#row[column];
    if (typeof value === "string") return value;
    throw this.#wrong(column, "text", value);
  }

  number(column: string): number {
    const value = this.#row[column];
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw this.#wrong(column, "a number", value);
  }

  flag(column: string): boolean {
    const value = this.#row[column];
    if (typeof value === "boolean") return value;
    throw this.#wrong(column, "true or false", value);
  }

  /** A text, or null. */
  word(column: string): string | null {
    return this.empty(column) ? null : this.text(column);
  }

  empty(column: string): boolean {
    return this.#row[column] == null;
  }

  /** Null for a figure that no source publishes. */
  published<Value>(column: string, unit: (value: number) => Value): Value | null {
    return this.empty(column) ? null : unit(this.number(column));
  }

  #wrong(column: string, expected: string, value: unknown): Error {
    return new Error(
      `table column "${column}": expected ${expected}, got ${String(value)}; the table is of another version`,
    );
  }
}

/** Rebuilds an accelerator from a row of the hardware table: equal to the registry's object. */
export function decodeHardware(row: TableRow): PublishedHardware {
  const cells = new Cells(row);
  const peakFlopPerSecond: Partial<Record<ArithmeticPrecision, FlopPerSecond>> = {};
  for (const [precision, column] of peakColumns) {
    const peak = cells.published(column, flopPerSecond);
    if (peak !== null) peakFlopPerSecond[precision] = peak;
  }
  const tierText = cells.text("tier");
  const tier = tiers.find((known) => known === tierText);
  if (tier === undefined) throw new Error(`table column "tier": unknown tier "${tierText}"`);
  return {
    id: cells.text("id"),
    name: cells.text("name"),
    vendor: cells.text("vendor"),
    tier,
    releaseYear: cells.published("releaseYear", (year) => year),
    peakFlopPerSecond,
    memoryCapacityBytes: cells.published("memoryCapacityBytes", bytes),
    memoryAddressableBytes: cells.published("memoryAddressableBytes", bytes),
    memoryBandwidthBytesPerSecond: cells.published("memoryBandwidthBytesPerSecond", bytesPerSecond),
    linkBandwidthBytesPerSecond: cells.published("linkBandwidthBytesPerSecond", bytesPerSecond),
    hostLinkBandwidthBytesPerSecond: cells.published("hostLinkBandwidthBytesPerSecond", bytesPerSecond),
    powerWatts: cells.published("powerWatts", watts),
  };
}

/** Rebuilds a model from a row of the models table: equal to the registry's object. */
export function decodeModel(row: TableRow): Model {
  const cells = new Cells(row);
  const named = cells.text("architecture");
  const architecture = architectures.find((known) => known === named);
  if (architecture === undefined) throw new Error(`table column "architecture": unknown architecture "${named}"`);
  const shape = Object.entries(layoutOf(architecture)).map(([key, field]) => [key, decodeField(cells, key, field)]);
  return completeModel({
    id: cells.text("id"),
    name: cells.text("name"),
    family: cells.text("family"),
    architecture,
    ...Object.fromEntries(shape),
  } as ModelFacts);
}

function decodeField(cells: Cells, key: string, field: ShapeField): unknown {
  switch (field.kind) {
    case "count":
      return field.nullable ? cells.published(key, (value) => value) : cells.number(key);
    case "flag":
      return cells.flag(key);
    case "word":
      return cells.word(key);
    case "published":
      return cells.number(key);
    case "group": {
      const columns = Object.entries(field.columns);
      // Its counts are stated together or not at all.
      if (columns.every(([, column]) => cells.empty(column))) return null;
      return Object.fromEntries(
        columns.map(([inner, column]) => {
          const value = field.fields[inner];
          return [inner, value === undefined ? null : decodeField(cells, column, value)];
        }),
      );
    }
  }
}

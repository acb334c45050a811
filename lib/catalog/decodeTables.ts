import type {ArithmeticPrecision} from "../engine/precision.js";
import {tiers, type Hardware, type Model} from "../engine/types.js";
import {bytes, bytesPerSecond, flopPerSecond, watts, type FlopPerSecond} from "../engine/units.js";
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

  /** Null for a figure that no source publishes. */
  published<Value>(column: string, unit: (value: number) => Value): Value | null {
    return this.#row[column] == null ? null : unit(this.number(column));
  }

  #wrong(column: string, expected: string, value: unknown): Error {
    return new Error(
      `table column "${column}": expected ${expected}, got ${String(value)}; the table is of another version`,
    );
  }
}

/** Rebuilds an accelerator from a row of the hardware table: equal to the registry's object. */
export function decodeHardware(row: TableRow): Hardware {
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
    memoryCapacityBytes: bytes(cells.number("memoryCapacityBytes")),
    memoryBandwidthBytesPerSecond: bytesPerSecond(cells.number("memoryBandwidthBytesPerSecond")),
    linkBandwidthBytesPerSecond: cells.published("linkBandwidthBytesPerSecond", bytesPerSecond),
    hostLinkBandwidthBytesPerSecond: cells.published("hostLinkBandwidthBytesPerSecond", bytesPerSecond),
    powerWatts: cells.published("powerWatts", watts),
  };
}

/** Rebuilds a model from a row of the models table: equal to the registry's object. */
export function decodeModel(row: TableRow): Model {
  const cells = new Cells(row);
  return {
    id: cells.text("id"),
    name: cells.text("name"),
    family: cells.text("family"),
    architecture: "decoder",
    layers: cells.number("layers"),
    hiddenSize: cells.number("hiddenSize"),
    heads: cells.number("heads"),
    kvHeads: cells.number("kvHeads"),
    headSize: cells.number("headSize"),
    feedForwardSize: cells.number("feedForwardSize"),
    gatedFeedForward: cells.flag("gatedFeedForward"),
    vocabularySize: cells.number("vocabularySize"),
    maxContext: cells.number("maxContext"),
    slidingWindow: cells.published("slidingWindow", (tokens) => tokens),
    tiedEmbeddings: cells.flag("tiedEmbeddings"),
    queryKeyNorm: cells.flag("queryKeyNorm"),
    attentionBias: cells.flag("attentionBias"),
  };
}

import type {FitResidual} from "../../lib/catalog/types.js";
import {tile, type Tile} from "../../lib/validate/promptTiles.js";
import type {Skipped} from "../../lib/validate/reasonTally.js";
import type {Intervals} from "./bootstrap.js";
import {fittedConstants, roundedInterval, written} from "./constants.js";
import type {KernelTable} from "./kernels.js";
import type {PerHeadFit} from "./perHead.js";
import {triedTiles, type TileFit} from "./promptTile.js";
import type {HoldOut} from "./residuals.js";

const decimals = (logError: number): string => logError.toFixed(3);
const signed = (logError: number): string => `${logError < 0 ? "−" : "+"}${decimals(Math.abs(logError))}`;

/** Lines of one column each, padded to the widest. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0))) ?? [];
  return rows.map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`.trimEnd());
}

/**
 * Errors as a table: how many rows, the median and 90th percentile of |ln(predicted ÷ measured)|, and its signed median,
 * which is above 0 where the engine is too slow.
 */
export function residualLines(title: string, residuals: readonly FitResidual[]): readonly string[] {
  if (residuals.length === 0) return [];
  const rows = residuals.map(({category, count, medianAbsoluteLogError, p90AbsoluteLogError, medianLogError}) => [
    category,
    String(count),
    decimals(medianAbsoluteLogError),
    decimals(p90AbsoluteLogError),
    signed(medianLogError),
  ]);
  return ["", title, ...columns([["|ln(predicted ÷ measured)|", "rows", "median", "90th", "bias"], ...rows])];
}

/** Rows that could not be used, by the reason. */
export function skippedLines(title: string, skipped: readonly Skipped[]): readonly string[] {
  return skipped.length === 0 ? [] : ["", title, ...columns(skipped.map(({reason, count}) => [String(count), reason]))];
}

/** How the rows of a kernel table were used. */
export function tableLines({used, reported, skipped, rows}: KernelTable): readonly string[] {
  const left = skipped.reduce((sum, {count}) => sum + count, 0);
  return [
    `${rows} kernels: ${used.length} fitted on, ${reported.length} scored alone, ${left} skipped`,
    ...skippedLines("Skipped:", skipped),
  ];
}

/** The constants with their intervals. */
export function constantLines(
  values: readonly number[],
  intervals: Intervals,
  told: readonly boolean[],
): readonly string[] {
  const rows = fittedConstants.map((constant, index) => {
    const value = values[index] ?? constant.start;
    const interval = intervals[index];
    if (told[index] !== true || interval === undefined)
      return [constant.path.join("."), "kept", "", `${constant.words}: no kernel of the table decides it`];
    const ends = roundedInterval(constant, interval, value).map((end) => written(constant, end));
    return [constant.path.join("."), String(written(constant, value)), `[${ends.join(", ")}]`, constant.words];
  });
  return ["", "Constants, with 90 % intervals:", ...columns(rows)];
}

/** What was left out of a fit in turn: the constants of that fit, and its error there. */
export function holdOutLines(holdOuts: readonly HoldOut[]): readonly string[] {
  return holdOuts.flatMap(({name, values, whole, categories}) => {
    const constants = fittedConstants.map((constant, index) => written(constant, values[index] ?? NaN)).join(", ");
    return residualLines(`Without ${name} (${constants}), scored on ${name}:`, [
      ...categories,
      {...whole, category: "all"},
    ]);
  });
}

/** The constants of decode attention head by head, and how well they do on what they were fitted on and not. */
export function perHeadLines(fits: readonly PerHeadFit[]): readonly string[] {
  if (fits.length === 0) return [];
  const rows = fits.map(({width, value, interval, rows: count}) => [
    `perHeadAttention.${width}`,
    String(value),
    `[${interval.join(", ")}]`,
    `achieved fraction of the fp32 peak, from ${count} requests`,
  ]);
  return [
    "",
    "Decode attention head by head, with 90 % intervals:",
    ...columns(rows),
    ...fits.flatMap(({residuals}) => residualLines("Error on requests, and on each model from the others:", residuals)),
  ];
}

const tileName = (size: Tile | null): string => (size === null ? "none" : `${size.rows}×${size.columns}`);

/** The tile of prompts that each accelerator chooses, and how well each tile does. */
export function tileLines(fits: readonly TileFit[], residuals: readonly FitResidual[]): readonly string[] {
  if (fits.length === 0) return [];
  const rows = fits.map(({hardware, rows: count, chosen, errors}) => [
    hardware,
    String(count),
    tileName(chosen),
    ...errors.map(decimals),
  ]);
  return [
    "",
    `Tiles of prompts (lib/validate/promptTiles.ts has ${tileName(tile)}), mean |ln(predicted ÷ measured)| with each:`,
    ...columns([["accelerator", "rows", "chooses", ...triedTiles.map(tileName)], ...rows]),
    ...residualLines("Error on prompts, and on each accelerator from the others:", residuals),
  ];
}

import type {LoweredKernel} from "../../lib/validate/kernelModel.js";
import {impossibleSeries, measuredKernel} from "../../lib/validate/measuredKernel.js";
import {ReasonTally, type Skipped} from "../../lib/validate/reasonTally.js";
import {isUnpredicted} from "../../lib/validate/resolveNames.js";
import type {TableRow} from "./table.js";

/** Columns that a kernel table must have. */
export const kernelColumns: readonly string[] =
  "hardware_id kernel framework version dtype m n k batch context heads kv_heads latency_us source_url".split(" ");

/** One measured kernel. */
export interface Kernel {
  readonly hardware: string;
  /** Name of the software that it belongs to, and that with its version. */
  readonly engine: string;
  readonly release: string;
  readonly category: string;
  /** Rows of one accelerator, release and format, which err together. */
  readonly series: string;
  readonly seconds: number;
  readonly lowered: LoweredKernel;
  readonly url: string;
}

/** A table of kernels, sorted into what constants are fitted on and what not. */
export interface KernelTable {
  readonly used: readonly Kernel[];
  /** Predicted and scored, but never fitted on: the engine has no term for part of what these do. */
  readonly reported: readonly Kernel[];
  readonly skipped: readonly Skipped[];
  readonly rows: number;
}

/**
 * Time at the data sheet's rates below which only plain kernels are fitted on. Constants are fitted on kernels by themselves,
 * but what is timed is a call: one of an 8-bit product also quantises its input, one of attention writes the cache, splits the
 * context and merges the parts, which takes 5 to 10 us more. Such calls are fitted on only where that is a tenth of their time
 * or less.
 */
const leastSeconds = 100e-6;

/**
 * Sorts the rows of a kernel table. A series in which any row is faster than the data sheet's rates allow was not measured
 * as it says, so none of its rows is used.
 *
 * @throws {UserError} with file and line where a row does not hold what its kernel needs.
 */
export function sortKernels(rows: readonly TableRow[]): KernelTable {
  const skipped = new ReasonTally();
  const found = rows.flatMap((row) => {
    const kernel = measuredKernel(row);
    if (!isUnpredicted(kernel)) return [{kernel, url: row.text("source_url")}];
    skipped.add(kernel.reason);
    return [];
  });
  const impossible = new Set(
    found.filter(({kernel}) => kernel.idealSeconds > kernel.seconds).map(({kernel}) => kernel.series),
  );

  const used: Kernel[] = [];
  const reported: Kernel[] = [];
  for (const {kernel: measured, url} of found) {
    const {hardware, engine, release, format, series, seconds, idealSeconds, lowered} = measured;
    const {category, use} = format;
    const kernel: Kernel = {hardware: hardware.id, engine, release, category, series, seconds, lowered, url};
    if (impossible.has(series)) skipped.add(impossibleSeries(series));
    else if (use === "report") reported.push(kernel);
    else if (use === "always" || idealSeconds >= leastSeconds) used.push(kernel);
    else reported.push({...kernel, category: `${category}, below 100 us`});
  }
  return {used, reported, skipped: skipped.list(), rows: rows.length};
}

import {resolveCalibration} from "../../lib/catalog/resolveCalibration.js";
import {calibrations} from "../../lib/catalog/registry.generated.js";
import type {Hardware} from "../../lib/engine/types.js";
import {kernelFormats, type KernelFormat} from "./kernelFormats.js";
import {lowerKernel, predictKernel, type KernelShape, type LoweredKernel} from "./kernelModel.js";
import type {TableRow} from "./table.js";
import {tally, type Skipped} from "./tally.js";

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
 * Time at the data sheet's rates below which only plain kernels are fitted on. An 8-bit product also quantises its input and
 * attention splits the context and merges the parts, which takes 5 to 10 us more than starting a kernel does. That is for a
 * kernel's own term to say; here such kernels are fitted on only where it is a tenth of their time or less.
 */
const leastSeconds = 100e-6;

const ideal = resolveCalibration(calibrations.ideal, {id: "any"});

function shapeOf(row: TableRow): KernelShape | null {
  const kind = row.text("kernel");
  if (kind === "gemm") return {kind, m: row.positive("m"), n: row.positive("n"), k: row.positive("k")};
  if (kind !== "decode_attention" && kind !== "prefill_attention") return null;
  const [batch, context] = [row.positive("batch"), row.positive("context")];
  return {kind, batch, context, heads: row.positive("heads"), kvHeads: row.positive("kv_heads")};
}

/** A kernel and its format, or why the engine cannot answer for it. */
function readKernel(
  row: TableRow,
  hardwareById: ReadonlyMap<string, Hardware>,
): {kernel: Kernel; format: KernelFormat} | string {
  const seconds = row.positive("latency_us") * 1e-6;
  const shape = shapeOf(row);
  if (shape === null) return `no model of the kernel "${row.text("kernel")}"`;
  const hardware = hardwareById.get(row.text("hardware_id"));
  if (hardware === undefined) return `no "${row.text("hardware_id")}" in the catalog`;
  const format = kernelFormats[shape.kind].get(row.text("dtype"));
  if (format === undefined) return `no model of the format "${row.text("dtype")}"`;
  const {activations} = format.precision;
  if (hardware.peakFlopPerSecond[activations] === undefined) return `${hardware.name} has no ${activations} units`;

  const release = `${row.text("framework")} ${row.text("version")}`.trim();
  const kernel: Kernel = {
    hardware: hardware.id,
    engine: row.text("framework"),
    release,
    category: format.category,
    series: `${hardware.id}, ${release}, ${format.category}`,
    seconds,
    lowered: lowerKernel(shape, format.precision, hardware),
    url: row.text("source_url"),
  };
  return {kernel, format};
}

/**
 * Sorts the rows of a kernel table. A series in which any row is faster than the data sheet's rates allow was not measured
 * as it says, so none of its rows is used.
 *
 * @throws {UserError} with file and line where a row does not hold what its kernel needs.
 */
export function sortKernels(rows: readonly TableRow[], hardware: readonly Hardware[]): KernelTable {
  const hardwareById = new Map(hardware.map((item) => [item.id, item]));
  const reasons: string[] = [];
  const found: {kernel: Kernel; format: KernelFormat; idealSeconds: number}[] = [];
  for (const row of rows) {
    const answer = readKernel(row, hardwareById);
    if (typeof answer === "string") reasons.push(answer);
    else found.push({...answer, idealSeconds: predictKernel(answer.kernel.lowered, ideal)});
  }
  const impossible = new Set(
    found.filter(({kernel, idealSeconds}) => idealSeconds > kernel.seconds).map(({kernel}) => kernel.series),
  );

  const used: Kernel[] = [];
  const reported: Kernel[] = [];
  for (const {kernel, format, idealSeconds} of found) {
    if (impossible.has(kernel.series))
      reasons.push(`${kernel.series}: some of it is faster than the data sheet allows`);
    else if (format.use === "report") reported.push(kernel);
    else if (format.use === "always" || idealSeconds >= leastSeconds) used.push(kernel);
    else reported.push({...kernel, category: `${kernel.category}, below 100 us`});
  }
  return {used, reported, skipped: tally(reasons), rows: rows.length};
}

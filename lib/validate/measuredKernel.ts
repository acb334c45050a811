import {calibrations} from "../catalog/registry.generated.js";
import {resolveCalibration} from "../catalog/resolveCalibration.js";
import type {Hardware} from "../engine/types.js";
import {kernelFormat, type KernelFormat} from "./kernelFormats.js";
import {lowerKernel, predictKernel, type KernelShape, type LoweredKernel} from "./kernelModel.js";
import {hardwareOf, isUnpredicted} from "./resolveNames.js";
import type {Row, Unpredicted} from "./types.js";

/** One measured kernel in the engine's terms. */
export interface MeasuredKernel {
  readonly hardware: Hardware;
  /** Name of the software that it belongs to, and that with its version. */
  readonly engine: string;
  readonly release: string;
  readonly format: KernelFormat;
  /** Rows of one accelerator, release and format, which err together. */
  readonly series: string;
  readonly seconds: number;
  /** Its time at the rates of the data sheet: less than this it cannot take. */
  readonly idealSeconds: number;
  readonly lowered: LoweredKernel;
}

const ideal = resolveCalibration(calibrations.ideal, {id: "any"});

/** The kernel of a row, or why the engine cannot answer for it. */
export function measuredKernel(row: Row): MeasuredKernel | Unpredicted {
  const seconds = 1e-6 * (row.number("latency_us") ?? 0);
  if (!(seconds > 0)) return {reason: "latency_us is no number above 0"};
  const shape = shapeOf(row);
  if (isUnpredicted(shape)) return shape;
  const hardware = hardwareOf(row);
  if (isUnpredicted(hardware)) return hardware;
  const format = kernelFormat(shape.kind, row.text("dtype"));
  if (format === undefined) return {reason: `no model of the format "${row.text("dtype").slice(0, 60)}"`};
  const {activations} = format.precision;
  if (hardware.peakFlopPerSecond[activations] === undefined)
    return {reason: `${hardware.name} has no ${activations} units`};
  const lowered = lowerKernel(shape, format.precision, hardware);
  const release = `${row.text("framework")} ${row.text("version")}`.trim();
  return {
    hardware,
    engine: row.text("framework"),
    release,
    format,
    series: [hardware.id, release, format.category].filter((part) => part !== "").join(", "),
    seconds,
    idealSeconds: predictKernel(lowered, ideal),
    lowered,
  };
}

/** Why a series that holds an impossible kernel is left out as a whole: it was not measured as it says. */
export function impossibleSeries(series: string): string {
  return `${series}: some of it is faster than the data sheet allows`;
}

function shapeOf(row: Row): KernelShape | Unpredicted {
  const kind = row.text("kernel");
  if (kind === "gemm") {
    const sizes = positives(row, ["m", "n", "k"]);
    if (isUnpredicted(sizes)) return sizes;
    return {kind, m: sizes[0]!, n: sizes[1]!, k: sizes[2]!};
  }
  if (kind !== "decode_attention" && kind !== "prefill_attention")
    return {reason: `no model of the kernel "${kind.slice(0, 60)}"`};
  const sizes = positives(row, ["batch", "context", "heads", "kv_heads"]);
  if (isUnpredicted(sizes)) return sizes;
  return {kind, batch: sizes[0]!, context: sizes[1]!, heads: sizes[2]!, kvHeads: sizes[3]!};
}

function positives(row: Row, columns: readonly string[]): readonly number[] | Unpredicted {
  const values = columns.map((column) => row.number(column) ?? 0);
  const wrong = columns.find((_, index) => !(values[index]! > 0));
  return wrong === undefined ? values : {reason: `${wrong} is no number above 0`};
}

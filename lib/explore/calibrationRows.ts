import {figuresOf, fitOf} from "../catalog/provenance.js";
import {formatDuration, formatShare} from "../explainer/format.js";

/** What each constant of a calibration file is, in words; keys are the paths of the file. */
const meanings: Readonly<Record<string, string>> = {
  "matrixFraction.bits16": "peak achieved in products, 16 bits and wider",
  "matrixFraction.bits8": "peak achieved in products, 8 bits",
  "matrixFraction.bits4": "peak achieved in products, 4 bits",
  attentionFraction: "peak achieved in attention",
  "perHeadAttention.bits16": "fp32 peak achieved in decode attention head by head, 16-bit KV cache",
  "perHeadAttention.bits8": "the same, 8-bit KV cache",
  memoryFraction: "memory bandwidth achieved",
  "dequantisation.operationsPerWeight": "fp32 operations that widen one weight of a weight-only format",
  "dequantisation.matrixFraction": "what is left of the peak achieved where weights are widened",
  linkFraction: "one-way link bandwidth achieved",
  linkLatency: "fixed time of an all-reduce",
  "launch.graph": "fixed time of a kernel in a graph",
  "launch.eager": "fixed time of a kernel launched alone",
  launchesPerLayer: "launches a layer, for the whole model as one",
  idlePowerFraction: "power drawn while waiting",
  "step.default": "fixed time of a step",
};

/** The constants of a calibration as rows of a table: meaning, value, 90 % interval, what it rests on. */
export function constantRows(calibration: string): string[][] {
  const intervals = fitOf(calibration)?.intervals ?? {};
  const show = (value: number, unit: string | null) => (unit === "s" ? formatDuration(value) : String(value));
  const rows = figuresOf("calibration", calibration).flatMap(({path, value, unit, source}) => {
    if (typeof value !== "number") return [];
    const interval = intervals[path];
    const range = interval === undefined ? "" : interval.map((end) => show(end, unit)).join(" to ");
    const machine = /^step\.byHardware\.(.+)$/.exec(path)?.[1];
    const meaning = machine === undefined ? meanings[path] : `fixed time of a step, ${machine}`;
    return [[meaning ?? path, show(value, unit), range, source.kind]];
  });
  return [["constant", "value", "90 % interval", "rests on"], ...rows];
}

/** How well the fit of a calibration reproduces what was measured, by category, as rows of a table. */
export function residualRows(calibration: string): string[][] {
  const residuals = fitOf(calibration)?.fit?.residuals ?? [];
  const error = (logError: number) => formatShare(Math.expm1(logError));
  const rows = residuals.map(({category, use, count, medianAbsoluteLogError, p90AbsoluteLogError}) => [
    category,
    use,
    String(count),
    error(medianAbsoluteLogError),
    error(p90AbsoluteLogError),
  ]);
  return [["kernels", "used", "rows", "median error", "90th percentile"], ...rows];
}

import {bytesPerValue, cacheWidth} from "../engine/precision.js";
import type {Configuration} from "../engine/types.js";
import {catalogInput, type FindFigure} from "./catalogInput.js";
import type {InputFigure} from "./types.js";
import type {Used} from "./used.js";

/** The constants of the calibration that a profile's time and energy rest on; none where it has neither. */
export function calibrationInputs(
  {calibration, hardware, scenario}: Configuration,
  used: Used,
  find: FindFigure,
): InputFigure[] {
  const inputs: InputFigure[] = [];
  if (!used.timed) return inputs;
  const add = (path: string, value: number, unit: "s" | null = null) =>
    inputs.push(catalogInput(find, "calibration", calibration.id, path, value, unit));
  const {matrixFraction, perHeadAttention, dequantisation, launchSeconds} = calibration;
  if (used.matrix) {
    const size = bytesPerValue[used.rates.matrixFormat];
    const width = size >= 2 ? "bits16" : size === 1 ? "bits8" : "bits4";
    add(`matrixFraction.${width}`, matrixFraction[width]);
  }
  if (used.attention) add("attentionFraction", calibration.attentionFraction);
  if (used.perHeadAttention && perHeadAttention !== null) {
    const width = cacheWidth(scenario.precision);
    add(`perHeadAttention.${width}`, perHeadAttention[width]);
  }
  add("memoryFraction", calibration.memoryFraction);
  if (used.widening) {
    add("dequantisation.operationsPerWeight", dequantisation.flopPerWeight);
    add("dequantisation.matrixFraction", dequantisation.matrixFraction);
  }
  if (used.link || used.network || used.host) add("linkFraction", calibration.linkFraction);
  if (used.collectives) add("linkLatency", calibration.linkLatencySeconds, "s");
  if (used.launches) add("launch.graph", launchSeconds.graph, "s");
  if (used.uncaptured) add("launch.eager", launchSeconds.eager, "s");
  if (scenario.granularity === "model") add("launchesPerLayer", calibration.launchesPerLayer);
  const own = `step.byHardware.${hardware.id}`;
  add(find("calibration", calibration.id, own) !== undefined ? own : "step.default", calibration.stepSeconds, "s");
  if (used.energy) add("idlePowerFraction", calibration.idlePowerFraction);
  return inputs;
}

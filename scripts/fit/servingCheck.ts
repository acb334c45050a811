import {resolveCalibration} from "../../lib/catalog/resolveCalibration.js";
import type {CalibrationEntry, FitResidual} from "../../lib/catalog/types.js";
import {defaultScenario} from "../../lib/engine/defaultScenario.js";
import {precisionOf, type Precision} from "../../lib/engine/precision.js";
import {solve} from "../../lib/engine/solve.js";
import type {Calibration, Hardware, Model, Phase, Scenario} from "../../lib/engine/types.js";
import {ReasonTally, type Skipped} from "../../lib/validate/reasonTally.js";
import {summarise} from "./residuals.js";
import {groupBy} from "./statistics.js";
import type {TableRow} from "./table.js";

/** Columns that a serving table must have. */
export const servingColumns: readonly string[] =
  "hardware_id model_id engine precision tp batch input_len output_len ttft_ms tpot_ms".split(" ");

/** How well a calibration predicts whole steps, which it was not fitted on. */
export interface ServingCheck {
  readonly residuals: readonly FitResidual[];
  readonly skipped: readonly Skipped[];
}

/** The formats that a serving table names; it leaves the cell empty where the checkpoint's own 16-bit format is served. */
const precisions: ReadonlyMap<string, Precision> = new Map([
  ["", precisionOf("bf16")],
  ["bf16", precisionOf("bf16")],
  ["fp8", precisionOf("fp8")],
]);

interface Step {
  readonly hardware: Hardware;
  readonly model: Model;
  readonly precision: Precision;
  readonly batch: number;
  readonly inputLength: number;
  readonly outputLength: number;
}

/** Time of a phase on one device in seconds, or null where it does not fit. */
function secondsOf(step: Step, phase: Phase, batch: number, calibration: Calibration): number | null {
  const {hardware, model, precision, inputLength, outputLength} = step;
  const scenario: Scenario = {
    ...defaultScenario,
    phase,
    batch,
    inputLength,
    outputLength,
    precision,
    execution: "graph",
  };
  return solve({hardware, model, scenario, calibration}).latencySeconds;
}

/**
 * Time per output token under in-flight batching: a decode step, in which each of the other sequences' prompts has been
 * processed once over the length of an answer.
 */
function servedTokenSeconds(step: Step, calibration: Calibration): number | null {
  const decode = secondsOf(step, "decode", step.batch, calibration);
  const prefill = secondsOf(step, "prefill", 1, calibration);
  if (decode === null || prefill === null) return null;
  return decode + ((step.batch - 1) / step.outputLength) * prefill;
}

/** Compares the engine with measured serving on one device, for the dense models that the catalog holds. */
export function checkServing(
  rows: readonly TableRow[],
  hardware: readonly Hardware[],
  models: readonly Model[],
  entry: CalibrationEntry,
): ServingCheck {
  const hardwareById = new Map(hardware.map((item) => [item.id, item]));
  const modelById = new Map(models.map((item) => [item.id, item]));
  const skipped = new ReasonTally();
  const scored: {category: string; error: number}[] = [];
  for (const row of rows) {
    const device = hardwareById.get(row.text("hardware_id"));
    const model = modelById.get(row.text("model_id"));
    const precision = precisions.get(row.text("precision"));
    if (row.positive("tp") !== 1) skipped.add("more than one device");
    else if (model === undefined) skipped.add(`no "${row.text("model_id")}" in the catalog`);
    else if (device === undefined) skipped.add(`no "${row.text("hardware_id")}" in the catalog`);
    else if (precision === undefined) skipped.add(`no model of the precision "${row.text("precision")}"`);
    else if (row.positive("ttft_ms") > row.positive("output_len") * row.positive("tpot_ms"))
      skipped.add("first token later than a whole answer takes: requests queued, so the batch was smaller than stated");
    else {
      const [inputLength, outputLength] = [row.positive("input_len"), row.positive("output_len")];
      const step = {hardware: device, model, precision, batch: row.positive("batch"), inputLength, outputLength};
      const seconds = servedTokenSeconds(step, resolveCalibration(entry, device));
      const engine = row.text("engine").split(" ")[0] ?? "";
      const category = `whole steps: ${model.id} ${row.text("precision") || "bf16"}, ${device.id}, ${engine}`;
      if (seconds === null) skipped.add("does not fit in memory by the engine's count");
      else scored.push({category, error: Math.log(seconds / (row.positive("tpot_ms") * 1e-3))});
    }
  }
  const residuals = [...groupBy(scored, ({category}) => category)].map(([category, inside]) =>
    summarise(
      category,
      "scored",
      inside.map(({error}) => error),
    ),
  );
  return {residuals, skipped: skipped.list()};
}

/** Time of one decode step of a single sequence in bf16, in seconds: what an upgrade of the device is most often judged by. */
export function singleStepSeconds(hardware: Hardware, model: Model, entry: CalibrationEntry): number | null {
  const step = {hardware, model, precision: precisionOf("bf16"), batch: 1, inputLength: 1024, outputLength: 128};
  return secondsOf(step, "decode", 1, resolveCalibration(entry, hardware));
}

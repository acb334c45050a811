import {findCalibration} from "../catalog/lookup.js";
import {resolveCalibration} from "../catalog/resolveCalibration.js";
import {canonical} from "../engine/change.js";
import {defaultScenario} from "../engine/defaultScenario.js";
import {precisionOf, type Precision} from "../engine/precision.js";
import type {Configuration, Model} from "../engine/types.js";
import {checkDivision, phaseFor} from "../explore/checkScenario.js";
import {orReason} from "./orReason.js";
import {precisionNamed} from "./precisionText.js";
import {hardwareOf, isUnpredicted, modelOf} from "./resolveNames.js";
import {countIn} from "./rowCounts.js";
import type {Row, Unpredicted} from "./types.js";

/** The format that a serving row names; an empty cell stands for the checkpoint's own 16 bits. */
function precisionIn(row: Row, model: Model): Precision | null {
  const text = row.text("precision");
  const name = text === "" ? "bf16" : precisionNamed(text);
  if (name === null) return null;
  // A checkpoint whose experts are published in four bits leaves all else in 16.
  const own = model.architecture === "decoder" && model.experts !== null && model.experts.format !== null;
  return precisionOf(own && name === "fp4" ? "bf16" : name);
}

/** The configuration that a row of a table of serving points was measured with, or why there is none. */
export function servingConfiguration(row: Row, calibrationId: string): Configuration | Unpredicted {
  return orReason(() => configurationOf(row, calibrationId));
}

function configurationOf(row: Row, calibrationId: string): Configuration | Unpredicted {
  const hardware = hardwareOf(row);
  if (isUnpredicted(hardware)) return hardware;
  const model = modelOf(row);
  if (isUnpredicted(model)) return model;
  phaseFor(model, "serving");
  const precision = precisionIn(row, model);
  if (precision === null) return {reason: `no precision like "${row.text("precision")}"`};
  const [batch, inputLength, outputLength] = ["batch", "input_len", "output_len"].map((column) => countIn(row, column));
  if (batch == null || inputLength == null || outputLength == null)
    return {reason: "batch, input or output length is not stated"};
  // Some tables write 0 for a way of spreading that is not used.
  const spread = (column: string): number => Math.max(1, countIn(row, column, 0) ?? 1);
  const [tensorParallel, dataParallel, expertParallel] = [
    spread("tp"),
    spread("attention_dp_size"),
    spread("moe_ep_size"),
  ];
  const calibration = resolveCalibration(findCalibration(calibrationId), hardware);
  const scenario = {
    ...defaultScenario,
    phase: "serving",
    batch,
    inputLength,
    outputLength,
    precision,
    tensorParallel,
    pipelineParallel: spread("pp_size"),
    dataParallel,
    // Attention in several copies, experts over all of their devices.
    expertParallel: dataParallel > 1 ? tensorParallel * dataParallel : Math.min(expertParallel, tensorParallel),
  } as const;
  checkDivision(model, scenario);
  return canonical({hardware, model, scenario, calibration});
}

import {lowerDecoder} from "./lowerDecoder.js";
import {lowerWholeModel} from "./lowerWholeModel.js";
import type {Operator} from "./operator.js";
import type {Configuration} from "./types.js";

/** Lowers the model of a configuration at the granularity that its scenario asks for. */
export function lower({model, scenario, calibration}: Configuration, batch: number): Operator[] {
  return scenario.granularity === "model"
    ? lowerWholeModel(model, scenario, batch, calibration.launchesPerLayer)
    : lowerDecoder(model, scenario, batch);
}

/** Tokens that one step handles: the generated ones of a decode step, the prompt tokens of a prefill. */
export function stepTokens({scenario}: Configuration, batch: number): number {
  return scenario.phase === "decode" ? batch : batch * scenario.inputLength;
}

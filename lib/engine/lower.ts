import {offloadTransfer} from "./offload.js";
import {lowerDecoder} from "./lowerDecoder.js";
import {lowerEncoder} from "./lowerEncoder.js";
import {lowerNetwork} from "./lowerNetwork.js";
import {lowerRecommendation} from "./lowerRecommendation.js";
import {lowerStateSpace} from "./lowerStateSpace.js";
import {lowerTraining} from "./lowerTraining.js";
import {lowerWholeModel} from "./lowerWholeModel.js";
import {inPass, type Operator} from "./operator.js";
import {microBatches, passesOf, promptPass, type Pass} from "./passes.js";
import type {Configuration} from "./types.js";

/** The operators of one pass, at the granularity that the scenario asks for. */
export function lowerPass({model, scenario, calibration}: Configuration, pass: Pass): Operator[] {
  if (scenario.granularity === "model") return lowerWholeModel(model, scenario, pass, calibration.launchesPerLayer);
  switch (model.architecture) {
    case "decoder":
      return lowerDecoder(model, scenario, pass);
    case "encoder":
      return lowerEncoder(model, scenario, pass);
    case "ssm":
      return lowerStateSpace(model, scenario, pass);
    case "recommendation":
      return lowerRecommendation(model, scenario, pass);
    case "cnn":
    case "diffusion":
      return lowerNetwork(model, scenario, pass);
  }
}

/**
 * Lowers the model of a configuration into the operators that one device runs in a step.
 *
 * @param batch sequences run together over all devices, already resolved.
 */
export function lower(configuration: Configuration, batch: number): Operator[] {
  const {model, scenario} = configuration;
  if (scenario.phase === "training") {
    const {sequences, count} = microBatches(scenario, batch);
    return lowerTraining(model, scenario, lowerPass(configuration, promptPass(scenario, sequences, 1)), count);
  }
  const passes = passesOf(scenario, batch);
  const [only] = passes;
  let operators: Operator[];
  // Most steps are one whole pass, whose operators need no copy.
  if (passes.length === 1 && only !== undefined && only.times === 1 && only.captured)
    operators = lowerPass(configuration, only);
  else {
    operators = [];
    for (const pass of passes)
      for (const operator of lowerPass(configuration, pass))
        operators.push(inPass(operator, pass.name, pass.times, pass.captured));
  }
  if (scenario.offload) {
    const transfer = offloadTransfer(configuration, batch, passes);
    if (transfer !== null) operators.push(transfer);
  }
  return operators;
}

/** Whether devices send each other anything in a step. */
export function exchanges(configuration: Configuration): boolean {
  return lower(configuration, configuration.scenario.dataParallel).some(
    ({linkBytes, networkBytes}) => linkBytes + networkBytes > 0,
  );
}

/** What one step makes, over all devices: see `throughputPerSecond` of a profile. */
export function stepTokens({model, scenario}: Configuration, batch: number): number {
  switch (scenario.phase) {
    case "decode":
    case "serving":
      return batch;
    case "request":
      return batch * scenario.outputLength;
    case "prefill":
      return batch * scenario.inputLength;
    case "forward":
    case "training":
      return model.architecture === "decoder" || model.architecture === "ssm" ? batch * scenario.inputLength : batch;
  }
}

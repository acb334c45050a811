import {spillOf} from "./footprint.js";
import {lowerDecoder} from "./lowerDecoder.js";
import {lowerEncoder} from "./lowerEncoder.js";
import {lowerEncoderDecoder} from "./lowerEncoderDecoder.js";
import {lowerNetwork} from "./lowerNetwork.js";
import {lowerRecommendation} from "./lowerRecommendation.js";
import {lowerStateSpace} from "./lowerStateSpace.js";
import {lowerTraining} from "./lowerTraining.js";
import {lowerWholeModel} from "./lowerWholeModel.js";
import {inPass, transfer, type Operator} from "./operator.js";
import {microBatches, passesOf, promptPass, type Pass} from "./passes.js";
import type {Configuration, Scenario} from "./types.js";
import {writesText} from "./unitMade.js";

/** The operators of the layers in one pass, at the granularity that the scenario asks for. */
function lowerLayers({model, scenario, calibration}: Configuration, pass: Pass): Operator[] {
  // A recommendation model reads few of its weights: it is two operators at any granularity.
  if (scenario.granularity === "model" && model.architecture !== "recommendation")
    return lowerWholeModel(model, scenario, pass, calibration.launchesPerLayer);
  switch (model.architecture) {
    case "decoder":
      return lowerDecoder(model, scenario, pass);
    case "encoder":
      return lowerEncoder(model, scenario, pass);
    case "encoder-decoder":
      return lowerEncoderDecoder(model, scenario, pass);
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
 * What is read from the host where weights are kept there: the spill alone, at the rate of the host link, as FlexGen does
 * for layers that do not fit (arXiv 2303.06865). A pass is over the layers of all stages, each of which has a spill.
 */
function hostTransfer({pipelineParallel}: Scenario, spill: number): Operator {
  return transfer("weights from the host", 1, {linkBytes: 0, networkBytes: 0}, 0, spill * pipelineParallel);
}

/**
 * The operators of one pass.
 *
 * @param spill bytes of weights that one device keeps on the host, and reads in each pass.
 */
export function lowerPass(configuration: Configuration, pass: Pass, spill: number): Operator[] {
  const operators = lowerLayers(configuration, pass);
  if (spill > 0) operators.push(hostTransfer(configuration.scenario, spill));
  return pass.captured ? operators : operators.map((operator) => inPass(operator, "", 1, false));
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
    return lowerTraining(model, scenario, lowerPass(configuration, promptPass(scenario, sequences, 1), 0), count);
  }
  const spill = spillOf(configuration, batch);
  const passes = passesOf(scenario, batch);
  const only = passes[0];
  // Most steps are one whole pass, whose operators need no copy.
  if (passes.length === 1 && only?.times === 1) return lowerPass(configuration, only, spill);
  const operators: Operator[] = [];
  for (const pass of passes) {
    for (const operator of lowerPass(configuration, pass, spill))
      operators.push(inPass(operator, pass.name, pass.times));
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
      return writesText(model) ? batch * scenario.inputLength : batch;
  }
}

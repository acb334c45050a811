import {pushExchanges, tensorAllReduce} from "./lowerDecoder.js";
import {encoderTokens} from "./lowerEncoder.js";
import {pushSharedExchanges} from "./lowerEncoderDecoder.js";
import {expertFormat} from "./lowerExperts.js";
import type {Operator} from "./operator.js";
import {expertRanks} from "./parallelism.js";
import {
  activeParameters,
  coreParameters,
  distinctExperts,
  expertParameters,
  outerParameters,
  recordingParameters,
} from "./parameters.js";
import type {Pass} from "./passes.js";
import {pipelineSend} from "./pipelineSend.js";
import {bytesPerValue, isWeightOnly, outerFormat, wideFormat} from "./precision.js";
import type {Model, RecommendationModel, Scenario} from "./types.js";

/** Models that are one operator where the whole model is: a recommendation model reads few of its weights. */
type WholeModel = Exclude<Model, RecommendationModel>;

/**
 * The back-of-the-envelope lowering: one operator of 2 FLOP per active parameter and token that reads all weights (of
 * experts those that a token of the pass is sent to), and nothing else: no attention, no KV cache, no activations. It is
 * what a whole-model roofline computes (Williams et al., doi 10.1145/1498765.1498785), and the granularity of the published
 * tutorial. Weights that read a recording are charged for its frames, in the pass that reads it alone. A network that reads
 * no tokens uses each weight many times a sample, and is charged for the FLOP that are published of one.
 *
 * @param launchesPerLayer kernel launches that stand for one layer.
 */
export function lowerWholeModel(
  model: WholeModel,
  scenario: Scenario,
  pass: Pass,
  launchesPerLayer: number,
): Operator[] {
  const {precision, tensorParallel} = scenario;
  const tokens = pass.sequences * tokensOfOne(model, pass);
  const inExperts = expertParameters(model);
  const recording = recordingParameters(model);
  const reads = model.architecture === "encoder-decoder" && pass.kind === "prompt";
  const core = coreParameters(model) - (reads ? 0 : recording);
  const outer = outerParameters(model);
  const read = readExperts(model, scenario, tokens) * inExperts;
  const expertSize =
    model.architecture === "decoder" && model.experts !== null
      ? bytesPerValue[expertFormat(model.experts, scenario)]
      : 0;
  const weightBytes =
    core * bytesPerValue[precision.weights] + outer * bytesPerValue[outerFormat(precision)] + read * expertSize;
  const whole: Operator = {
    id: "model",
    repeat: 1,
    arithmetic: "matrix",
    flop:
      ("flopPerSample" in model
        ? pass.sequences * model.flopPerSample
        : 2 * (activeParameters(model) * tokens + (reads ? recording * pass.sequences * model.framesPerSample : 0))) /
      tensorParallel,
    widenedWeights: isWeightOnly(precision) ? (core + outer + read) / tensorParallel : 0,
    weightBytes: weightBytes / tensorParallel,
    activationBytes: 0,
    kvCacheBytes: 0,
    linkBytes: 0,
    networkBytes: 0,
    hostBytes: 0,
    collectives: 0,
    launches: "layers" in model ? launchesPerLayer * (model.layers + (reads ? model.encoderLayers : 0)) : model.kernels,
    captured: true,
  };
  const operators = [whole];
  const wide = bytesPerValue[wideFormat[precision.activations]];
  if (model.architecture === "decoder") pushExchanges(operators, model, scenario, tokens, wide);
  else if (model.architecture === "encoder-decoder") pushSharedExchanges(operators, model, scenario, pass, wide);
  else if ("hiddenSize" in model) {
    const size = tokens * model.hiddenSize * wide;
    if (tensorParallel > 1) operators.push(tensorAllReduce(scenario, 2 * model.layers, size));
    if (scenario.pipelineParallel > 1) operators.push(pipelineSend(scenario, size));
  }
  return operators;
}

/** Tokens of one sequence or sample of a pass: an image has its patches, however long the scenario's input is. */
function tokensOfOne(model: WholeModel, {tokensEach}: Pass): number {
  return model.architecture === "encoder" ? encoderTokens(model, tokensEach) : tokensEach;
}

/** The share of the expert weights of one copy that a pass reads. */
function readExperts(model: Model, scenario: Scenario, tokens: number): number {
  if (model.architecture !== "decoder" || model.experts === null) return 0;
  const {count, active} = model.experts;
  const ranks = expertRanks(scenario);
  return distinctExperts(count, active, tokens * ranks) / (count * ranks);
}

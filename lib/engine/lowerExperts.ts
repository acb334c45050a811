import {allToAll} from "./collectives.js";
import {elementwise, matrixProduct, transfer, type Operator} from "./operator.js";
import {dataGroup, expertRanks, expertShards} from "./parallelism.js";
import {distinctExperts} from "./parameters.js";
import {bytesPerValue, type StorageFormat} from "./precision.js";
import {pushFeedForward} from "./pushFeedForward.js";
import type {DecoderModel, Experts, Scenario} from "./types.js";
import {matrixSizes, type ValueSizes} from "./valueSizes.js";

/** The format of the expert weights: the scenario's, or the published one where that is narrower. */
export function expertFormat({format}: Experts, {phase, precision}: Scenario): StorageFormat {
  // What is trained is kept in the format that is asked for.
  if (phase === "training") return precision.weights;
  return format !== null && bytesPerValue[format] < bytesPerValue[precision.weights] ? format : precision.weights;
}

/**
 * Adds the operators of a mixture of experts (Shazeer et al., arXiv 1701.06538): router, choice of experts, permutation of
 * the tokens, the experts' products as grouped ones, and the weighted sum; beside them the block that all tokens pass.
 *
 * Each token's experts are taken to be alike and independent, so that a layer reads the expected number of distinct ones.
 * The experts are divided among the devices that share a matrix, whole or each by its width, which for the mean device
 * comes to the same. Where they are spread over several copies of the attention layers, the tokens of all copies meet, and
 * are sent to their experts and back.
 *
 * @param tokens of one copy of the attention layers.
 */
export function lowerExperts(
  operators: Operator[],
  model: DecoderModel,
  experts: Experts,
  scenario: Scenario,
  tokens: number,
  sizes: ValueSizes,
): void {
  const {layers, hiddenSize, gatedFeedForward} = model;
  const {tensorParallel, expertParallel} = scenario;
  const repeat = layers - experts.denseLayers;
  const shards = expertShards(scenario);
  const ranks = expertRanks(scenario);
  const meeting = tokens * ranks;
  const distinct = distinctExperts(experts.count, experts.active, meeting);
  const matrix = matrixSizes(sizes, bytesPerValue[expertFormat(experts, scenario)]);
  // Tokens that one device's experts see, and the width that it has of each.
  const spread = Math.min(shards, expertParallel);
  const rows = (meeting * experts.active) / spread;
  const width = experts.feedForwardSize / (shards / spread);
  const upWidth = (gatedFeedForward ? 2 : 1) * width;
  const grouped = (id: string, inputs: number, outputs: number): Operator => {
    const one = matrixProduct(id, repeat, rows, inputs, outputs, matrix);
    const read = distinct / spread;
    return {...one, weightBytes: one.weightBytes * read, widenedWeights: one.widenedWeights * read};
  };
  const routed = tokens * experts.active * hiddenSize;
  operators.push(
    matrixProduct("router", repeat, tokens, hiddenSize, experts.count, {
      ...matrix,
      weightSize: sizes.wide,
      widened: false,
    }),
    elementwise("choice of experts", repeat, tokens * experts.count * sizes.wide),
    elementwise("permutation", repeat, (tokens * hiddenSize + routed) * sizes.narrow),
    grouped("expert gate and up projection", hiddenSize, upWidth),
    elementwise("expert activation", repeat, rows * (upWidth * sizes.wide + width * sizes.narrow)),
    grouped("expert down projection", width, hiddenSize),
    elementwise("combination", repeat, (tokens * hiddenSize + routed) * sizes.wide),
  );
  if (experts.sharedFeedForwardSize > 0) {
    const names = ["shared gate and up projection", "shared activation", "shared down projection"] as const;
    const shared = matrixSizes(sizes, sizes.weight);
    const sharedWidth = experts.sharedFeedForwardSize / tensorParallel;
    pushFeedForward(operators, names, repeat, tokens, sharedWidth, {model, sizes, matrix: shared});
  }
  if (ranks > 1) {
    const size = (routed / tensorParallel) * sizes.wide;
    const {perNode, kind} = dataGroup(scenario);
    const group = {devices: ranks, perNode: Math.min(ranks, perNode), kind};
    operators.push(transfer("expert exchange", 2 * repeat, allToAll(size, group), 1));
  }
}

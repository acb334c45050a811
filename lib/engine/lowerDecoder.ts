import {allReduce} from "./collectives.js";
import {lowerAttention} from "./lowerAttention.js";
import {lowerExperts} from "./lowerExperts.js";
import {elementwise, matrixProduct, transfer, type Operator} from "./operator.js";
import {expertRanks, tensorGroup} from "./parallelism.js";
import type {Pass} from "./passes.js";
import {pipelineSend} from "./pipelineSend.js";
import {pushFeedForward} from "./pushFeedForward.js";
import type {DecoderModel, Scenario} from "./types.js";
import {matrixSizes, valueSizes} from "./valueSizes.js";

const denseNames = ["gate and up projection", "activation", "down projection"] as const;

/**
 * Lowers a decoder into the operators that one device runs in a pass.
 *
 * A layer is the usual fused sequence of serving engines, one kernel each: norm, attention (`lowerAttention`), norm, and the
 * feed-forward block: gate and up projection, activation, down projection, or experts in its place (`lowerExperts`). Under
 * tensor parallelism (Shoeybi et al., arXiv 1909.08053) each matrix is split by columns, then by rows, and two
 * all-reduces a layer join the halves. Where both blocks read the same input (Wang & Komatsuzaki, GPT-J, 2021) one norm
 * serves both; what they give is added up first, and one all-reduce is enough.
 */
export function lowerDecoder(model: DecoderModel, scenario: Scenario, pass: Pass): Operator[] {
  const {layers, hiddenSize, vocabularySize, parallelBlocks, experts} = model;
  const {tensorParallel} = scenario;
  const sizes = valueSizes(scenario);
  const layerSizes = matrixSizes(sizes, sizes.weight);
  const tokens = pass.sequences * pass.tokensEach;
  const denseLayers = experts === null ? layers : experts.denseLayers;

  // A fused residual add and norm reads the residual and the branch, and writes the residual and the normed input.
  const normBytes = tokens * hiddenSize * (3 * sizes.wide + sizes.narrow);
  const operators: Operator[] = [
    elementwise("embedding", 1, tokens * hiddenSize * (sizes.outer + sizes.wide)),
    elementwise(parallelBlocks ? "norm" : "attention norm", layers, normBytes),
  ];
  lowerAttention(operators, model, scenario, pass, sizes, layerSizes);
  operators.push(
    parallelBlocks
      ? elementwise("sum of both blocks", layers, 3 * tokens * hiddenSize * sizes.wide)
      : elementwise("feed-forward norm", layers, normBytes),
  );
  if (denseLayers > 0) {
    const width = model.feedForwardSize / tensorParallel;
    pushFeedForward(operators, denseNames, denseLayers, tokens, width, {model, sizes, matrix: layerSizes});
  }
  if (experts !== null) lowerExperts(operators, model, experts, scenario, tokens, sizes);
  operators.push(elementwise("final norm", 1, normBytes));
  // Only the last token of a prompt is turned into a prediction.
  const predictions = pass.predictsAll ? tokens : pass.sequences;
  const head = matrixSizes(sizes, sizes.outer);
  operators.push(matrixProduct("LM head", 1, predictions, hiddenSize, vocabularySize / tensorParallel, head));

  pushExchanges(operators, model, scenario, tokens, sizes.wide);
  return operators;
}

/**
 * What the devices that share the layers exchange in a pass: where they share matrices a sum after each block, or one a layer
 * where both blocks read the same input, but what experts of several copies of the model return, which goes by the exchange
 * between those; and what a stage hands on to the next.
 */
export function pushExchanges(
  operators: Operator[],
  model: DecoderModel,
  scenario: Scenario,
  tokens: number,
  valueSize: number,
): void {
  const {layers, hiddenSize, parallelBlocks, experts} = model;
  const {tensorParallel, pipelineParallel} = scenario;
  const size = tokens * hiddenSize * valueSize;
  if (tensorParallel > 1) {
    const joined = experts === null || expertRanks(scenario) === 1 ? layers : experts.denseLayers;
    operators.push(tensorAllReduce(scenario, layers + (parallelBlocks ? 0 : joined), size));
  }
  if (pipelineParallel > 1) operators.push(pipelineSend(scenario, size));
}

/** Adds up what each of the devices that share the matrices has, `repeat` times a pass. */
export function tensorAllReduce(scenario: Scenario, repeat: number, size: number, id = "all-reduce"): Operator {
  return transfer(id, repeat, allReduce(size, tensorGroup(scenario)), 1);
}

import {tensorAllReduce} from "./lowerDecoder.js";
import {elementwise, matrixProduct, type Operator} from "./operator.js";
import type {Pass} from "./passes.js";
import {pipelineSend} from "./pipelineSend.js";
import {bytesPerValue} from "./precision.js";
import type {Scenario, StateSpaceModel} from "./types.js";
import {matrixSizes, valueSizes} from "./valueSizes.js";

/** Operations of the scan for each token, channel and state value, as the authors count them (github.com/state-spaces/mamba). */
export const scanFlop = 9;

/**
 * Lowers a selective state-space model (Mamba, arXiv 2312.00752) into the operators that one device runs in a pass.
 *
 * A block is norm, projection in, causal convolution, projection to time step, input and output matrices, projection of the
 * time step, selective scan, and projection out. For a prompt the scan keeps its state on chip and moves its inputs and
 * outputs only; a decode step reads and writes the state and the convolution's last inputs, which no context makes longer.
 *
 * The scan is charged for its bytes: its operations run on plain arithmetic units, of which the engine has no rate of its
 * own, and are counted but take no time beside a matrix product's. Long prompts are in truth up to twice as slow there.
 *
 * Under tensor parallelism each device has a share of the inner channels; the narrow projection and the projection out are
 * split by rows, and an all-reduce joins each.
 */
export function lowerStateSpace(model: StateSpaceModel, scenario: Scenario, pass: Pass): Operator[] {
  const {layers, hiddenSize, innerSize, stateSize, convolutionSize, timeStepRank, vocabularySize} = model;
  const {tensorParallel, pipelineParallel} = scenario;
  const sizes = valueSizes(scenario);
  const matrix = matrixSizes(sizes, sizes.weight);
  const tokens = pass.sequences * pass.tokensEach;
  const inner = innerSize / tensorParallel;
  const narrowWidth = timeStepRank + 2 * stateSize;

  // A decode step reads and writes what is kept of a sequence; a prompt writes it at its end.
  const turns = !pass.caches ? 0 : pass.kind === "decode" ? 2 : 1;
  const kept = (values: number) => turns * pass.sequences * inner * values * sizes.kvCache;
  const normBytes = tokens * hiddenSize * (3 * sizes.wide + sizes.narrow);
  // Reads the channels, their time steps and gates and the input and output matrices, and writes the channels.
  const scanned = tokens * (4 * inner + 2 * stateSize) * sizes.wide;
  const scan: Operator = {
    ...elementwise("selective scan", layers, scanned, kept(stateSize)),
    flop: scanFlop * tokens * inner * stateSize,
    weightBytes: inner * (stateSize + 1) * bytesPerValue.fp32,
  };
  const predictions = pass.predictsAll ? tokens : pass.sequences;
  const operators: Operator[] = [
    elementwise("embedding", 1, tokens * hiddenSize * (sizes.outer + sizes.wide)),
    elementwise("norm", layers, normBytes),
    matrixProduct("in projection", layers, tokens, hiddenSize, 2 * inner, matrix),
    elementwise("convolution", layers, 2 * tokens * inner * sizes.wide, kept(convolutionSize)),
    matrixProduct("state projection", layers, tokens, inner, narrowWidth, matrix),
    matrixProduct("time step projection", layers, tokens, timeStepRank, inner, matrix),
    scan,
    matrixProduct("out projection", layers, tokens, inner, hiddenSize, matrix),
    elementwise("final norm", 1, normBytes),
    matrixProduct(
      "LM head",
      1,
      predictions,
      hiddenSize,
      vocabularySize / tensorParallel,
      matrixSizes(sizes, sizes.outer),
    ),
  ];
  if (tensorParallel > 1) {
    operators.push({
      ...tensorAllReduce(scenario, layers, tokens * narrowWidth * sizes.wide),
      id: "state projection all-reduce",
    });
    operators.push(tensorAllReduce(scenario, layers, tokens * hiddenSize * sizes.wide));
  }
  if (pipelineParallel > 1) operators.push(pipelineSend(scenario, tokens * hiddenSize * sizes.wide));
  return operators;
}

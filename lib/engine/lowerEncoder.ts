import {tensorAllReduce} from "./lowerDecoder.js";
import {attentionProduct, elementwise, matrixProduct, type Operator} from "./operator.js";
import type {Pass} from "./passes.js";
import {pipelineSend} from "./pipelineSend.js";
import type {EncoderModel, Scenario} from "./types.js";
import {matrixSizes, valueSizes} from "./valueSizes.js";

/** Tokens of one sample: an image has as many as its patches, a text as many as the scenario says. */
export function encoderTokens({tokensPerSample}: EncoderModel, inputLength: number): number {
  return tokensPerSample ?? inputLength;
}

/**
 * Lowers an encoder into the operators that one device runs in a pass.
 *
 * A layer is what tuned engines make of it (TensorRT's BERT, arXiv 1810.04805): QKV projection, attention in one kernel,
 * output projection, residual and norm, up projection with the activation in its epilogue, down projection, residual and
 * norm. Every token sees all others, so that attention has tokens² pairs a sequence, and nothing is cached.
 *
 * The heads that turn the last layer into an answer are left out: a classifier multiplies one token of a sequence, and that
 * of masked tokens, used in pre-training alone, about a seventh of them, 1 to 2 % of BERT's operations. So is the patch
 * projection of images, less than 1 % of a ViT's.
 */
export function lowerEncoder(model: EncoderModel, scenario: Scenario, pass: Pass): Operator[] {
  const {layers, hiddenSize, heads, headSize, feedForwardSize} = model;
  const {tensorParallel, pipelineParallel} = scenario;
  const sizes = valueSizes(scenario);
  // Engines of 8 bits requantise before they write, so that all between kernels is narrow; training keeps it wide.
  const between = scenario.phase === "training" ? sizes.wide : sizes.narrow;
  const matrix = {...matrixSizes(sizes, sizes.weight), outputSize: between};
  const tokensEach = encoderTokens(model, pass.tokensEach);
  const tokens = pass.sequences * tokensEach;
  const width = (heads / tensorParallel) * headSize;
  const inner = feedForwardSize / tensorParallel;
  const hidden = tokens * hiddenSize;

  // The norm comes after the residual is added: it reads the residual and the branch, and writes the next one's input.
  const norm = (id: string) => elementwise(id, layers, hidden * (2 * between + sizes.narrow));
  const operators: Operator[] = [
    elementwise("embedding", 1, hidden * (sizes.outer + sizes.wide)),
    matrixProduct("QKV projection", layers, tokens, hiddenSize, 3 * width, matrix),
    attentionProduct("attention", layers, 4 * tokens * tokensEach * width, 4 * tokens * width * between, 0),
    matrixProduct("output projection", layers, tokens, width, hiddenSize, matrix),
    norm("attention norm"),
    // The activation is applied before the output is written, and so writes what the next product reads.
    matrixProduct("up projection", layers, tokens, hiddenSize, inner, {...matrix, outputSize: sizes.narrow}),
    matrixProduct("down projection", layers, tokens, inner, hiddenSize, matrix),
    norm("feed-forward norm"),
  ];
  if (tensorParallel > 1) operators.push(tensorAllReduce(scenario, 2 * layers, hidden * sizes.wide));
  if (pipelineParallel > 1) operators.push(pipelineSend(scenario, hidden * sizes.wide));
  return operators;
}

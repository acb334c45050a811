import {causalPairs, meanDecodeContext} from "./context.js";
import {tensorAllReduce} from "./lowerDecoder.js";
import {attentionProduct, elementwise, matrixProduct, type MatrixSizes, type Operator} from "./operator.js";
import type {Pass} from "./passes.js";
import {pipelineSend} from "./pipelineSend.js";
import type {EncoderDecoderModel, Scenario} from "./types.js";
import {matrixSizes, valueSizes, type ValueSizes} from "./valueSizes.js";

/** Values that one device keeps of one token, or of one frame of the recording, in one layer: its key and its value. */
export function keyValues({heads, headSize}: EncoderDecoderModel, tensorParallel: number): number {
  return (2 * heads * headSize) / tensorParallel;
}

/** What the operators of one pass are made from, besides the model. */
interface Parts {
  readonly pass: Pass;
  readonly sizes: ValueSizes;
  readonly matrix: MatrixSizes;
  /** Width of the heads, and of the feed-forward block, that one device has. */
  readonly width: number;
  readonly inner: number;
  /** Frames of the recordings of all sequences, and new tokens of their texts. */
  readonly frames: number;
  readonly tokens: number;
}

/**
 * Lowers an encoder and a decoder (Whisper, arXiv 2212.04356) into the operators that one device runs in a pass.
 *
 * The pass that reads the prompt reads the recording before: two convolutions, the encoder's layers, and for each layer of
 * the decoder the keys and values of all frames, which are cached. A decode step has none of that: its layers attend to
 * the tokens before, whose cache grows, and in cross-attention to the frames, all of which each step reads in each layer.
 *
 * Positions are added, not rotated, and attention appends to its cache, so that no kernel stands between projection and
 * attention. Under tensor parallelism an all-reduce joins each attention and each feed-forward block; each stage of a
 * pipeline has its share of the layers of both.
 */
export function lowerEncoderDecoder(model: EncoderDecoderModel, scenario: Scenario, pass: Pass): Operator[] {
  const {heads, headSize, feedForwardSize, framesPerSample} = model;
  const {tensorParallel} = scenario;
  const sizes = valueSizes(scenario);
  const parts: Parts = {
    pass,
    sizes,
    matrix: matrixSizes(sizes, sizes.weight),
    width: (heads * headSize) / tensorParallel,
    inner: feedForwardSize / tensorParallel,
    frames: pass.sequences * framesPerSample,
    tokens: pass.sequences * pass.tokensEach,
  };
  const operators: Operator[] = [];
  if (pass.kind === "prompt") pushRecording(operators, model, parts);
  pushText(operators, model, scenario, parts);
  pushSharedExchanges(operators, model, scenario, pass, parts.sizes.wide);
  return operators;
}

/** Adds the encoder, each frame of which sees all others, and the projections of what it makes to keys and values. */
function pushRecording(operators: Operator[], model: EncoderDecoderModel, parts: Parts): void {
  const {encoderLayers, layers, hiddenSize, framesPerSample, melBins} = model;
  const {pass, sizes, matrix, width, frames} = parts;
  // A filter is three frames wide; the second convolution takes every other frame, so that the first makes twice as many.
  const convolution = (id: string, rows: number, inputs: number): Operator => {
    const moved = 2 * frames * inputs * sizes.narrow + rows * hiddenSize * sizes.wide;
    return movingProduct(id, 1, rows, 3 * inputs, hiddenSize, matrix, moved, 0);
  };
  // Keys and values go to the cache where there is one, and else to the decoder's layers alone.
  const heard = frames * 2 * width;
  const read = frames * hiddenSize * sizes.narrow;
  operators.push(
    convolution("first convolution", 2 * frames, melBins),
    convolution("second convolution", frames, hiddenSize),
    norm("encoder attention norm", encoderLayers, frames, model, sizes),
    matrixProduct("encoder QKV projection", encoderLayers, frames, hiddenSize, 3 * width, matrix),
    attentionProduct(
      "encoder attention",
      encoderLayers,
      4 * frames * framesPerSample * width,
      4 * frames * width * sizes.wide,
      0,
    ),
    matrixProduct("encoder output projection", encoderLayers, frames, width, hiddenSize, matrix),
  );
  pushFeedForward(operators, "encoder ", encoderLayers, frames, model, parts);
  operators.push(
    norm("encoder norm", 1, frames, model, sizes),
    movingProduct(
      "cross-attention KV projection",
      layers,
      frames,
      hiddenSize,
      2 * width,
      matrix,
      pass.caches ? read : read + heard * sizes.wide,
      pass.caches ? heard * sizes.kvCache : 0,
    ),
  );
}

/** A product that moves other activations than its rows, or writes to the cache. */
function movingProduct(
  id: string,
  repeat: number,
  rows: number,
  inputs: number,
  outputs: number,
  {weightSize, widened}: MatrixSizes,
  activationBytes: number,
  kvCacheBytes: number,
): Operator {
  return {
    id,
    repeat,
    arithmetic: "matrix",
    flop: 2 * rows * inputs * outputs,
    widenedWeights: widened ? inputs * outputs : 0,
    weightBytes: inputs * outputs * weightSize,
    activationBytes,
    kvCacheBytes,
    linkBytes: 0,
    networkBytes: 0,
    hostBytes: 0,
    collectives: 0,
    launches: 1,
    captured: true,
  };
}

/** Adds the decoder, from the embedding of the new tokens to their predictions. */
function pushText(operators: Operator[], model: EncoderDecoderModel, scenario: Scenario, parts: Parts): void {
  const {layers, hiddenSize, vocabularySize, framesPerSample} = model;
  const {inputLength, outputLength, tensorParallel} = scenario;
  const {pass, sizes, matrix, width, frames, tokens} = parts;
  const decodes = pass.kind === "decode";
  const pairs =
    pass.sequences * (decodes ? meanDecodeContext(inputLength, outputLength, null) : causalPairs(inputLength, null));
  // Keys and values of new tokens come from their projection, those of earlier ones from the cache.
  const cached = ((decodes ? pairs : 0) + (pass.caches ? tokens : 0)) * 2 * width * sizes.kvCache;
  const heard = frames * 2 * width;
  operators.push(
    elementwise("embedding", 1, tokens * hiddenSize * (2 * sizes.outer + sizes.wide)),
    norm("attention norm", layers, tokens, model, sizes),
    matrixProduct("QKV projection", layers, tokens, hiddenSize, 3 * width, matrix),
    attentionProduct("attention", layers, 4 * pairs * width, 4 * tokens * width * sizes.wide, cached),
    matrixProduct("output projection", layers, tokens, width, hiddenSize, matrix),
    norm("cross-attention norm", layers, tokens, model, sizes),
    matrixProduct("cross-attention query projection", layers, tokens, hiddenSize, width, matrix),
    attentionProduct(
      "cross-attention",
      layers,
      4 * tokens * framesPerSample * width,
      (2 * tokens * width + (pass.caches ? 0 : heard)) * sizes.wide,
      pass.caches ? heard * sizes.kvCache : 0,
    ),
    matrixProduct("cross-attention output projection", layers, tokens, width, hiddenSize, matrix),
  );
  pushFeedForward(operators, "", layers, tokens, model, parts);
  // Only the last token of a prompt is turned into a prediction.
  const predictions = pass.predictsAll ? tokens : pass.sequences;
  const head = matrixSizes(sizes, sizes.outer);
  operators.push(
    norm("final norm", 1, tokens, model, sizes),
    matrixProduct("LM head", 1, predictions, hiddenSize, vocabularySize / tensorParallel, head),
  );
}

/** A norm with the residual added before: it reads the residual and the branch, and writes the residual and its output. */
function norm(
  id: string,
  repeat: number,
  rows: number,
  {hiddenSize}: EncoderDecoderModel,
  sizes: ValueSizes,
): Operator {
  return elementwise(id, repeat, rows * hiddenSize * (3 * sizes.wide + sizes.narrow));
}

/** Adds a feed-forward block with the norm before it. */
function pushFeedForward(
  operators: Operator[],
  prefix: string,
  repeat: number,
  rows: number,
  model: EncoderDecoderModel,
  {sizes, matrix, inner}: Parts,
): void {
  operators.push(
    norm(`${prefix}feed-forward norm`, repeat, rows, model, sizes),
    matrixProduct(`${prefix}up projection`, repeat, rows, model.hiddenSize, inner, matrix),
    elementwise(`${prefix}activation`, repeat, rows * inner * (sizes.wide + sizes.narrow)),
    matrixProduct(`${prefix}down projection`, repeat, rows, inner, model.hiddenSize, matrix),
  );
}

/**
 * What the devices that share the layers exchange in a pass: a sum for each attention and each feed-forward block, two a
 * layer of the encoder and three of the decoder, where they share matrices; and what a stage hands on to the next.
 */
export function pushSharedExchanges(
  operators: Operator[],
  {layers, encoderLayers, hiddenSize, framesPerSample}: EncoderDecoderModel,
  scenario: Scenario,
  {kind, sequences, tokensEach}: Pass,
  valueSize: number,
): void {
  const {tensorParallel, pipelineParallel} = scenario;
  const recording = sequences * framesPerSample * hiddenSize * valueSize;
  const text = sequences * tokensEach * hiddenSize * valueSize;
  if (tensorParallel > 1) {
    if (kind === "prompt")
      operators.push(tensorAllReduce(scenario, 2 * encoderLayers, recording, "encoder all-reduce"));
    operators.push(tensorAllReduce(scenario, 3 * layers, text));
  }
  if (pipelineParallel > 1) {
    if (kind === "prompt") operators.push(pipelineSend(scenario, recording, "encoder pipeline send"));
    operators.push(pipelineSend(scenario, text));
  }
}

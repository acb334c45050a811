import {causalPairs, meanDecodeContext} from "./context.js";
import type {Operator} from "./operator.js";
import {bytesPerValue, wideFormat} from "./precision.js";
import type {Model, Scenario} from "./types.js";

/**
 * Lowers a dense decoder into the operators that one device runs in a step of the scenario.
 *
 * A layer is the usual fused sequence of serving engines, one kernel each: norm, QKV projection, rotary embedding with the
 * write to the KV cache, attention, output projection, norm, gate and up projection, activation, down projection. Under
 * tensor parallelism (Shoeybi et al., arXiv 1909.08053) each matrix is split by columns, then by rows, and two
 * all-reduces a layer join the halves. Attention keeps its scores on chip (Dao et al., arXiv 2205.14135), so that it moves
 * queries, outputs and the KV cache only.
 *
 * @param batch sequences run together, already resolved.
 */
export function lowerDecoder(model: Model, scenario: Scenario, batch: number): Operator[] {
  const {layers, hiddenSize, headSize, feedForwardSize, vocabularySize, slidingWindow} = model;
  const {phase, inputLength, outputLength, precision, tensorParallel} = scenario;
  const {weights, activations, kvCache} = precision;
  const wide = wideFormat[activations];
  const weightSize = bytesPerValue[weights];
  const narrowSize = bytesPerValue[activations];
  const wideSize = bytesPerValue[wide];
  const kvSize = bytesPerValue[kvCache];

  const decode = phase === "decode";
  const tokens = decode ? batch : batch * inputLength;
  const heads = model.heads / tensorParallel;
  const kvHeads = Math.max(1, model.kvHeads / tensorParallel);
  const queryWidth = heads * headSize;
  const keyValueWidth = 2 * kvHeads * headSize;
  const feedForward = feedForwardSize / tensorParallel;
  const upWidth = (model.gatedFeedForward ? 2 : 1) * feedForward;
  const pairs =
    batch *
    (decode ? meanDecodeContext(inputLength, outputLength, slidingWindow) : causalPairs(inputLength, slidingWindow));
  // In decode each step reads what earlier ones cached; in prefill the keys and values were just written.
  const attendedBytes = (decode ? pairs : tokens) * keyValueWidth * kvSize;

  const matrix = (id: string, repeat: number, rows: number, inputs: number, outputs: number): Operator => ({
    id,
    repeat,
    arithmetic: "matrix",
    flop: 2 * rows * inputs * outputs,
    weightBytes: inputs * outputs * weightSize,
    activationBytes: rows * (inputs * narrowSize + outputs * wideSize),
    kvCacheBytes: 0,
    linkBytes: 0,
    collectives: 0,
    launches: 1,
  });
  const elementwise = (id: string, repeat: number, activationBytes: number, kvCacheBytes = 0): Operator => ({
    id,
    repeat,
    arithmetic: "none",
    flop: 0,
    weightBytes: 0,
    activationBytes,
    kvCacheBytes,
    linkBytes: 0,
    collectives: 0,
    launches: 1,
  });

  // A fused residual add and norm reads the residual and the branch, and writes the residual and the normed input.
  const normBytes = tokens * hiddenSize * (3 * wideSize + narrowSize);
  const operators: Operator[] = [
    elementwise("embedding", 1, tokens * hiddenSize * (weightSize + wideSize)),
    elementwise("attention norm", layers, normBytes),
    matrix("QKV projection", layers, tokens, hiddenSize, queryWidth + keyValueWidth),
    elementwise(
      "rotary embedding",
      layers,
      tokens * (2 * queryWidth + keyValueWidth) * wideSize,
      tokens * keyValueWidth * kvSize,
    ),
    {
      id: "attention",
      repeat: layers,
      arithmetic: "attention",
      flop: 4 * pairs * queryWidth,
      weightBytes: 0,
      activationBytes: 2 * tokens * queryWidth * wideSize,
      kvCacheBytes: attendedBytes,
      linkBytes: 0,
      collectives: 0,
      launches: 1,
    },
    matrix("output projection", layers, tokens, queryWidth, hiddenSize),
    elementwise("feed-forward norm", layers, normBytes),
    matrix("gate and up projection", layers, tokens, hiddenSize, upWidth),
    elementwise("activation", layers, tokens * (upWidth * wideSize + feedForward * narrowSize)),
    matrix("down projection", layers, tokens, feedForward, hiddenSize),
    elementwise("final norm", 1, normBytes),
    // Only the last token of a prompt is turned into a prediction.
    matrix("LM head", 1, batch, hiddenSize, vocabularySize / tensorParallel),
  ];
  if (tensorParallel > 1) operators.push(allReduce(model, scenario, tokens, wideSize));
  return operators;
}

/** The two all-reduces a layer of tensor parallelism, over a ring: each device sends 2·(n−1)/n of the data. */
export function allReduce(model: Model, {tensorParallel}: Scenario, tokens: number, valueSize: number): Operator {
  return {
    id: "all-reduce",
    repeat: 2 * model.layers,
    arithmetic: "none",
    flop: 0,
    weightBytes: 0,
    activationBytes: 0,
    kvCacheBytes: 0,
    linkBytes: ((2 * (tensorParallel - 1)) / tensorParallel) * tokens * model.hiddenSize * valueSize,
    collectives: 1,
    launches: 0,
  };
}

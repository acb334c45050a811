import {defaultScenario} from "../engine/defaultScenario.js";
import {lowerDecoder} from "../engine/lowerDecoder.js";
import {elementwise, type Operator} from "../engine/operator.js";
import {decodePass, promptPass} from "../engine/passes.js";
import {bytesPerValue, wideFormat, type Precision} from "../engine/precision.js";
import {costOf, ratesOf} from "../engine/roofline.js";
import type {Calibration, Configuration, DecoderModel, Hardware, Scenario} from "../engine/types.js";

/** A product of an m×k matrix of activations with k×n weights. */
export interface GemmShape {
  readonly kind: "gemm";
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/** Attention of `batch` sequences: one new token each over `context` cached ones, or a causal prompt of that length. */
export interface AttentionShape {
  readonly kind: "decode_attention" | "prefill_attention";
  readonly batch: number;
  readonly context: number;
  readonly heads: number;
  readonly kvHeads: number;
}

/** What one kernel computes. */
export type KernelShape = GemmShape | AttentionShape;

/** A measured call in the engine's terms: all that its cost needs, but for the calibration. */
export interface LoweredKernel {
  /** What the row is named for. */
  readonly operator: Operator;
  /** What the measured call does before it. */
  readonly before: readonly Operator[];
  readonly configuration: Omit<Configuration, "calibration">;
}

/** Width of a head in every model that the kernels are taken from; kernel tables do not state it. */
const headSize = 128;

/** A model of one layer; what a kernel is not about is kept at 1. */
const oneLayer: DecoderModel = {
  id: "kernel",
  name: "One kernel",
  family: "kernel",
  architecture: "decoder",
  layers: 1,
  hiddenSize: 1,
  heads: 1,
  kvHeads: 1,
  headSize,
  feedForwardSize: 1,
  gatedFeedForward: true,
  vocabularySize: 1,
  maxContext: Number.MAX_SAFE_INTEGER,
  slidingWindow: null,
  fullAttentionLayers: 1,
  tiedEmbeddings: false,
  learnedPositions: 0,
  queryKeyNorm: false,
  attentionBias: false,
  parallelBlocks: false,
  experts: null,
  latentAttention: null,
};

/**
 * What the engine would make of a measured call, so that it is charged for the same bytes and operations as in a solve.
 * A product is the down projection of a layer whose feed-forward block is k wide and whose hidden state is n wide; attention
 * is that of a layer with the kernel's heads.
 *
 * The tables time the call of a serving engine's layer, which is more than the kernel that it is named for: a product in a
 * format narrower than 16 bits quantises its input first, and attention first puts the new keys and values into the cache
 * (and, in some engines, rotates them). In a whole step the quantisation goes with the operator before, and the other is the
 * operator "rotary embedding".
 *
 * Source: how the tables were made, in `collector/` of github.com/ai-dynamo/aiconfigurator (`collect_gemm.py`,
 * `collect_attn.py` of vllm and trtllm).
 */
export function lowerKernel(shape: KernelShape, precision: Precision, hardware: Hardware): LoweredKernel {
  const gemm = shape.kind === "gemm";
  const model: DecoderModel = gemm
    ? {...oneLayer, hiddenSize: shape.n, feedForwardSize: shape.k}
    : {...oneLayer, heads: shape.heads, kvHeads: shape.kvHeads};
  const batch = gemm ? shape.m : shape.batch;
  const prompt = shape.kind === "prefill_attention";
  // Kernel tables time a kernel replayed from a captured graph; one step of one token sees exactly the context.
  const scenario: Scenario = {
    ...defaultScenario,
    phase: prompt ? "prefill" : "decode",
    batch,
    inputLength: gemm ? 1 : shape.context,
    outputLength: 1,
    precision,
    execution: "graph",
  };
  const pass = prompt ? promptPass(scenario, batch, 1) : decodePass(batch, 1);
  const layer = lowerDecoder(model, scenario, pass);
  const named = (id: string): Operator => {
    const operator = layer.find((candidate) => candidate.id === id);
    if (operator === undefined) throw new Error(`the engine lowers no ${id}`);
    return operator;
  };
  const configuration = {hardware, model, scenario};
  return gemm
    ? {operator: named("down projection"), before: quantisation(shape, precision), configuration}
    : {operator: named("attention"), before: [named("rotary embedding")], configuration};
}

/** Brings the input of a product into a narrower format: read wide, written narrow. Nothing where it is not narrower. */
function quantisation({m, k}: GemmShape, precision: Precision): readonly Operator[] {
  const {activations} = precision;
  const wide = bytesPerValue[wideFormat[activations]];
  const narrow = bytesPerValue[activations];
  return narrow < wide ? [elementwise("quantisation", 1, m * k * (wide + narrow))] : [];
}

/** Time of the kernel by itself, by the engine's own formula, in seconds. */
export function predictKernel({operator, configuration}: LoweredKernel, calibration: Calibration): number {
  const {hardware, model, scenario} = configuration;
  // Named one by one, not spread: a fit does this some hundred million times.
  return costOf(operator, ratesOf({hardware, model, scenario, calibration})).seconds;
}

/** Time of the measured call, in seconds: of the kernel and of what comes before it. */
export function predictCall({operator, before, configuration}: LoweredKernel, calibration: Calibration): number {
  const rates = ratesOf({...configuration, calibration});
  return [...before, operator].reduce((time, each) => time + costOf(each, rates).seconds, 0);
}

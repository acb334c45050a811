import {defaultScenario} from "../engine/defaultScenario.js";
import {lowerDecoder} from "../engine/lowerDecoder.js";
import type {Operator} from "../engine/operator.js";
import {decodePass, promptPass} from "../engine/passes.js";
import type {Precision} from "../engine/precision.js";
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

/** A kernel in the engine's terms: all that its cost needs, but for the calibration. */
export interface LoweredKernel {
  readonly operator: Operator;
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
  experts: null,
  latentAttention: null,
};

/**
 * The operator that the engine would make of a kernel, so that a fit charges it for the same bytes and operations as a
 * solve does. A product is the down projection of a layer whose feed-forward block is k wide and whose hidden state is n
 * wide; attention is that of a layer with the kernel's heads.
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
  const id = gemm ? "down projection" : "attention";
  const operator = lowerDecoder(model, scenario, pass).find((candidate) => candidate.id === id);
  if (operator === undefined) throw new Error(`the engine lowers no ${id}`);
  return {operator, configuration: {hardware, model, scenario}};
}

/** Time of a kernel by the engine's own formula, in seconds. */
export function predictKernel({operator, configuration}: LoweredKernel, calibration: Calibration): number {
  const {hardware, model, scenario} = configuration;
  // Named one by one, not spread: a fit does this some hundred million times.
  return costOf(operator, ratesOf({hardware, model, scenario, calibration})).seconds;
}

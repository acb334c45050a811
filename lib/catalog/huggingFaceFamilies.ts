import type {DecoderShape} from "./completeModel.js";
import {
  compressed,
  localExperts,
  openExperts,
  readCommon,
  routedExperts,
  sparseExperts,
  type Habits,
} from "./huggingFaceDecoders.js";
import {bert, readEncoder, type EncoderHabits, type EncoderShape} from "./huggingFaceEncoders.js";
import type {ConfigFields} from "./huggingFaceFields.js";
import {readBloom, readFalcon, readGpt2, readGptJ, readMpt, readOpt} from "./huggingFaceOlder.js";
import {optionalWindows, periodicWindows, statedWindows, withoutWindows} from "./huggingFaceWindows.js";

/** The facts of a model, but for its name. */
export type ModelShape = ({architecture: "decoder"} & DecoderShape) | ({architecture: "encoder"} & EncoderShape);

/** How to read the configurations of one `model_type`. */
export interface Family {
  readonly name: string;
  /** What the names of its classes begin with, as `architectures` lists them: "Llama" of LlamaForCausalLM. */
  readonly prefix: string;
  readonly read: (fields: ConfigFields) => ModelShape;
}

/** A `model_type` whose file holds the configuration of a text model beside those of other parts. */
export interface Wrapper {
  readonly prefix: string;
  /** The field that holds the text model, and the `model_type` values that it may have there, the usual one first. */
  readonly inside: string;
  readonly types: readonly [string, ...string[]];
}

const decoder = (name: string, prefix: string, read: (fields: ConfigFields) => DecoderShape): Family => ({
  name,
  prefix,
  read: (fields) => ({architecture: "decoder", ...read(fields)}),
});

const family = (name: string, prefix: string, habits: Habits): Family =>
  decoder(name, prefix, (fields) => readCommon(fields, habits));

const encoder = (name: string, prefix: string, habits: EncoderHabits): Family => ({
  name,
  prefix,
  read: (fields) => ({architecture: "encoder", ...readEncoder(fields, habits)}),
});

const llama: Habits = {windows: statedWindows(), kvHeads: "as heads"};
const mistral: Habits = {windows: statedWindows(4096)};
const qwen2: Habits = {windows: optionalWindows, attentionBias: true};
const qwen3: Habits = {windows: optionalWindows, queryKeyNorm: true};
const deepseek: Habits = {windows: withoutWindows, experts: routedExperts};
const latentDeepseek: Habits = {...deepseek, kvHeads: "as heads", latentAttention: compressed};
const granite: Habits = {windows: withoutWindows, kvHeads: "as heads"};
const cohere: Habits = {
  windows: withoutWindows,
  kvHeads: "as heads",
  queryKeyNorm: "use_qk_norm",
  parallelBlocks: true,
  tied: true,
};
const patternNames = ["sliding_window_pattern", "_sliding_window_pattern"] as const;
const roberta: EncoderHabits = {...bert, reservedPositions: 2};

/** The `model_type` values that are read as they stand. */
export const families: Readonly<Record<string, Family>> = {
  llama: family("Llama", "Llama", llama),
  mistral: family("Mistral", "Mistral", mistral),
  ministral3: family("Mistral", "Ministral3", {...mistral, windows: statedWindows()}),
  mixtral: family("Mixtral", "Mixtral", {windows: statedWindows(), experts: localExperts}),
  qwen2: family("Qwen2", "Qwen2", qwen2),
  qwen2_moe: family("Qwen2", "Qwen2Moe", {...qwen2, experts: sparseExperts}),
  qwen3: family("Qwen3", "Qwen3", qwen3),
  qwen3_moe: family("Qwen3", "Qwen3Moe", {...qwen3, experts: sparseExperts}),
  phi: family("Phi", "Phi", {
    windows: withoutWindows,
    plain: true,
    kvHeads: "as heads",
    queryKeyNorm: "qk_layernorm",
    attentionBias: true,
    parallelBlocks: true,
    maxContext: 2048,
  }),
  phi3: family("Phi-3", "Phi3", {windows: statedWindows(), kvHeads: "as heads"}),
  phimoe: family("Phi-3.5-MoE", "PhiMoE", {windows: statedWindows(), experts: localExperts}),
  gemma: family("Gemma", "Gemma", {windows: withoutWindows, tied: true, headSize: 256, maxContext: 8192}),
  gemma2: family("Gemma 2", "Gemma2", {
    windows: periodicWindows(patternNames, 2, 4096),
    tied: true,
    headSize: 256,
    maxContext: 8192,
  }),
  // What files of Gemma 3 may leave out, as the program that they are published for has it.
  gemma3_text: family("Gemma 3", "Gemma3", {
    windows: periodicWindows(patternNames, 6, 4096),
    queryKeyNorm: true,
    tied: true,
    heads: 8,
    kvHeads: 4,
    headSize: 256,
    vocabularySize: 262_208,
    maxContext: 131_072,
  }),
  deepseek: family("DeepSeek", "Deepseek", deepseek),
  deepseek_v2: family("DeepSeek", "DeepseekV2", latentDeepseek),
  deepseek_v3: family("DeepSeek", "DeepseekV3", latentDeepseek),
  kimi_k2: family("Kimi", "DeepseekV3", latentDeepseek),
  glm4_moe: family("GLM", "Glm4Moe", {...deepseek, queryKeyNorm: "use_qk_norm"}),
  gpt_oss: family("gpt-oss", "GptOss", {
    windows: periodicWindows(patternNames, 2, 128),
    attentionBias: {key: "attention_bias", fallback: true},
    experts: openExperts,
  }),
  starcoder2: family("StarCoder2", "Starcoder2", {
    windows: statedWindows(),
    plain: true,
    attentionBias: {key: "use_bias", fallback: true},
    tied: true,
  }),
  cohere: family("Command", "Cohere", cohere),
  cohere2: family("Command", "Cohere2", {
    ...cohere,
    windows: periodicWindows([...patternNames, "layer_switch"], 4, 4096),
  }),
  olmo2: family("OLMo 2", "Olmo2", {windows: withoutWindows, kvHeads: "as heads", queryKeyNorm: true}),
  granite: family("Granite", "Granite", granite),
  granitemoe: family("Granite", "GraniteMoe", {...granite, experts: localExperts}),
  stablelm: family("StableLM", "StableLm", {
    windows: withoutWindows,
    queryKeyNorm: "qk_layernorm",
    attentionBias: {key: "use_qkv_bias", fallback: false},
    parallelBlocks: {key: "use_parallel_residual", fallback: false},
  }),
  internlm2: family("InternLM", "InternLM2", {
    windows: withoutWindows,
    kvHeads: "as heads",
    attentionBias: {key: "bias", fallback: true},
  }),
  gpt_neox: family("GPT-NeoX", "GPTNeoX", {
    windows: withoutWindows,
    plain: true,
    kvHeads: "as heads",
    attentionBias: {key: "attention_bias", fallback: true},
    parallelBlocks: {key: "use_parallel_residual", fallback: true},
  }),
  gpt2: decoder("GPT-2", "GPT2", readGpt2),
  gptj: decoder("GPT-J", "GPTJ", readGptJ),
  falcon: decoder("Falcon", "Falcon", readFalcon),
  opt: decoder("OPT", "OPT", readOpt),
  bloom: decoder("BLOOM", "Bloom", readBloom),
  mpt: decoder("MPT", "MPT", readMpt),
  bert: encoder("BERT", "Bert", bert),
  roberta: encoder("RoBERTa", "Roberta", roberta),
  "xlm-roberta": encoder("RoBERTa", "XLMRoberta", roberta),
  distilbert: encoder("BERT", "DistilBert", {
    layers: ["n_layers", "num_hidden_layers"],
    hiddenSize: ["dim", "hidden_size"],
    heads: ["n_heads", "num_attention_heads"],
    feedForwardSize: ["hidden_dim", "intermediate_size"],
    segments: 0,
    reservedPositions: 0,
    pooler: false,
  }),
};

/** The `model_type` values of files that hold a text model, which alone is read. */
export const wrappers: Readonly<Record<string, Wrapper>> = {
  gemma3: {prefix: "Gemma3", inside: "text_config", types: ["gemma3_text"]},
  mistral3: {prefix: "Mistral3", inside: "text_config", types: ["mistral", "ministral3"]},
};

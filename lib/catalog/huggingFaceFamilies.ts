import type {LatentAttention} from "../engine/types.js";
import type {DecoderShape, ExpertFacts} from "./completeModel.js";
import type {ConfigFields} from "./huggingFaceFields.js";
import {show} from "./huggingFaceFields.js";
import {layouts} from "./modelShape.js";

/** How to read the configurations of one `model_type`. */
export interface Family {
  readonly name: string;
  /** The field that holds the text model, where the file describes more than that. */
  readonly inside?: string;
  readonly read: (fields: ConfigFields) => DecoderShape;
}

/** Largest plausible value of each count. */
const most = {
  layers: layouts.decoder.layers.most,
  hiddenSize: layouts.decoder.hiddenSize.most,
  heads: layouts.decoder.heads.most,
  headSize: layouts.decoder.headSize.most,
  feedForwardSize: layouts.decoder.feedForwardSize.most,
  vocabularySize: layouts.decoder.vocabularySize.most,
  maxContext: layouts.decoder.maxContext.most,
  slidingWindow: layouts.decoder.slidingWindow.most,
  experts: 100_000,
  rank: 1_000_000,
};

/** How layers see the context: with a window or without, and how many without where both occur. */
type Windows = Pick<DecoderShape, "slidingWindow" | "fullAttentionLayers">;

const noWindow: Windows = {slidingWindow: null, fullAttentionLayers: 0};

/** Windows of all layers but `full`, or of none. */
function windows(fields: ConfigFields, layers: number, full: number, fallback?: number): Windows {
  if (full >= layers || (fields.get("sliding_window") == null && fallback === undefined)) return noWindow;
  return {
    slidingWindow: fields.count("sliding_window", most.slidingWindow, fallback),
    fullAttentionLayers: full,
  };
}

/** Layers with full attention as `layer_types` lists them; null where it is absent. */
function listedFullLayers(fields: ConfigFields, layers: number): number | null {
  const types = fields.get("layer_types");
  if (types == null) return null;
  const list: readonly unknown[] = Array.isArray(types) ? types : [types];
  const unknown = list.find((type) => type !== "full_attention" && type !== "sliding_attention");
  if (unknown !== undefined) fields.problem("layer_types", `${show(unknown)}: such layers are not modelled`);
  else if (list.length !== layers)
    fields.problem("layer_types", `lists ${list.length} layers, but there are ${layers}`);
  return list.filter((type) => type === "full_attention").length;
}

/** Windows of all layers where a window is stated, unless the layers are listed. */
const statedWindows = (fields: ConfigFields, layers: number): Windows =>
  windows(fields, layers, listedFullLayers(fields, layers) ?? 0);

/** Windows only where `use_sliding_window` is true, from the layer `max_window_layers` on (28 where absent). */
function optionalWindows(fields: ConfigFields, layers: number): Windows {
  const listed = listedFullLayers(fields, layers);
  const first = fields.count("max_window_layers", Number.MAX_SAFE_INTEGER, 28, 0);
  const used = fields.flag("use_sliding_window", false);
  if (listed !== null) return windows(fields, layers, listed);
  return used ? windows(fields, layers, first) : noWindow;
}

/** Windows of all layers but each n-th, unless the layers are listed. */
const periodicWindows =
  (patternKey: string, period: number, window: number) =>
  (fields: ConfigFields, layers: number): Windows => {
    const pattern = fields.count(patternKey, most.layers, period);
    return windows(fields, layers, listedFullLayers(fields, layers) ?? Math.floor(layers / pattern), window);
  };

/** What files of a family leave out, and how they differ where the fields do not say so. */
interface Habits {
  readonly windows: (fields: ConfigFields, layers: number) => Windows;
  readonly queryKeyNorm?: true;
  readonly attentionBias?: true;
  readonly tied?: true;
  readonly heads?: number;
  readonly kvHeads?: number;
  readonly headSize?: number;
  readonly vocabularySize?: number;
  readonly maxContext?: number;
  /** Reads the experts; a family without this has none. */
  readonly experts?: (fields: ConfigFields, layers: number) => ExpertFacts | null;
  readonly latentAttention?: (fields: ConfigFields) => LatentAttention;
}

/** Reads the field names that most families since Llama share. */
function readCommon(fields: ConfigFields, habits: Habits): DecoderShape {
  const hiddenSize = fields.count("hidden_size", most.hiddenSize);
  const heads = fields.count("num_attention_heads", most.heads, habits.heads);
  const layers = fields.count("num_hidden_layers", most.layers);
  const latentAttention = habits.latentAttention?.(fields) ?? null;
  const experts = habits.experts?.(fields, layers) ?? null;
  const hasDense = experts === null || (experts.denseLayers ?? 0) > 0;
  return {
    layers,
    hiddenSize,
    heads,
    kvHeads: fields.count("num_key_value_heads", most.heads, habits.kvHeads ?? heads),
    headSize: latentAttention?.contentSize ?? sizeOfHeads(fields, hiddenSize, heads, habits.headSize),
    feedForwardSize: hasDense ? fields.count("intermediate_size", most.feedForwardSize) : 0,
    gatedFeedForward: true,
    vocabularySize: fields.count("vocab_size", most.vocabularySize, habits.vocabularySize),
    maxContext: fields.count("max_position_embeddings", most.maxContext, habits.maxContext),
    ...habits.windows(fields, layers),
    tiedEmbeddings: fields.flag("tie_word_embeddings", habits.tied ?? false),
    learnedPositions: 0,
    queryKeyNorm: habits.queryKeyNorm ?? false,
    // Llama's attention_bias adds one on the output projection too: hiddenSize per layer, below 0.01 % and left out.
    attentionBias: fields.flag("attention_bias", habits.attentionBias ?? false),
    experts,
    latentAttention,
  };
}

function sizeOfHeads(fields: ConfigFields, hiddenSize: number, heads: number, fallback?: number): number {
  if (!fields.source.flawed && fields.get("head_dim") == null && fallback === undefined && hiddenSize % heads !== 0)
    fields.problem("head_dim", `missing, and hidden_size ${hiddenSize} is no multiple of ${heads} heads`);
  return fields.count("head_dim", most.headSize, fallback ?? Math.max(1, Math.floor(hiddenSize / heads)));
}

const family = (name: string, habits: Habits): Family => ({name, read: (fields) => readCommon(fields, habits)});

/** Experts of every layer, as wide as `intermediate_size` says. */
function localExperts(fields: ConfigFields): ExpertFacts {
  return {
    count: fields.count("num_local_experts", most.experts),
    active: fields.count("num_experts_per_tok", most.experts),
    feedForwardSize: fields.count("intermediate_size", most.feedForwardSize),
  };
}

/** Those of gpt-oss, whose files state the format of the expert weights. */
function openExperts(fields: ConfigFields): ExpertFacts {
  const quantisation = fields.get("quantization_config") as {readonly quant_method?: unknown} | null | undefined;
  return {...localExperts(fields), format: quantisation?.quant_method === "mxfp4" ? "mxfp4" : null};
}

/** Experts of every n-th layer that `mlp_only_layers` does not name (Qwen). */
function sparseExperts(fields: ConfigFields, layers: number): ExpertFacts {
  const step = fields.count("decoder_sparse_step", most.layers, 1);
  const named = fields.get("mlp_only_layers") ?? [];
  const dense = new Set<unknown>(Array.isArray(named) ? named : []);
  for (let layer = 0; layer < layers; layer += 1) if ((layer + 1) % step !== 0) dense.add(layer);
  if (!Array.isArray(named) || [...dense].some((layer) => !Number.isInteger(layer) || Number(layer) >= layers))
    fields.problem("mlp_only_layers", `expected a list of layers below ${layers}, got ${show(named)}`);
  return {
    count: fields.count("num_experts", most.experts),
    active: fields.count("num_experts_per_tok", most.experts),
    feedForwardSize: fields.count("moe_intermediate_size", most.feedForwardSize),
    sharedFeedForwardSize: fields.count("shared_expert_intermediate_size", most.feedForwardSize, 0, 0),
    denseLayers: dense.size,
  };
}

/** Experts of all layers but the first few, and shared ones beside them (DeepSeek). */
function routedExperts(fields: ConfigFields): ExpertFacts | null {
  if (fields.get("n_routed_experts") == null) return null;
  fields.only("moe_layer_freq", 1, "experts in only some of the later layers are not modelled");
  const feedForwardSize = fields.count("moe_intermediate_size", most.feedForwardSize);
  return {
    count: fields.count("n_routed_experts", most.experts),
    active: fields.count("num_experts_per_tok", most.experts),
    feedForwardSize,
    sharedFeedForwardSize: fields.count("n_shared_experts", most.experts, 0, 0) * feedForwardSize,
    denseLayers: fields.count("first_k_dense_replace", most.layers, 0, 0),
  };
}

const compressed = (fields: ConfigFields): LatentAttention => ({
  kvRank: fields.count("kv_lora_rank", most.rank),
  queryRank: fields.get("q_lora_rank") == null ? 0 : fields.count("q_lora_rank", most.rank),
  ropeSize: fields.count("qk_rope_head_dim", most.headSize),
  contentSize: fields.count("qk_nope_head_dim", most.headSize),
  valueSize: fields.count("v_head_dim", most.headSize),
});

const without = (): Windows => noWindow;

/** What the field names of GPT-2 have in common with those of GPT-J. */
function readGpt(
  fields: ConfigFields,
  attentionBias: boolean,
  isTied: boolean,
  learnsPositions: boolean,
): DecoderShape {
  const hiddenSize = fields.count("n_embd", most.hiddenSize);
  const heads = fields.count("n_head", most.heads);
  const positions = fields.count("n_positions", most.maxContext);
  if (!fields.source.flawed && hiddenSize % heads !== 0)
    fields.problem("n_head", `${heads} heads do not divide n_embd ${hiddenSize}`);
  fields.only("add_cross_attention", false, "attention to another sequence is not modelled");
  return {
    layers: fields.count("n_layer", most.layers),
    hiddenSize,
    heads,
    kvHeads: heads,
    headSize: Math.max(1, Math.floor(hiddenSize / heads)),
    feedForwardSize: fields.count("n_inner", most.feedForwardSize, 4 * hiddenSize),
    gatedFeedForward: false,
    vocabularySize: fields.count("vocab_size", most.vocabularySize),
    maxContext: positions,
    ...noWindow,
    tiedEmbeddings: fields.flag("tie_word_embeddings", isTied),
    learnedPositions: learnsPositions ? positions : 0,
    queryKeyNorm: false,
    attentionBias,
    experts: null,
    latentAttention: null,
  };
}

/** Falcon: one key/value head, as many as query heads, or, in the newer architecture, as many as stated. */
function readFalcon(fields: ConfigFields): DecoderShape {
  const hiddenSize = fields.count("hidden_size", most.hiddenSize);
  const heads = fields.count(fields.named("n_head", "num_attention_heads"), most.heads);
  const isGrouped = fields.flag("new_decoder_architecture", false);
  const kvHeads = isGrouped
    ? fields.count(fields.named("n_head_kv", "num_kv_heads"), most.heads, heads)
    : fields.flag("multi_query", true)
      ? 1
      : heads;
  if (!fields.source.flawed && hiddenSize % heads !== 0)
    fields.problem("num_attention_heads", `${heads} heads do not divide hidden_size ${hiddenSize}`);
  return {
    layers: fields.count(fields.named("n_layer", "num_hidden_layers"), most.layers),
    hiddenSize,
    heads,
    kvHeads,
    headSize: Math.max(1, Math.floor(hiddenSize / heads)),
    feedForwardSize: fields.count("ffn_hidden_size", most.feedForwardSize, 4 * hiddenSize),
    gatedFeedForward: false,
    vocabularySize: fields.count("vocab_size", most.vocabularySize),
    maxContext: fields.count("max_position_embeddings", most.maxContext, 2048),
    ...noWindow,
    // The weight files hold both matrices, and so do the published counts.
    tiedEmbeddings: fields.flag("tie_word_embeddings", false),
    learnedPositions: 0,
    queryKeyNorm: false,
    attentionBias: fields.flag("bias", false),
    experts: null,
    latentAttention: null,
  };
}

/** What files of Gemma 3 may leave out, as the program that they are published for has it. */
const gemma3: Habits = {
  windows: periodicWindows("sliding_window_pattern", 6, 4096),
  queryKeyNorm: true,
  tied: true,
  heads: 8,
  kvHeads: 4,
  headSize: 256,
  vocabularySize: 262_208,
  maxContext: 131_072,
};
const deepseek: Habits = {windows: without, experts: routedExperts, latentAttention: compressed};

/** The `model_type` values that are read. */
export const families: Readonly<Record<string, Family>> = {
  llama: family("Llama", {windows: statedWindows}),
  mistral: family("Mistral", {windows: statedWindows}),
  mixtral: family("Mixtral", {windows: statedWindows, experts: localExperts}),
  qwen2: family("Qwen2", {windows: optionalWindows, attentionBias: true}),
  qwen2_moe: family("Qwen2", {windows: optionalWindows, attentionBias: true, experts: sparseExperts}),
  qwen3: family("Qwen3", {windows: optionalWindows, queryKeyNorm: true}),
  qwen3_moe: family("Qwen3", {windows: optionalWindows, queryKeyNorm: true, experts: sparseExperts}),
  phi3: family("Phi-3", {windows: statedWindows}),
  gemma2: family("Gemma 2", {
    windows: periodicWindows("sliding_window_pattern", 2, 4096),
    tied: true,
    headSize: 256,
    maxContext: 8192,
  }),
  gemma3_text: family("Gemma 3", gemma3),
  gemma3: {...family("Gemma 3", gemma3), inside: "text_config"},
  deepseek_v2: family("DeepSeek", deepseek),
  deepseek_v3: family("DeepSeek", deepseek),
  gpt_oss: family("gpt-oss", {
    windows: periodicWindows("sliding_window_pattern", 2, 128),
    attentionBias: true,
    experts: openExperts,
  }),
  gpt2: {name: "GPT-2", read: (fields) => readGpt(fields, true, true, true)},
  gptj: {name: "GPT-J", read: (fields) => readGpt(fields, false, false, false)},
  falcon: {name: "Falcon", read: readFalcon},
};

import type {LatentAttention} from "../engine/types.js";
import type {DecoderShape, ExpertFacts} from "./completeModel.js";
import {show, type ConfigFields, type Names} from "./huggingFaceFields.js";
import type {ReadWindows} from "./huggingFaceWindows.js";
import {layouts} from "./modelShape.js";

/** Largest plausible value of each count. */
export const most = {
  layers: layouts.decoder.layers.most,
  hiddenSize: layouts.decoder.hiddenSize.most,
  heads: layouts.decoder.heads.most,
  headSize: layouts.decoder.headSize.most,
  feedForwardSize: layouts.decoder.feedForwardSize.most,
  vocabularySize: layouts.decoder.vocabularySize.most,
  maxContext: layouts.decoder.maxContext.most,
  experts: 100_000,
  rank: 1_000_000,
};

/**
 * What files of a family leave out, and how they differ where the fields do not say so. A fallback is what the family's
 * program takes where the file says nothing (the defaults of the configuration classes of Hugging Face transformers).
 */
export interface Habits {
  readonly windows: ReadWindows;
  /** Two matrices in the feed-forward block, not three. */
  readonly plain?: true;
  /** Query and key are normalised: in all models of the family, or in those that a field says. */
  readonly queryKeyNorm?: true | string;
  /** Biases of the projections: in all models of the family, or in those that a field says, and where it says nothing. */
  readonly attentionBias?: true | {readonly key: string; readonly fallback: boolean};
  /** Attention and feed-forward block side by side: in all models of the family, or in those that a field says. */
  readonly parallelBlocks?: true | {readonly key: string; readonly fallback: boolean};
  readonly tied?: true;
  readonly heads?: number;
  /** Missing key/value heads are as many as heads; a number where the program takes another. Without it they have to be stated. */
  readonly kvHeads?: number | "as heads";
  readonly headSize?: number;
  readonly vocabularySize?: number;
  readonly maxContext?: number;
  /** Reads the experts; a family without this has none. */
  readonly experts?: (fields: ConfigFields, layers: number) => ExpertFacts | null;
  readonly latentAttention?: (fields: ConfigFields) => LatentAttention;
}

/** Reads the field names that most families since Llama share. */
export function readCommon(fields: ConfigFields, habits: Habits): DecoderShape {
  const hiddenSize = fields.count("hidden_size", most.hiddenSize);
  const heads = fields.count("num_attention_heads", most.heads, habits.heads);
  const layers = fields.count("num_hidden_layers", most.layers);
  const latentAttention = habits.latentAttention?.(fields) ?? null;
  const experts = habits.experts?.(fields, layers) ?? null;
  const hasDense = experts === null || (experts.denseLayers ?? 0) > 0;
  // Files of models whose layers all have experts may state the width of a dense block that there is none of.
  if (!hasDense) fields.get("intermediate_size");
  noteFurtherPredictions(fields);
  const {kvHeads, queryKeyNorm = false, parallelBlocks = false} = habits;
  const {attentionBias = {key: "attention_bias", fallback: false}} = habits;
  const saidBy = (habit: boolean | {readonly key: string; readonly fallback: boolean}): boolean =>
    typeof habit === "boolean" ? habit : fields.flag(habit.key, habit.fallback);
  return {
    layers,
    hiddenSize,
    heads,
    kvHeads: fields.count("num_key_value_heads", most.heads, kvHeads === "as heads" ? heads : kvHeads),
    headSize: latentAttention?.contentSize ?? sizeOfHeads(fields, hiddenSize, heads, habits.headSize),
    feedForwardSize: hasDense ? fields.count("intermediate_size", most.feedForwardSize) : 0,
    gatedFeedForward: habits.plain !== true,
    vocabularySize: fields.count("vocab_size", most.vocabularySize, habits.vocabularySize),
    maxContext: fields.count("max_position_embeddings", most.maxContext, habits.maxContext),
    ...habits.windows(fields, layers),
    tiedEmbeddings: fields.flag("tie_word_embeddings", habits.tied ?? false),
    learnedPositions: 0,
    queryKeyNorm: typeof queryKeyNorm === "string" ? fields.flag(queryKeyNorm, false) : queryKeyNorm,
    // Biases elsewhere (output projection, feed-forward block, norms) are hiddenSize values each, below 0.1 % and left out.
    attentionBias: saidBy(attentionBias),
    parallelBlocks: saidBy(parallelBlocks),
    experts,
    latentAttention,
  };
}

/** Width of one head: stated, or the hidden size divided among the heads. */
function sizeOfHeads(fields: ConfigFields, hiddenSize: number, heads: number, fallback?: number): number {
  if (!fields.source.flawed && fields.get("head_dim") == null && fallback === undefined && hiddenSize % heads !== 0)
    fields.problem("head_dim", `missing, and hidden_size ${hiddenSize} is no multiple of ${heads} heads`);
  return fields.count("head_dim", most.headSize, fallback ?? Math.max(1, Math.floor(hiddenSize / heads)));
}

/** Layers that predict tokens beyond the next are run in speculative decoding alone, which is not modelled. */
function noteFurtherPredictions(fields: ConfigFields): void {
  const key = "num_nextn_predict_layers";
  const layers = fields.count(key, most.layers, 0, 0);
  if (layers > 0) fields.note(key, `${layers}: left out with their parameters; only the next token is predicted`);
}

/** Experts of every layer, as wide as `intermediate_size` says. */
export function localExperts(fields: ConfigFields): ExpertFacts {
  return {
    count: fields.count(["num_local_experts", "num_experts"], most.experts),
    active: fields.count(["num_experts_per_tok", "experts_per_token"], most.experts),
    feedForwardSize: fields.count("intermediate_size", most.feedForwardSize),
  };
}

/** Those of gpt-oss, whose files state the format of the expert weights. */
export function openExperts(fields: ConfigFields): ExpertFacts {
  const quantisation = fields.source.get("quantization_config") as {readonly quant_method?: unknown} | null | undefined;
  const isNarrow = quantisation?.quant_method === "mxfp4";
  if (isNarrow) fields.get("quantization_config");
  return {...localExperts(fields), format: isNarrow ? "mxfp4" : null};
}

/** Experts of every n-th layer that `mlp_only_layers` does not name (Qwen). */
export function sparseExperts(fields: ConfigFields, layers: number): ExpertFacts {
  const step = fields.count("decoder_sparse_step", most.layers, 1);
  const named = fields.get("mlp_only_layers") ?? [];
  const list: readonly unknown[] = Array.isArray(named) ? named : [];
  const isLayer = (layer: unknown) => Number.isInteger(layer) && Number(layer) >= 0 && Number(layer) < layers;
  const dense = new Set(list);
  for (let layer = 0; layer < layers; layer += 1) if ((layer + 1) % step !== 0) dense.add(layer);
  if (!Array.isArray(named) || !list.every(isLayer))
    fields.problem("mlp_only_layers", `expected a list of layers below ${layers}, got ${show(named)}`);
  return {
    count: fields.count(["num_experts", "num_local_experts"], most.experts),
    active: fields.count("num_experts_per_tok", most.experts),
    feedForwardSize: fields.count("moe_intermediate_size", most.feedForwardSize),
    sharedFeedForwardSize: fields.count("shared_expert_intermediate_size", most.feedForwardSize, 0, 0),
    denseLayers: dense.size,
  };
}

/** Experts of all layers but the first few, and shared ones beside them (DeepSeek, GLM). */
export function routedExperts(fields: ConfigFields): ExpertFacts | null {
  const names: Names = "n_routed_experts";
  if (fields.get(names) == null) return null;
  fields.only("moe_layer_freq", 1, "experts in only some of the later layers are not modelled");
  const feedForwardSize = fields.count("moe_intermediate_size", most.feedForwardSize);
  return {
    count: fields.count(names, most.experts),
    active: fields.count("num_experts_per_tok", most.experts),
    feedForwardSize,
    sharedFeedForwardSize: fields.count("n_shared_experts", most.experts, 0, 0) * feedForwardSize,
    denseLayers: fields.count("first_k_dense_replace", most.layers, 0, 0),
  };
}

/** Keys and values as one compressed vector (DeepSeek). */
export function compressed(fields: ConfigFields): LatentAttention {
  const ropeSize = fields.count("qk_rope_head_dim", most.headSize);
  const contentSize = fields.count("qk_nope_head_dim", most.headSize);
  // Later programs write the sum down as well, and the part with the position as the size of a head.
  if (!fields.source.flawed) fields.only("qk_head_dim", ropeSize + contentSize, "is not the sum of its two parts");
  fields.get("head_dim");
  return {
    kvRank: fields.count("kv_lora_rank", most.rank),
    queryRank: fields.count("q_lora_rank", most.rank, 0, 0),
    ropeSize,
    contentSize,
    valueSize: fields.count("v_head_dim", most.headSize),
  };
}

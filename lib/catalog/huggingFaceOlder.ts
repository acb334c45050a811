import type {DecoderShape} from "./completeModel.js";
import {most} from "./huggingFaceDecoders.js";
import {show, type ConfigFields, type Names} from "./huggingFaceFields.js";
import {noWindow} from "./huggingFaceWindows.js";

/** What the older families state each by a name of its own. */
interface OlderShape extends Pick<
  DecoderShape,
  "layers" | "hiddenSize" | "heads" | "feedForwardSize" | "maxContext" | "vocabularySize"
> {
  readonly kvHeads?: number;
  readonly tiedEmbeddings: boolean;
  readonly learnedPositions?: number;
  readonly queryKeyNorm?: boolean;
  readonly attentionBias: boolean;
  readonly parallelBlocks?: boolean;
}

/** Two matrices in the feed-forward block, and heads that share the hidden size evenly. */
function older(fields: ConfigFields, headNames: Names, shape: OlderShape): DecoderShape {
  const {hiddenSize, heads} = shape;
  if (!fields.source.flawed && hiddenSize % heads !== 0)
    fields.problem(fields.named(headNames), `${heads} heads do not divide the hidden size of ${hiddenSize}`);
  return {
    kvHeads: heads,
    headSize: Math.max(1, Math.floor(hiddenSize / heads)),
    gatedFeedForward: false,
    ...noWindow,
    learnedPositions: 0,
    queryKeyNorm: false,
    parallelBlocks: false,
    experts: null,
    latentAttention: null,
    ...shape,
  };
}

/** GPT-2: learned positions, and one matrix for embedding and output projection. */
export function readGpt2(fields: ConfigFields): DecoderShape {
  const shape = readGpt(fields, true);
  return {...shape, learnedPositions: shape.maxContext, attentionBias: true};
}

/** GPT-J: attention and feed-forward block side by side. */
export function readGptJ(fields: ConfigFields): DecoderShape {
  return {...readGpt(fields, false), parallelBlocks: true};
}

/** What the field names of GPT-2 have in common with those of GPT-J. */
function readGpt(fields: ConfigFields, isTied: boolean): DecoderShape {
  const headNames: Names = ["n_head", "num_attention_heads"];
  const hiddenSize = fields.count(["n_embd", "hidden_size"], most.hiddenSize);
  fields.only("add_cross_attention", false, "attention to another sequence is not modelled");
  return older(fields, headNames, {
    layers: fields.count(["n_layer", "num_hidden_layers"], most.layers),
    hiddenSize,
    heads: fields.count(headNames, most.heads),
    feedForwardSize: fields.count("n_inner", most.feedForwardSize, 4 * hiddenSize),
    vocabularySize: fields.count("vocab_size", most.vocabularySize),
    maxContext: fields.count(["n_positions", "max_position_embeddings"], most.maxContext),
    tiedEmbeddings: fields.flag("tie_word_embeddings", isTied),
    attentionBias: false,
  });
}

/** Falcon: one key/value head, as many as query heads, or, in the newer architecture, as many as stated. */
export function readFalcon(fields: ConfigFields): DecoderShape {
  const headNames: Names = ["num_attention_heads", "n_head"];
  const hiddenSize = fields.count("hidden_size", most.hiddenSize);
  const heads = fields.count(headNames, most.heads);
  const isGrouped = fields.flag("new_decoder_architecture", false);
  const isMultiQuery = fields.flag("multi_query", true);
  const isParallel = fields.flag("parallel_attn", true);
  const kvNames: Names = ["num_kv_heads", "n_head_kv"];
  // The older architecture passes over it.
  fields.named(kvNames);
  return older(fields, headNames, {
    layers: fields.count(["num_hidden_layers", "n_layer"], most.layers),
    hiddenSize,
    heads,
    kvHeads: isGrouped ? fields.count(kvNames, most.heads, heads) : isMultiQuery ? 1 : heads,
    feedForwardSize: fields.count("ffn_hidden_size", most.feedForwardSize, 4 * hiddenSize),
    vocabularySize: fields.count("vocab_size", most.vocabularySize),
    maxContext: fields.count("max_position_embeddings", most.maxContext, 2048),
    // The weight files hold both matrices, and so do the published counts.
    tiedEmbeddings: fields.flag("tie_word_embeddings", false),
    attentionBias: fields.flag("bias", false),
    // The newer architecture has no other way.
    parallelBlocks: isGrouped || isParallel,
  });
}

/** OPT: learned positions, two more than the context, and an embedding that may be narrower than the layers. */
export function readOpt(fields: ConfigFields): DecoderShape {
  const hiddenSize = fields.count("hidden_size", most.hiddenSize);
  const maxContext = fields.count("max_position_embeddings", most.maxContext);
  if (!fields.source.flawed)
    fields.only("word_embed_proj_dim", hiddenSize, "an embedding of another width than hidden_size is not modelled");
  return older(fields, "num_attention_heads", {
    layers: fields.count("num_hidden_layers", most.layers),
    hiddenSize,
    heads: fields.count("num_attention_heads", most.heads),
    feedForwardSize: fields.count("ffn_dim", most.feedForwardSize),
    vocabularySize: fields.count("vocab_size", most.vocabularySize),
    maxContext,
    tiedEmbeddings: fields.flag("tie_word_embeddings", true),
    learnedPositions: maxContext + 2,
    attentionBias: fields.flag("enable_bias", true),
  });
}

/** BLOOM: positions by a bias of the attention scores, so that `seq_length` alone says what it was trained on. */
export function readBloom(fields: ConfigFields): DecoderShape {
  const headNames: Names = ["n_head", "num_attention_heads"];
  const hiddenSize = fields.count(["hidden_size", "n_embed"], most.hiddenSize);
  return older(fields, headNames, {
    layers: fields.count(["n_layer", "num_hidden_layers"], most.layers),
    hiddenSize,
    heads: fields.count(headNames, most.heads),
    feedForwardSize: fields.count("n_inner", most.feedForwardSize, 4 * hiddenSize),
    vocabularySize: fields.count("vocab_size", most.vocabularySize),
    maxContext: fields.count("seq_length", most.maxContext, 2048),
    tiedEmbeddings: fields.flag("tie_word_embeddings", true),
    attentionBias: true,
  });
}

/** MPT: what concerns attention stands in an object of its own. */
export function readMpt(fields: ConfigFields): DecoderShape {
  const headNames: Names = ["n_heads", "num_attention_heads"];
  const hiddenSize = fields.count(["d_model", "hidden_size"], most.hiddenSize);
  const heads = fields.count(headNames, most.heads);
  const maxContext = fields.count("max_seq_len", most.maxContext, 2048);
  const attention = objectOf(fields, "attn_config");
  const kind = attention["attn_type"] ?? "multihead_attention";
  if (kind !== "multihead_attention" && kind !== "multiquery_attention")
    fields.problem(
      "attn_config",
      `attn_type ${show(kind)} is not modelled; "multihead_attention" and "multiquery_attention" are`,
    );
  const window = attention["sliding_window_size"] ?? -1;
  if (window !== -1) fields.problem("attn_config", `sliding_window_size ${show(window)} is not modelled`);
  const block = objectOf(fields, "ffn_config")["ffn_type"] ?? "mptmlp";
  if (block !== "mptmlp") fields.problem("ffn_config", `ffn_type ${show(block)} is not modelled; "mptmlp" is`);
  // Positions are learned only where they are no bias of the scores, which they are unless the file says otherwise.
  const learnsPositions = fields.flag("learned_pos_emb", true) && attention["alibi"] === false;
  return older(fields, headNames, {
    layers: fields.count(["n_layers", "num_hidden_layers"], most.layers),
    hiddenSize,
    heads,
    kvHeads: kind === "multiquery_attention" ? 1 : heads,
    feedForwardSize: fields.count("expansion_ratio", 1_000, 4) * hiddenSize,
    vocabularySize: fields.count("vocab_size", most.vocabularySize),
    maxContext,
    tiedEmbeddings: fields.flag("tie_word_embeddings", true),
    learnedPositions: learnsPositions ? maxContext : 0,
    attentionBias: !fields.flag("no_bias", true),
  });
}

/** The object that a field holds; an empty one where it is absent or null. */
function objectOf(fields: ConfigFields, key: string): Readonly<Record<string, unknown>> {
  const value = fields.get(key) ?? {};
  if (typeof value === "object" && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  fields.problem(key, `expected an object, got ${show(value)}`);
  return {};
}

import type {Model} from "../engine/types.js";
import type {JsonFields} from "./jsonSource.js";
import {layoutOf, shapeValue} from "./modelShape.js";

type ShapeValue = number | boolean | string | null;

/** One value of a shape as a configuration says it. */
export interface ConfigFigure {
  /** As in a model's own file: "shape.feedForwardSize". */
  readonly path: string;
  /** Null for none. */
  readonly value: ShapeValue;
  /** The field that states it; null where it follows from others, or from the family's habits. */
  readonly field: string | null;
  readonly line: number | null;
}

/** The names by which configurations state a value, most of them first in files since Llama. */
const fieldNames: Readonly<Record<string, readonly string[]>> = {
  layers: ["num_hidden_layers", "n_layer", "n_layers", "num_layers"],
  hiddenSize: ["hidden_size", "n_embd", "d_model", "n_embed", "dim"],
  heads: ["num_attention_heads", "n_head", "n_heads"],
  kvHeads: ["num_key_value_heads", "num_kv_heads", "n_head_kv"],
  headSize: ["head_dim", "qk_nope_head_dim"],
  feedForwardSize: ["intermediate_size", "ffn_dim", "ffn_hidden_size", "n_inner", "hidden_dim"],
  vocabularySize: ["vocab_size"],
  maxContext: ["max_position_embeddings", "n_positions", "max_seq_len", "seq_length"],
  slidingWindow: ["sliding_window"],
  tiedEmbeddings: ["tie_word_embeddings"],
  "experts.count": ["num_local_experts", "num_experts", "n_routed_experts"],
  "experts.active": ["num_experts_per_tok", "experts_per_token"],
  "experts.feedForwardSize": ["moe_intermediate_size", "intermediate_size"],
  "experts.sharedFeedForwardSize": ["shared_expert_intermediate_size"],
  "experts.denseLayers": ["first_k_dense_replace"],
  "latentAttention.kvRank": ["kv_lora_rank"],
  "latentAttention.queryRank": ["q_lora_rank"],
  "latentAttention.ropeSize": ["qk_rope_head_dim"],
  "latentAttention.contentSize": ["qk_nope_head_dim"],
  "latentAttention.valueSize": ["v_head_dim"],
};

/** All values of the shape that a configuration gives a model, each with the field that states that very value. */
export function configFigures(model: Model, fields: JsonFields): ConfigFigure[] {
  return shapeValues(model).map(([key, value]) => {
    const field = fieldNames[key]?.find((name) => fields.get(name) === value) ?? null;
    return {path: `shape.${key}`, value, field, line: field === null ? null : fields.lineOf(field)};
  });
}

/** Values by their dotted key; of a group that the model does not have, none. */
function shapeValues(model: Model): [key: string, value: ShapeValue][] {
  return Object.entries(layoutOf(model.architecture)).flatMap(([key, field]): [string, ShapeValue][] => {
    const value = shapeValue(model, key) ?? null;
    if (field.kind !== "group") return [[key, value as ShapeValue]];
    const group = (value ?? {}) as Readonly<Record<string, ShapeValue>>;
    return Object.entries(group).map(([inner, own]) => [`${key}.${inner}`, own]);
  });
}

import type {Model} from "../engine/types.js";
import {JsonSource} from "./jsonSource.js";
import {inconsistency, largestCounts} from "./modelShape.js";
import {nearest} from "./nearest.js";

/** How the dense decoders of one `model_type` differ where their configurations do not say so. */
interface Family {
  readonly name: string;
  readonly queryKeyNorm: boolean;
  /** Whether query, key and value carry a bias where `attention_bias` is absent. */
  readonly attentionBias: boolean;
  /** Whether `sliding_window` applies only where `use_sliding_window` is true. */
  readonly optionalWindow: boolean;
}

const families: Readonly<Record<string, Family>> = {
  llama: {name: "Llama", queryKeyNorm: false, attentionBias: false, optionalWindow: false},
  mistral: {name: "Mistral", queryKeyNorm: false, attentionBias: false, optionalWindow: false},
  qwen2: {name: "Qwen2", queryKeyNorm: false, attentionBias: true, optionalWindow: true},
  qwen3: {name: "Qwen3", queryKeyNorm: true, attentionBias: false, optionalWindow: true},
  phi3: {name: "Phi-3", queryKeyNorm: false, attentionBias: false, optionalWindow: false},
};

/** The `model_type` values that are read. */
export const supportedModelTypes: readonly string[] = Object.keys(families);

/** Fields that make a model something other than a dense decoder: refused where they are set, since they change its cost. */
const unmodelled = ["num_local_experts", "num_experts", "n_routed_experts", "kv_lora_rank", "cross_attention_layers"];

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Reads typed fields, noting what is wrong instead of stopping at the first mistake. */
class Fields {
  readonly #source: JsonSource;

  constructor(source: JsonSource) {
    this.#source = source;
  }

  /** A whole number from 1 to `most`; `fallback` where the field is absent or null. */
  count(key: string, most: number, fallback?: number): number {
    const value = this.#source.get(key) ?? fallback;
    if (value === undefined) this.#source.problem(key, "missing");
    else if (!Number.isSafeInteger(value) || (value as number) < 1 || (value as number) > most)
      this.#source.problem(key, `expected a whole number from 1 to ${most}, got ${show(value)}`);
    else return value as number;
    return 1;
  }

  flag(key: string, fallback: boolean): boolean {
    const value = this.#source.get(key) ?? fallback;
    if (typeof value === "boolean") return value;
    this.#source.problem(key, `expected true or false, got ${show(value)}`);
    return fallback;
  }
}

function familyOf(source: JsonSource): Family {
  const type = source.get("model_type");
  const supported = supportedModelTypes.join(", ");
  const family = typeof type === "string" && Object.hasOwn(families, type) ? families[type] : undefined;
  if (family !== undefined) return family;
  if (type === undefined) source.problem("model_type", `missing; it is one of ${supported}`);
  else {
    const near = typeof type === "string" ? nearest(type, supportedModelTypes) : undefined;
    const hint = near === undefined ? "" : ` (did you mean "${near}"?)`;
    source.problem("model_type", `${show(type)} is not supported: supported are ${supported}${hint}`);
  }
  source.finish();
  throw new Error("unreachable: an unsupported model_type was reported");
}

/** The window of all layers, or null; a mixture of windowed and full layers is refused. */
function windowOf(source: JsonSource, fields: Fields, family: Family): number | null {
  const types = source.get("layer_types");
  if (Array.isArray(types) && new Set(types).size > 1)
    source.problem("layer_types", "mixes kinds of layers, which a single shape cannot state");
  if (family.optionalWindow) {
    if (!fields.flag("use_sliding_window", false)) return null;
    // The window starts at this layer; the files' reader takes 28 where it is absent.
    const first = source.get("max_window_layers") ?? 28;
    const layers = source.get("num_hidden_layers");
    if (typeof first === "number" && typeof layers === "number" && first >= layers) return null;
    if (first !== 0)
      source.problem(
        "max_window_layers",
        "some layers have a window and some have none, which a single shape cannot state",
      );
  }
  return source.get("sliding_window") == null ? null : fields.count("sliding_window", largestCounts.slidingWindow);
}

/** A name to show: the last part of the repository's name where the file states it, else that of the file. */
function nameOf(source: JsonSource, fileName: string): string {
  const stated = source.get("_name_or_path");
  const candidates = [typeof stated === "string" ? stated : "", fileName.replace(/[\\/]?config\.json$/i, ""), fileName];
  for (const candidate of candidates) {
    const last = candidate.split(/[\\/]/).findLast((part) => part.trim() !== "" && part !== "." && part !== "..");
    const plain = last
      ?.replace(/[^\p{L}\p{N} ._+-]/gu, "")
      .trim()
      .slice(0, 60);
    if (plain) return plain;
  }
  return "model";
}

/**
 * Reads the `config.json` that a dense decoder is published with.
 *
 * @param fileName - For messages, and for a name where the file states none.
 * @throws {CatalogError} naming each missing or unusable field, and each model type or field that is not modelled.
 */
export function modelFromHuggingFaceConfig(jsonText: string, fileName: string): Model {
  const source = new JsonSource(jsonText, fileName);
  const family = familyOf(source);
  const fields = new Fields(source);
  for (const key of unmodelled) {
    const value = source.get(key);
    if (value != null && value !== false && value !== 0 && !(Array.isArray(value) && value.length === 0))
      source.problem(key, `${show(value)}: only dense decoders are supported`);
  }
  const hiddenSize = fields.count("hidden_size", largestCounts.hiddenSize);
  const heads = fields.count("num_attention_heads", largestCounts.heads);
  const kvHeads = fields.count("num_key_value_heads", largestCounts.kvHeads, heads);
  if (!source.flawed && source.get("head_dim") == null && hiddenSize % heads !== 0)
    source.problem("head_dim", `missing, and hidden_size ${hiddenSize} is no multiple of ${heads} heads`);
  const headSize = fields.count("head_dim", largestCounts.headSize, Math.max(1, Math.floor(hiddenSize / heads)));
  const name = nameOf(source, fileName);
  const model: Model = {
    id: name.toLowerCase().replace(/[ _+]+/g, "-"),
    name,
    family: family.name,
    architecture: "decoder",
    layers: fields.count("num_hidden_layers", largestCounts.layers),
    hiddenSize,
    heads,
    kvHeads,
    headSize,
    feedForwardSize: fields.count("intermediate_size", largestCounts.feedForwardSize),
    gatedFeedForward: true,
    vocabularySize: fields.count("vocab_size", largestCounts.vocabularySize),
    maxContext: fields.count("max_position_embeddings", largestCounts.maxContext),
    slidingWindow: windowOf(source, fields, family),
    tiedEmbeddings: fields.flag("tie_word_embeddings", false),
    queryKeyNorm: family.queryKeyNorm,
    // Llama's attention_bias adds one on the output projection too: hiddenSize per layer, below 0.01 % and left out.
    attentionBias: fields.flag("attention_bias", family.attentionBias),
  };
  const inconsistent = source.flawed ? null : inconsistency(model);
  if (inconsistent !== null) source.problem("num_key_value_heads", inconsistent);
  source.finish();
  return model;
}

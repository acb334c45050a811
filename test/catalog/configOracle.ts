import {expect} from "vitest";
import type {Model} from "../../lib/engine/types.js";

/*
 * Reads a config.json by itself, to be held against what the library reads: a table of names and documented defaults, and
 * no code in common.
 */

type Stated = Readonly<Record<string, unknown>>;

/** Types whose missing key/value heads are as many as heads. */
const asHeads = new Set([
  ...["llama", "phi", "phi3", "cohere", "cohere2", "olmo2", "granite", "granitemoe", "internlm2", "gpt_neox"],
  ...["deepseek_v2", "deepseek_v3", "kimi_k2", "gpt2", "gptj", "opt", "bloom"],
]);
const tiedTypes = new Set([
  "gemma",
  "gemma2",
  "gemma3_text",
  "starcoder2",
  "cohere",
  "cohere2",
  "gpt2",
  "opt",
  "bloom",
]);
const plainTypes = new Set(["phi", "starcoder2", "gpt_neox", "gpt2", "gptj", "falcon", "opt", "bloom"]);
const windowedTypes = new Set(["llama", "mistral", "ministral3", "mixtral", "phi3", "phimoe", "starcoder2"]);
/** Every how many-th layer sees the whole context, and the window where the file states none. */
const patterns: Readonly<Record<string, readonly [number, number]>> = {
  gemma2: [2, 4096],
  gemma3_text: [6, 4096],
  gpt_oss: [2, 128],
  cohere2: [4, 4096],
};
const defaults: Readonly<Record<string, Stated>> = {
  phi: {max_position_embeddings: 2048},
  gemma: {head_dim: 256, max_position_embeddings: 8192},
  gemma2: {head_dim: 256, max_position_embeddings: 8192},
  gemma3_text: {
    ...{head_dim: 256, num_attention_heads: 8, num_key_value_heads: 4},
    ...{vocab_size: 262_208, max_position_embeddings: 131_072},
  },
  falcon: {max_position_embeddings: 2048},
};
/** The type of a class, for files that state no type. */
const types: Readonly<Record<string, string>> = {
  Llama: "llama", Mistral: "mistral", Mixtral: "mixtral", Qwen2: "qwen2", Qwen2Moe: "qwen2_moe", Qwen3: "qwen3",
  Qwen3Moe: "qwen3_moe", Phi: "phi", Phi3: "phi3", Gemma: "gemma", Gemma2: "gemma2", Deepseek: "deepseek",
  DeepseekV2: "deepseek_v2", DeepseekV3: "deepseek_v3", GptOss: "gpt_oss", Starcoder2: "starcoder2", Cohere: "cohere",
  StableLm: "stablelm", InternLM2: "internlm2", GPTNeoX: "gpt_neox", GPT2: "gpt2", GPTJ: "gptj", Falcon: "falcon",
  Bert: "bert", DistilBert: "distilbert",
}; // prettier-ignore

function typeOf(data: Stated): string {
  if (data["model_type"] != null) return data["model_type"] as string;
  const [name = ""] = data["architectures"] as readonly string[];
  if (name.startsWith("Gemma3")) return name.endsWith("ForConditionalGeneration") ? "gemma3" : "gemma3_text";
  if (name.startsWith("Mistral3")) return "mistral3";
  return types[name.replace(/(?:For[A-Z]\w*|LMHeadModel|DoubleHeadsModel|TextModel|Model)$/, "")] ?? name;
}

/** The text model where the file wraps one. */
function unwrapped(data: Stated): {readonly type: string; readonly text: Stated} {
  const type = typeOf(data);
  const inner = {gemma3: "gemma3_text", mistral3: "mistral"}[type];
  if (inner === undefined) return {type, text: data};
  const text = data["text_config"] as Stated;
  return {type: (text["model_type"] ?? inner) as string, text};
}

function windowsOf(type: string, text: Stated, layers: number) {
  const listed = text["layer_types"] as readonly string[] | null | undefined;
  const [every, fallback] = patterns[type] ?? [1, type === "mistral" ? 4096 : undefined];
  const stated = text["sliding_window"] ?? text["sliding_window_size"];
  const window = stated ?? (text["sliding_window"] === null ? null : fallback) ?? null;
  const full = ((): number => {
    if (listed != null) return listed.filter((kind) => kind === "full_attention").length;
    if (type in patterns)
      return Math.floor(
        layers /
          Number(text["sliding_window_pattern"] ?? text["_sliding_window_pattern"] ?? text["layer_switch"] ?? every),
      );
    if (windowedTypes.has(type)) return text["use_sliding_window"] === false ? layers : 0;
    if (type.startsWith("qwen"))
      return text["use_sliding_window"] === true ? Number(text["max_window_layers"] ?? 28) : layers;
    return layers;
  })();
  return full >= layers || window === null
    ? {slidingWindow: null, fullAttentionLayers: 0}
    : {slidingWindow: window, fullAttentionLayers: full};
}

function expertsOf(type: string, text: Stated, layers: number) {
  const active = text["num_experts_per_tok"] ?? text["experts_per_token"];
  if (["mixtral", "gpt_oss", "phimoe", "granitemoe"].includes(type))
    return {
      count: text["num_local_experts"] ?? text["num_experts"],
      active,
      feedForwardSize: text["intermediate_size"],
      denseLayers: 0,
    };
  if (type.endsWith("_moe") && type.startsWith("qwen")) {
    const step = Number(text["decoder_sparse_step"] ?? 1);
    const named = new Set((text["mlp_only_layers"] ?? []) as readonly number[]);
    const dense = Array.from({length: layers}, (_, layer) => layer).filter((n) => named.has(n) || (n + 1) % step !== 0);
    return {
      count: text["num_experts"] ?? text["num_local_experts"],
      active,
      feedForwardSize: text["moe_intermediate_size"],
      sharedFeedForwardSize: text["shared_expert_intermediate_size"] ?? 0,
      denseLayers: dense.length,
    };
  }
  if ((type.startsWith("deepseek") || type === "kimi_k2") && text["n_routed_experts"] != null)
    return {
      count: text["n_routed_experts"],
      active,
      feedForwardSize: text["moe_intermediate_size"],
      sharedFeedForwardSize: Number(text["n_shared_experts"] ?? 0) * Number(text["moe_intermediate_size"]),
      denseLayers: text["first_k_dense_replace"] ?? 0,
    };
  return null;
}

/** What a model must be, by the text that it was read from. */
function expected(data: Stated): object {
  const {type, text} = unwrapped(data);
  const of = (...names: readonly string[]): unknown =>
    names.map((name) => text[name]).find((value) => value != null) ?? defaults[type]?.[names[0]!];
  const layers = of("num_hidden_layers", "n_layer", "n_layers");
  const hiddenSize = of("hidden_size", "n_embd", "n_embed", "dim") as number;
  const heads = of("num_attention_heads", "n_head", "n_heads") as number;
  const common = {layers, hiddenSize, heads, vocabularySize: of("vocab_size")};
  if (type === "bert" || type === "distilbert")
    return {
      ...common,
      architecture: "encoder",
      headSize: hiddenSize / heads,
      feedForwardSize: of("intermediate_size", "hidden_dim"),
      maxContext: of("max_position_embeddings"),
    };
  const isOlder = ["gpt2", "gptj", "falcon"].includes(type);
  const experts = expertsOf(type, text, layers as number);
  const latent = type === "deepseek_v2" || type === "deepseek_v3" || type === "kimi_k2";
  const falconHeads =
    text["new_decoder_architecture"] === true
      ? (of("num_kv_heads", "n_head_kv") ?? heads)
      : text["multi_query"] === false
        ? heads
        : 1;
  return {
    ...common,
    architecture: "decoder",
    kvHeads: type === "falcon" ? falconHeads : (of("num_key_value_heads") ?? (asHeads.has(type) ? heads : NaN)),
    headSize: latent ? of("qk_nope_head_dim") : isOlder ? hiddenSize / heads : (of("head_dim") ?? hiddenSize / heads),
    feedForwardSize: isOlder
      ? (of("n_inner", "ffn_hidden_size") ?? 4 * hiddenSize)
      : experts !== null && experts.denseLayers === 0
        ? 0
        : of("intermediate_size"),
    gatedFeedForward: !plainTypes.has(type),
    maxContext: of("max_position_embeddings", "n_positions"),
    tiedEmbeddings: of("tie_word_embeddings") ?? tiedTypes.has(type),
    learnedPositions: type === "gpt2" ? of("n_positions", "max_position_embeddings") : 0,
    ...windowsOf(type, text, layers as number),
    experts: experts === null ? null : (expect.objectContaining(experts) as unknown),
    latentAttention: latent
      ? {
          kvRank: of("kv_lora_rank"),
          queryRank: of("q_lora_rank") ?? 0,
          ropeSize: of("qk_rope_head_dim"),
          contentSize: of("qk_nope_head_dim"),
          valueSize: of("v_head_dim"),
        }
      : null,
  };
}

/** Holds a model against the text that it was read from. */
export function expectAsStated(text: string, model: Model): void {
  const data = JSON.parse(text.replace(/^\uFEFF/, "")) as Stated;
  expect(model).toMatchObject(expected(data));
}

import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {modelFromHuggingFaceConfig, readHuggingFaceConfig} from "../../lib/catalog/huggingFaceConfig.js";
import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {kvCacheBytesPerToken} from "../../lib/engine/footprint.js";
import {totalParameters} from "../../lib/engine/parameters.js";
import type {Model} from "../../lib/engine/types.js";
import {configure} from "../../lib/explore/configure.js";

const config = (name: string): string =>
  readFileSync(new URL(`../fixtures/catalog/config-${name}/input.json`, import.meta.url), "utf8");

const read = (facts: object): Model => modelFromHuggingFaceConfig(JSON.stringify(facts), "config.json");
/** The notes on a file, as its keys and messages. */
const notesOf = (facts: object): string[] =>
  readHuggingFaceConfig(JSON.stringify(facts), "config.json").notes.map(({path, message}) => `${path}: ${message}`);
const parsed = (name: string) => JSON.parse(config(name)) as Record<string, unknown>;

/** KV bytes of a token in bf16, over all layers. */
function kvBytesOf(model: Model): number {
  const {scenario} = configure({model, hardware: findHardware("h200"), options: {precision: "bf16"}});
  return kvCacheBytesPerToken(model, scenario);
}

const [int8, int4, float8, float4] = (["int", "float"] as const).flatMap((type) =>
  [8, 4].map((num_bits) => ({num_bits, type})),
) as [object, object, object, object];

/** A configuration of compressed-tensors with groups of weights and activations. */
const compressed = (...groups: (readonly [weights: object, activations: object | null | undefined])[]) => ({
  quant_method: "compressed-tensors",
  config_groups: Object.fromEntries(
    groups.map(([weights, input_activations], index) => [
      `group_${index}`,
      {targets: ["Linear"], weights, ...(input_activations === undefined ? {} : {input_activations})},
    ]),
  ),
});

describe("modelFromHuggingFaceConfig", () => {
  it.each([
    ["llama", "llama-3.1-8b"],
    ["mistral", "mistral-7b"],
    ["qwen2", "qwen2.5-7b"],
    ["qwen3", "qwen3-8b"],
    ["phi3", "phi-4"],
    ["mixtral", "mixtral-8x7b"],
    ["qwen3-moe", "qwen3-30b-a3b"],
    ["gemma2", "gemma-2-9b"],
    ["gemma3-text", "gemma-3-1b"],
    ["gemma3", "gemma-3-4b"],
    ["deepseek-v3", "deepseek-v3"],
    ["gpt-oss", "gpt-oss-20b"],
    ["gpt2", "gpt2-xl"],
    ["gptj", "gpt-j-6b"],
    ["falcon", "falcon-180b"],
  ])("gives the config.json of %s the shape that the catalog states for %s", (name, id) => {
    const {id: _id, name: _name, family: _family, ...shape} = modelFromHuggingFaceConfig(config(name), "config.json");
    expect(findModel(id)).toMatchObject(shape);
  });

  // Parameters as the weight files hold them; KV bytes in bf16, over all layers.
  it.each([
    ["mixtral", 46_702_792_704, 131_072],
    ["qwen2-moe", 14_315_784_192, 196_608],
    ["qwen3-moe", 30_532_122_624, 98_304],
    ["gemma2", 9_241_705_984, 344_064],
    ["gemma3-text", 999_885_952, 26_624],
    ["gemma3", 3_880_263_168, 139_264],
    ["deepseek-v2", 15_706_484_224, 31_104],
    ["deepseek-v3", 671_026_419_200, 70_272],
    ["gpt-oss", 20_914_757_184, 49_152],
    ["gpt2", 1_557_611_200, 307_200],
    ["gptj", 6_053_381_344, 458_752],
    ["falcon", 179_522_565_120, 163_840],
  ])(
    "computes of the config.json of %s %d parameters within 0.1 %, and %d KV bytes a token",
    (name, count, kvBytes) => {
      const model = modelFromHuggingFaceConfig(config(name), "config.json");
      expect(Math.abs(totalParameters(model) / count - 1)).toBeLessThan(0.001);
      expect(kvBytesOf(model)).toBe(kvBytes);
    },
  );

  it("gives layers that `layer_types` lists as windowed a window, and those before `max_window_layers` none", () => {
    const given = {...parsed("qwen3"), use_sliding_window: true, sliding_window: 4096};
    const withFurther = (further: object) => read({...given, ...further});
    expect(withFurther({max_window_layers: 18})).toMatchObject({slidingWindow: 4096, fullAttentionLayers: 18});
    expect(withFurther({max_window_layers: 36})).toMatchObject({slidingWindow: null, fullAttentionLayers: 0});
    const types = [...Array<string>(30).fill("sliding_attention"), ...Array<string>(6).fill("full_attention")];
    expect(withFurther({layer_types: types})).toMatchObject({slidingWindow: 4096, fullAttentionLayers: 6});
    expect(withFurther({layer_types: Array(36).fill("full_attention")})).toMatchObject({slidingWindow: null});
    expect(() => withFurther({layer_types: types, use_sliding_window: false})).toThrow(
      "use_sliding_window: false, but layer_types lists layers with a window",
    );
    expect(() => withFurther({layer_types: types, sliding_window: null})).toThrow(
      "sliding_window: missing or null, but layer_types lists layers with a window",
    );
  });

  it("takes a window for switched off where the file says so, and of Mistral for 4,096 where it says nothing", () => {
    const {sliding_window: _window, ...mistral} = parsed("mistral");
    expect(read(mistral)).toMatchObject({slidingWindow: 4096});
    expect(read({...mistral, sliding_window: null})).toMatchObject({slidingWindow: null});
    expect(read({...mistral, sliding_window: 4096, use_sliding_window: false})).toMatchObject({slidingWindow: null});
    expect(() => read({...mistral, sliding_window: 0})).toThrow("sliding_window: expected a whole number from 1");
    expect(() => read({...parsed("gptj"), sliding_window: 4096})).toThrow("sliding_window: 4096 may change");
    const pattern = Array<string>(28).fill("sliding_attention");
    expect(() => read({...parsed("deepseek-v2"), layer_types: pattern.slice(0, 27)})).toThrow(
      "layer_types: lists layers with a window, which models of this type do not have",
    );
  });

  it("counts layers without experts: those that are named, and all but each n-th", () => {
    const given = parsed("qwen3-moe");
    const withFurther = (further: object) => read({...given, ...further});
    expect(withFurther({mlp_only_layers: [0, 5]})).toMatchObject({experts: {denseLayers: 2}, feedForwardSize: 6144});
    expect(withFurther({decoder_sparse_step: 2})).toMatchObject({experts: {denseLayers: 24}, feedForwardSize: 6144});
    // Of 48 layers, the 5th, 10th … 45th have experts.
    expect(withFurther({decoder_sparse_step: 5})).toMatchObject({experts: {denseLayers: 39}});
    expect(withFurther({})).toMatchObject({feedForwardSize: 0});
    for (const layer of [99, -1, 0.5, "0"])
      expect(() => withFurther({mlp_only_layers: [layer]})).toThrow(
        "mlp_only_layers: expected a list of layers below 48",
      );
  });

  it("takes four times the hidden size for a feed-forward width that GPT-2, GPT-J and Falcon leave out", () => {
    for (const [name, key, hidden] of [
      ["gpt2", "n_inner", 1600],
      ["gptj", "n_inner", 4096],
      ["falcon", "ffn_hidden_size", 14848],
    ] as const) {
      expect(read({...parsed(name), [key]: null})).toMatchObject({feedForwardSize: 4 * hidden});
      expect(read({...parsed(name), [key]: 1000})).toMatchObject({feedForwardSize: 1000});
    }
  });

  it("derives what older files leave out: as many key/value heads as heads, hidden size over heads as head size", () => {
    const {num_key_value_heads: _kv, ...older} = JSON.parse(config("llama")) as Record<string, unknown>;
    expect(modelFromHuggingFaceConfig(JSON.stringify(older), "config.json")).toMatchObject({
      kvHeads: 32,
      headSize: 128,
    });
  });

  it("honours tied embeddings, biases, a stated head size, and a window over all layers", () => {
    const given = {
      ...(JSON.parse(config("qwen3")) as object),
      tie_word_embeddings: true,
      attention_bias: true,
      head_dim: 256,
    };
    expect(modelFromHuggingFaceConfig(JSON.stringify(given), "x")).toMatchObject({
      tiedEmbeddings: true,
      attentionBias: true,
      headSize: 256,
      slidingWindow: null,
    });
    const window = {...given, use_sliding_window: true, max_window_layers: 0, sliding_window: 4096};
    expect(read(window)).toMatchObject({slidingWindow: 4096});
  });

  it("names a model after its repository, else its folder, without markup", () => {
    const {_name_or_path: _, ...nameless} = JSON.parse(config("llama")) as Record<string, unknown>;
    expect(modelFromHuggingFaceConfig(JSON.stringify(nameless), "models/My-7B/config.json").name).toBe("My-7B");
    expect(modelFromHuggingFaceConfig(JSON.stringify(nameless), "config.json").name).toBe("config.json");
    const marked = {...nameless, _name_or_path: "<img src=x onerror=alert(1)>"};
    expect(modelFromHuggingFaceConfig(JSON.stringify(marked), "config.json").name).not.toMatch(/[<>=()]/);
  });

  // What the shapes of these models are, and the size that their cards or papers state; KV bytes over all layers.
  it.each([
    [
      "OPT-6.7B, 6,658,473,984 in the weight files",
      {
        ...{model_type: "opt", architectures: ["OPTForCausalLM"], vocab_size: 50272, hidden_size: 4096, ffn_dim: 16384},
        ...{num_hidden_layers: 32, num_attention_heads: 32, max_position_embeddings: 2048, word_embed_proj_dim: 4096},
      },
      6_658_473_984,
      2 * 32 * 32 * 128 * 2,
    ],
    [
      "BLOOM, 176,247,271,424 by its card",
      {model_type: "bloom", vocab_size: 250880, hidden_size: 14336, n_layer: 70, num_attention_heads: 112},
      176_247_271_424,
      2 * 70 * 112 * 128 * 2,
    ],
    [
      "Falcon-7B, 7,217,189,760 in the weight files, one key/value head",
      {
        ...{model_type: "falcon", vocab_size: 65024, hidden_size: 4544, num_hidden_layers: 32, num_attention_heads: 71},
        ...{multi_query: true, new_decoder_architecture: false, parallel_attn: true, num_kv_heads: 71},
      },
      7_217_189_760,
      2 * 32 * 1 * 64 * 2,
    ],
    [
      "MPT-7B, 6,649,286,656 in the weight files",
      {
        ...{model_type: "mpt", d_model: 4096, n_heads: 32, n_layers: 32, expansion_ratio: 4, vocab_size: 50432},
        ...{max_seq_len: 2048, no_bias: true, learned_pos_emb: true},
        attn_config: {alibi: true, attn_type: "multihead_attention", qk_ln: false},
      },
      6_649_286_656,
      2 * 32 * 32 * 128 * 2,
    ],
    [
      "OLMo-2-7B, 7,298,617,344 in the weight files",
      {
        ...{model_type: "olmo2", vocab_size: 100352, hidden_size: 4096, num_hidden_layers: 32, num_attention_heads: 32},
        ...{num_key_value_heads: 32, intermediate_size: 11008, max_position_embeddings: 4096},
      },
      7_298_617_344,
      2 * 32 * 32 * 128 * 2,
    ],
    [
      "Granite-3.1-8B, 8,170,848,256 in the weight files",
      {
        ...{
          model_type: "granite",
          vocab_size: 49155,
          hidden_size: 4096,
          num_hidden_layers: 40,
          num_attention_heads: 32,
        },
        ...{
          num_key_value_heads: 8,
          intermediate_size: 12800,
          max_position_embeddings: 131072,
          embedding_multiplier: 12,
        },
        tie_word_embeddings: true,
      },
      8_170_848_256,
      2 * 40 * 8 * 128 * 2,
    ],
    [
      "Granite-3.0-1B-A400M, 1,334,628,352 in the weight files, 32 experts",
      {
        ...{model_type: "granitemoe", vocab_size: 49155, hidden_size: 1024, num_hidden_layers: 24},
        ...{num_attention_heads: 16, num_key_value_heads: 8, intermediate_size: 512, num_local_experts: 32},
        ...{num_experts_per_tok: 8, max_position_embeddings: 4096, tie_word_embeddings: true},
      },
      1_334_628_352,
      2 * 24 * 8 * 64 * 2,
    ],
    [
      "Phi-3.5-MoE, 41.9 billion by its card, 16 experts",
      {
        ...{model_type: "phimoe", architectures: ["PhiMoEForCausalLM"], vocab_size: 32064, hidden_size: 4096},
        ...{num_hidden_layers: 32, num_attention_heads: 32, num_key_value_heads: 8, intermediate_size: 6400},
        ...{num_local_experts: 16, num_experts_per_tok: 2, max_position_embeddings: 131072, sliding_window: 131072},
        ...{attention_bias: true, lm_head_bias: true, hidden_dropout: 0.1, router_jitter_noise: 0.01},
      },
      41_900_000_000,
      2 * 32 * 8 * 128 * 2,
    ],
    [
      "Command R7B, 8,028,033,024 in the weight files",
      {
        ...{
          model_type: "cohere2",
          vocab_size: 256000,
          hidden_size: 4096,
          num_hidden_layers: 32,
          num_attention_heads: 32,
        },
        ...{num_key_value_heads: 8, intermediate_size: 14336, max_position_embeddings: 8192, sliding_window: 4096},
        ...{layer_switch: 4, order_of_interleaved_layers: "local_attn_first", use_parallel_block: true},
      },
      8_028_033_024,
      2 * 32 * 8 * 128 * 2,
    ],
    [
      "GLM-4.5-Air, 106 billion by its card",
      {
        ...{model_type: "glm4_moe", vocab_size: 151552, hidden_size: 4096, num_hidden_layers: 46, head_dim: 128},
        ...{num_attention_heads: 96, num_key_value_heads: 8, intermediate_size: 10944, moe_intermediate_size: 1408},
        ...{n_routed_experts: 128, n_shared_experts: 1, num_experts_per_tok: 8, first_k_dense_replace: 1},
        ...{attention_bias: true, use_qk_norm: false, max_position_embeddings: 131072, num_nextn_predict_layers: 1},
      },
      106_000_000_000,
      2 * 46 * 8 * 128 * 2,
    ],
    [
      "RoBERTa-Base, 124,645,632 in the weight files",
      {
        ...{model_type: "roberta", architectures: ["RobertaForMaskedLM"], vocab_size: 50265, hidden_size: 768},
        ...{num_hidden_layers: 12, num_attention_heads: 12, intermediate_size: 3072, max_position_embeddings: 514},
        type_vocab_size: 1,
      },
      124_645_632,
      0,
    ],
    [
      "XLM-RoBERTa-Base, 278,043,648 in the weight files",
      {
        ...{model_type: "xlm-roberta", architectures: ["XLMRobertaModel"], vocab_size: 250002, hidden_size: 768},
        ...{num_hidden_layers: 12, num_attention_heads: 12, intermediate_size: 3072, max_position_embeddings: 514},
        type_vocab_size: 1,
      },
      278_043_648,
      0,
    ],
  ])("computes of the shape of %s, within 1 %", (_name, facts, published, kvBytes) => {
    const model = read(facts);
    expect(Math.abs(totalParameters(model) / published - 1)).toBeLessThan(0.01);
    expect(kvBytesOf(model)).toBe(kvBytes);
  });

  it("gives Command R7B a window in three of four layers, and RoBERTa two positions fewer than its table", () => {
    const command = {
      ...{model_type: "cohere2", vocab_size: 256000, hidden_size: 4096, num_hidden_layers: 32, num_attention_heads: 32},
      ...{num_key_value_heads: 8, intermediate_size: 14336, max_position_embeddings: 8192},
    };
    expect(read(command)).toMatchObject({slidingWindow: 4096, fullAttentionLayers: 8});
    expect(read({...command, layer_switch: 2})).toMatchObject({fullAttentionLayers: 16});
    const roberta = {
      ...{model_type: "roberta", vocab_size: 50265, hidden_size: 768, num_hidden_layers: 12, num_attention_heads: 12},
      ...{intermediate_size: 3072, max_position_embeddings: 514},
    };
    expect(read(roberta)).toMatchObject({maxContext: 512});
    expect(() => read({...roberta, max_position_embeddings: 2})).toThrow("max_position_embeddings: expected a whole");
  });

  it("reads the compressed attention of Kimi K2: 61 layers · (512 + 64) · 2 B = 70,272 B a token", () => {
    const kimi = {...parsed("deepseek-v3"), model_type: "kimi_k2", num_attention_heads: 64, num_key_value_heads: 64};
    expect(kvBytesOf(read(kimi))).toBe(70_272);
    expect(read({...kimi, head_dim: 64, qk_head_dim: 192})).toEqual(read(kimi));
    expect(() => read({...kimi, qk_head_dim: 128})).toThrow("qk_head_dim: 128: is not the sum of its two parts");
  });

  it("requires key/value heads of families whose program takes another number than that of the heads", () => {
    const {num_key_value_heads: _kv, ...qwen2} = parsed("qwen2");
    expect(() => read(qwen2)).toThrow("num_key_value_heads: missing");
  });

  it.each([
    [{quant_method: "fp8", weight_block_size: [128, 128]}, '"fp8"', "--precision fp8 takes them as they are"],
    [{quant_method: "awq", bits: 4}, '"awq"', "--precision int4-weights takes them as they are"],
    [{quant_method: "gptq", bits: 8}, '"gptq"', "--precision int8-weights takes them as they are"],
    [{quant_method: "bitsandbytes", load_in_4bit: true}, '"bitsandbytes"', "--precision int4-weights takes"],
    [compressed([float8, float8]), '"compressed-tensors"', "--precision fp8 takes them as they are"],
    [compressed([int8, int8]), '"compressed-tensors"', "--precision int8 takes them as they are"],
    [compressed([int8, null]), '"compressed-tensors"', "--precision int8-weights takes them as they are"],
    [compressed([int4, null]), '"compressed-tensors"', "--precision int4-weights takes them as they are"],
    [compressed([float4, float4]), '"compressed-tensors"', "--precision fp4 takes them as they are"],
    [
      compressed([int4, null], [int4, undefined]),
      '"compressed-tensors"',
      "--precision int4-weights takes them as they are",
    ],
    [compressed([int4, int8]), '"compressed-tensors"', "set --precision to the nearest format"],
    [
      compressed([float8, null]),
      '"compressed-tensors"',
      "no precision has 8-bit float weights with 16-bit activations: --precision int8-weights has weights as wide, and",
    ],
    [
      compressed([float4, undefined]),
      '"compressed-tensors"',
      "no precision has 4-bit float weights with 16-bit activations: --precision int4-weights has weights as wide",
    ],
    [
      compressed([int4, null], [int8, null]),
      '"compressed-tensors"',
      "its groups differ (4-bit int weights with 16-bit activations; 8-bit int weights with 16-bit activations), where a",
    ],
    [{quant_method: "modelopt", quant_algo: "FP8"}, '"modelopt"', "--precision fp8 takes them as they are"],
    [{...compressed([float8, float8]), quant_method: "modelopt"}, '"modelopt"', "--precision fp8 takes them"],
    [
      {quant_method: "compressed-tensors", config_groups: [1]},
      '"compressed-tensors"',
      "set --precision to the nearest",
    ],
    [{quant_algo: "NVFP4"}, '"NVFP4"', "--precision fp4 takes them as they are"],
    [{quant_method: "aqlm"}, '"aqlm"', "set --precision to the nearest format"],
    [{quant_method: "constructor", config_groups: null, bits: {}}, '"constructor"', "set --precision to the nearest"],
  ])("notes that the weights are quantised, and computes none of it: %j", (quantization_config, method, advice) => {
    const given = parsed("llama");
    expect(read({...given, quantization_config})).toEqual(read(given));
    const [note = "", ...more] = notesOf({...given, quantization_config});
    expect(more).toEqual([]);
    expect(note).toContain(`quantization_config: the weights are published quantised (${method})`);
    expect(note).toContain(advice);
    expect(notesOf({...parsed("gemma3"), quantization_config})).toContain(note);
    expect(() => read({...given, quantization_config: "fp8"})).toThrow(
      'quantization_config: expected an object, got "fp8"',
    );
  });

  it.each([
    [{kv_cache_scheme: {num_bits: 8, type: "float", strategy: "tensor"}}, "--kv-precision fp8 takes it as it is"],
    [{kv_cache_scheme: int8}, "--kv-precision int8 takes it as it is"],
    [{kv_cache_scheme: int4}, "set --kv-precision to the nearest format"],
    [{kv_cache_scheme: "odd"}, "set --kv-precision to the nearest format"],
    [{kv_cache_quant_algo: "FP8"}, "--kv-precision fp8 takes it as it is"],
  ])("notes that the KV cache is quantised as well: %j", (cache, advice) => {
    const quantization_config = {...compressed([float8, float8]), ...cache};
    const [, note = "", ...more] = notesOf({...parsed("llama"), quantization_config});
    expect(more).toEqual([]);
    expect(note).toContain(`quantization_config: the KV cache is published quantised as well`);
    expect(note).toContain(advice);
  });

  it("says nothing of a KV cache that is not quantised", () => {
    for (const cache of [{}, {kv_cache_scheme: null}])
      expect(notesOf({...parsed("llama"), quantization_config: {...compressed([int8, null]), ...cache}})).toHaveLength(
        1,
      );
  });

  it("reads DeepSeek-V3 as published, in fp8 and with a layer that predicts further tokens, and notes both", () => {
    const published = {
      ...parsed("deepseek-v3"),
      num_nextn_predict_layers: 1,
      quantization_config: {
        activation_scheme: "dynamic",
        fmt: "e4m3",
        quant_method: "fp8",
        weight_block_size: [128, 128],
      },
    };
    expect(read(published)).toEqual(read(parsed("deepseek-v3")));
    expect(notesOf(published).map((note) => note.split(":")[0])).toEqual([
      "num_nextn_predict_layers",
      "quantization_config",
    ]);
  });

  it("takes the format of the experts of gpt-oss from the file, and notes any other", () => {
    expect(notesOf(parsed("gpt-oss"))).toEqual([]);
    const other = {...parsed("gpt-oss"), quantization_config: {quant_method: "fp8"}};
    expect(read(other)).toMatchObject({experts: {format: null}});
    expect(notesOf(other)).toHaveLength(1);
  });

  it("notes the parts beside a text model that are left out, and refuses what contradicts it", () => {
    const gemma = parsed("gemma3");
    expect(notesOf(gemma)).toEqual([
      "vision_config: left out: of a model with several parts, the text model alone is computed",
    ]);
    expect(() => read({...gemma, tie_word_embeddings: false})).toThrow("contradicts the text model, which has true");
    expect(() => read({...gemma, num_hidden_layers: 99})).toThrow("num_hidden_layers: 99 is not modelled beside");
    const text = {...(gemma["text_config"] as object), model_type: "llama"};
    expect(() => read({...gemma, text_config: text})).toThrow(
      'text_config.model_type: "llama" is not supported in a "gemma3"; supported are gemma3_text',
    );
    expect(() => read({...gemma, text_config: {...(gemma["text_config"] as object), num_experts: 8}})).toThrow(
      "text_config.num_experts: 8 may change",
    );
  });

  it("reads a file without a type by its class, and refuses a class of another type", () => {
    const {model_type: _type, ...llama} = parsed("llama");
    expect(read(llama)).toEqual(read(parsed("llama")));
    for (const name of ["LlamaForCausalLMEagle3", "Llama4ForCausalLM", "MistralForCausalLM", "constructor", ""])
      expect(() => read({...parsed("llama"), architectures: [name]})).toThrow(
        `architectures: "${name}" is no class of`,
      );
    for (const classes of ["LlamaForCausalLM", [1], {}, [null]])
      expect(() => read({...parsed("llama"), architectures: classes})).toThrow(
        "architectures: expected a list of class",
      );
    expect(read({...parsed("llama"), architectures: null})).toEqual(read(parsed("llama")));
    expect(read({...parsed("llama"), architectures: ["LlamaForSequenceClassification"]})).toEqual(
      read(parsed("llama")),
    );
    const {model_type: _gemma, ...gemma} = parsed("gemma3");
    expect(read(gemma)).toEqual(read(parsed("gemma3")));
  });

  it.each([
    ["llama", "num_experts", 8],
    ["llama", "moe_intermediate_size", 1024],
    ["llama", "cross_attention_layers", [3]],
    ["llama", "is_encoder_decoder", true],
    ["llama", "add_cross_attention", true],
    ["llama", "encoder_layers", 12],
    ["llama", "mtp_num_layers", 1],
    ["llama", "num_nextn_predict_layers_", 1],
    ["llama", "vision_config", {hidden_size: 1024}],
    ["llama", "text_config", {hidden_size: 1024}],
    ["llama", "audio_encoder", "whisper"],
    ["llama", "kv_lora_rank", 512],
    ["llama", "index_topk", 2048],
    ["llama", "attention_chunk_size", 8192],
    ["llama", "sparse_attention_config", {topk: 1}],
    ["llama", "block_configs", [{}]],
    ["llama", "mamba_d_state", 16],
    ["llama", "ssm_cfg", {a: 1}],
    ["llama", "num_kv_shared_layers", 10],
    ["llama", "hiddenSize", 4096],
    ["llama", "<img src=x onerror=alert(1)>_layers", 1],
    ["qwen3-moe", "n_shared_experts", 1],
    ["gpt2", "n_experts", 2],
    ["deepseek-v3", "index_n_heads", 64],
  ])("refuses in a file of %s a field that may change the cost: %s", (name, key, value) => {
    const given = {...parsed(name), [key]: value};
    expect(() => read(given)).toThrow(/(?:may change what the model costs, and is not modelled|is not modelled)/);
    expect(() => read(given)).toThrow(key.startsWith("<") ? '"<img src=x' : key);
    // Switched off, it is no more than a word.
    expect(read({...parsed(name), [key]: null})).toEqual(read(parsed(name)));
  });

  it.each([
    ["llama", "rope_scaling", {factor: 8, type: "yarn"}],
    ["llama", "image_token_id", 128_256],
    ["llama", "mlp_bias", true],
    ["llama", "hidden_act", "silu"],
    ["llama", "hidden_dropout_prob", 0.1],
    ["llama", "layer_norm_eps", 1e-6],
    ["llama", "router_aux_loss_coef", 0.01],
    ["llama", "moe_router_dtype", "float32"],
    ["llama", "output_hidden_states", true],
    ["llama", "no_repeat_ngram_size", 3],
    ["llama", "auto_map", {AutoModel: "x.y"}],
    ["deepseek-v3", "n_group", 8],
    ["deepseek-v3", "topk_group", 4],
    ["deepseek-v3", "ep_size", 1],
  ])("passes over in a file of %s a field that costs nothing: %s", (name, key, value) => {
    expect(read({...parsed(name), [key]: value})).toEqual(read(parsed(name)));
  });

  it("refuses two names of one thing that disagree", () => {
    expect(() => read({...parsed("gpt2"), num_hidden_layers: 12})).toThrow(
      "num_hidden_layers: 12 contradicts n_layer, which is 48",
    );
    expect(read({...parsed("gpt2"), num_hidden_layers: 48})).toEqual(read(parsed("gpt2")));
  });

  it("refuses shapes that OPT, MPT and BERT may state and that are not modelled", () => {
    const opt = {
      ...{model_type: "opt", vocab_size: 50272, hidden_size: 1024, ffn_dim: 4096, num_hidden_layers: 24},
      ...{num_attention_heads: 16, max_position_embeddings: 2048, word_embed_proj_dim: 512},
    };
    expect(() => read(opt)).toThrow("word_embed_proj_dim: 512: an embedding of another width");
    const mpt = {model_type: "mpt", d_model: 4096, n_heads: 32, n_layers: 32, vocab_size: 50432};
    expect(read(mpt)).toMatchObject({learnedPositions: 0, maxContext: 2048});
    expect(read({...mpt, attn_config: {alibi: false}})).toMatchObject({learnedPositions: 2048});
    expect(read({...mpt, attn_config: {attn_type: "multiquery_attention"}})).toMatchObject({kvHeads: 1});
    for (const attn_config of [{attn_type: "grouped_query_attention"}, {sliding_window_size: 128}, [], "x"])
      expect(() => read({...mpt, attn_config})).toThrow("attn_config: ");
    expect(() => read({...mpt, ffn_config: {ffn_type: "mptglu"}})).toThrow(
      'ffn_config: ffn_type "mptglu" is not modelled',
    );
    const bert = {
      ...{model_type: "bert", vocab_size: 30522, hidden_size: 768, num_hidden_layers: 12, num_attention_heads: 12},
      ...{intermediate_size: 3072, max_position_embeddings: 512},
    };
    expect(read(bert)).toMatchObject({architecture: "encoder"});
    expect(() => read({...bert, position_embedding_type: "relative_key"})).toThrow("positions of another kind");
    expect(() => read({...bert, is_decoder: true})).toThrow("a decoder of this type is not modelled");
    expect(() => read({...bert, num_attention_heads: 7})).toThrow("7 heads do not divide the hidden size of 768");
  });

  it("reads only an object's own fields", () => {
    expect(() => modelFromHuggingFaceConfig('{"__proto__": {"model_type": "llama"}}', "config.json")).toThrow(
      "config.json model_type: missing",
    );
    expect(() => modelFromHuggingFaceConfig('{"model_type": "constructor"}', "config.json")).toThrow("not supported");
  });

  it("refuses a text of a million characters unread", () => {
    expect(() => modelFromHuggingFaceConfig(" ".repeat(1_000_001), "config.json")).toThrow("at most 1000000 are read");
  });
});

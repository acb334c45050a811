import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {modelFromHuggingFaceConfig} from "../../lib/catalog/huggingFaceConfig.js";
import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {kvCacheBytesPerToken} from "../../lib/engine/footprint.js";
import {totalParameters} from "../../lib/engine/parameters.js";
import {configure} from "../../lib/explore/configure.js";

const config = (name: string): string =>
  readFileSync(new URL(`../fixtures/catalog/config-${name}/input.json`, import.meta.url), "utf8");

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
      const {scenario} = configure({model, hardware: findHardware("h200"), options: {precision: "bf16"}});
      expect(kvCacheBytesPerToken(model, scenario)).toBe(kvBytes);
    },
  );

  it("gives layers that `layer_types` lists as windowed a window, and those before `max_window_layers` none", () => {
    const given = {...(JSON.parse(config("qwen3")) as object), use_sliding_window: true, sliding_window: 4096};
    const read = (further: object) => modelFromHuggingFaceConfig(JSON.stringify({...given, ...further}), "x");
    expect(read({max_window_layers: 18})).toMatchObject({slidingWindow: 4096, fullAttentionLayers: 18});
    expect(read({max_window_layers: 36})).toMatchObject({slidingWindow: null, fullAttentionLayers: 0});
    const types = [...Array<string>(30).fill("sliding_attention"), ...Array<string>(6).fill("full_attention")];
    expect(read({layer_types: types})).toMatchObject({slidingWindow: 4096, fullAttentionLayers: 6});
    expect(read({layer_types: Array(36).fill("full_attention")}).slidingWindow).toBeNull();
  });

  it("counts layers without experts: those that are named, and all but each n-th", () => {
    const given = JSON.parse(config("qwen3-moe")) as object;
    const read = (further: object) => modelFromHuggingFaceConfig(JSON.stringify({...given, ...further}), "x");
    expect(read({mlp_only_layers: [0, 5]})).toMatchObject({experts: {denseLayers: 2}, feedForwardSize: 6144});
    expect(read({decoder_sparse_step: 2})).toMatchObject({experts: {denseLayers: 24}, feedForwardSize: 6144});
    expect(read({}).feedForwardSize).toBe(0);
    expect(() => read({mlp_only_layers: [99]})).toThrow("mlp_only_layers: expected a list of layers below 48");
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
    expect(modelFromHuggingFaceConfig(JSON.stringify(window), "x").slidingWindow).toBe(4096);
  });

  it("names a model after its repository, else its folder, without markup", () => {
    const {_name_or_path: _, ...nameless} = JSON.parse(config("llama")) as Record<string, unknown>;
    expect(modelFromHuggingFaceConfig(JSON.stringify(nameless), "models/My-7B/config.json").name).toBe("My-7B");
    expect(modelFromHuggingFaceConfig(JSON.stringify(nameless), "config.json").name).toBe("config.json");
    const marked = {...nameless, _name_or_path: "<img src=x onerror=alert(1)>"};
    expect(modelFromHuggingFaceConfig(JSON.stringify(marked), "config.json").name).not.toMatch(/[<>=()]/);
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

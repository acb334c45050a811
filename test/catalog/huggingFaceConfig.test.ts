import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {modelFromHuggingFaceConfig} from "../../lib/catalog/huggingFaceConfig.js";
import {findModel} from "../../lib/catalog/lookup.js";

const config = (name: string): string =>
  readFileSync(new URL(`../fixtures/catalog/config-${name}/input.json`, import.meta.url), "utf8");

describe("modelFromHuggingFaceConfig", () => {
  it.each([
    ["llama", "llama-3.1-8b"],
    ["mistral", "mistral-7b"],
    ["qwen2", "qwen2.5-7b"],
    ["qwen3", "qwen3-8b"],
    ["phi3", "phi-4"],
  ])("gives the config.json of %s the shape that the catalog states for %s", (name, id) => {
    const {id: _id, name: _name, family: _family, ...shape} = modelFromHuggingFaceConfig(config(name), "config.json");
    expect(findModel(id)).toMatchObject(shape);
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

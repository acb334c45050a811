import {readdirSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {readHuggingFaceConfig} from "../../lib/catalog/huggingFaceConfig.js";
import {findHardware} from "../../lib/catalog/lookup.js";
import {footprintOf} from "../../lib/engine/footprint.js";
import {totalParameters} from "../../lib/engine/parameters.js";
import {solve} from "../../lib/engine/solve.js";
import type {Model} from "../../lib/engine/types.js";
import {configure} from "../../lib/explore/configure.js";

/** Where a configuration was found, and what is published of the model's size. */
interface Published {
  readonly title: string;
  readonly url: string;
  readonly parameters: number;
  readonly parametersTitle: string;
  readonly parametersUrl: string;
}

const root = new URL("../fixtures/configs/", import.meta.url);
const folders = readdirSync(root).sort();
const read = (folder: string) => readFileSync(new URL(`${folder}/config.json`, root), "utf8");
const publishedOf = (folder: string) =>
  JSON.parse(readFileSync(new URL(`${folder}/source.json`, root), "utf8")) as Published;
const modelOf = (folder: string): Model => readHuggingFaceConfig(read(folder), `${folder}/config.json`).model;

const h200 = findHardware("h200");

/** Bytes that a prompt of so many tokens leaves in the cache, in 16 bits. */
function cachedBytes(model: Model, inputLength: number): number {
  const options = {phase: "prefill", inputLength, precision: "bf16", batch: 1} as const;
  return footprintOf(configure({model, hardware: h200, options}), 1).kvCacheBytes;
}

/** What the token after so many others adds. */
const addedBytes = (model: Model, tokens: number) => cachedBytes(model, tokens + 1) - cachedBytes(model, tokens);

describe("config.json as published", () => {
  it("is here of 24 types of models, each with the place it was found at and a published size", () => {
    const types = folders.map((folder) => (JSON.parse(read(folder)) as {model_type: string}).model_type);
    expect(new Set(types).size).toBe(24);
    for (const folder of folders) {
      const {title, url, parametersTitle, parametersUrl} = publishedOf(folder);
      for (const text of [title, parametersTitle]) expect(text, folder).not.toBe("");
      for (const address of [url, parametersUrl]) expect(new URL(address).protocol, folder).toBe("https:");
    }
  });

  it.each(folders.map((folder) => [folder, publishedOf(folder).parameters] as const))(
    "of %s gives the published %d parameters within 1 %",
    (folder, published) => {
      expect(Math.abs(totalParameters(modelOf(folder)) / published - 1)).toBeLessThan(0.01);
    },
  );

  it.each([
    ["meta-llama--Llama-3.1-8B", "2 · 32 layers · 8 heads · 128 · 2 B", 131_072],
    ["meta-llama--Llama-3.2-1B", "2 · 16 layers · 8 heads · 64 · 2 B", 32_768],
    ["mistralai--Mistral-7B-v0.3", "2 · 32 layers · 8 heads · 128 · 2 B", 131_072],
    ["mistralai--Ministral-3-3B-Reasoning-2512", "2 · 26 layers · 8 heads · 128 · 2 B", 106_496],
    ["mistralai--Mixtral-8x7B-v0.1", "2 · 32 layers · 8 heads · 128 · 2 B", 131_072],
    ["Qwen--Qwen2-7B", "2 · 28 layers · 4 heads · 128 · 2 B", 57_344],
    ["Qwen--Qwen1.5-MoE-A2.7B", "2 · 24 layers · 16 heads · 128 · 2 B", 196_608],
    ["Qwen--Qwen3-0.6B", "2 · 28 layers · 8 heads · 128 · 2 B", 114_688],
    ["google--gemma-2b", "2 · 18 layers · 1 head · 256 · 2 B", 18_432],
    ["microsoft--phi-2", "2 · 32 layers · 32 heads · 80 · 2 B", 327_680],
    ["microsoft--Phi-3.5-mini-instruct", "2 · 32 layers · 32 heads · 96 · 2 B", 393_216],
    ["deepseek-ai--DeepSeek-V2-Lite", "27 layers · (512 compressed + 64 with the position) · 2 B", 31_104],
    ["deepseek-ai--deepseek-moe-16b-base", "2 · 28 layers · 16 heads · 128 · 2 B", 229_376],
    ["openai-community--gpt2", "2 · 12 layers · 12 heads · 64 · 2 B", 36_864],
    ["EleutherAI--gpt-j-6b", "2 · 28 layers · 16 heads · 256 · 2 B", 458_752],
    ["EleutherAI--gpt-neox-20b", "2 · 44 layers · 64 heads · 96 · 2 B", 1_081_344],
    ["CohereForAI--aya-23-8B", "2 · 32 layers · 8 heads · 128 · 2 B", 131_072],
    ["stabilityai--stablelm-2-zephyr-1_6b", "2 · 24 layers · 32 heads · 64 · 2 B", 196_608],
    ["internlm--internlm2-7b", "2 · 32 layers · 8 heads · 128 · 2 B", 131_072],
  ])("of %s charges %s = %d B of KV cache for each token", (folder, _calculation, bytes) => {
    const model = modelOf(folder);
    expect(cachedBytes(model, 64)).toBe(64 * bytes);
    expect(addedBytes(model, 1000)).toBe(bytes);
  });

  it.each([
    ["google--gemma-2-2b", "2 · 26 layers · 4 heads · 256 · 2 B", 106_496, 4096, "13 layers", 53_248],
    ["google--gemma-3-1b-it", "2 · 26 layers · 1 head · 256 · 2 B", 26_624, 512, "4 layers", 4_096],
    ["openai--gpt-oss-20b", "2 · 24 layers · 8 heads · 64 · 2 B", 49_152, 128, "12 layers", 24_576],
    ["bigcode--starcoder2-7b", "2 · 32 layers · 4 heads · 128 · 2 B", 65_536, 4096, "no layer", 0],
  ])(
    "of %s charges %s = %d B for each of the first %d tokens, and of %s, %d B, for each further one",
    (folder, _calculation, bytes, window, _layers, further) => {
      const model = modelOf(folder);
      expect(cachedBytes(model, window)).toBe(window * bytes);
      expect(addedBytes(model, window)).toBe(further);
      expect(cachedBytes(model, window + 1000)).toBe(window * bytes + 1000 * further);
    },
  );

  it.each(["google-bert--bert-base-uncased", "distilbert--distilbert-base-uncased"])(
    "of %s is an encoder, which caches nothing",
    (folder) => {
      const {scenario} = configure({model: modelOf(folder), hardware: h200});
      expect(scenario.phase).toBe("forward");
      expect(footprintOf(configure({model: modelOf(folder), hardware: h200}), 8).kvCacheBytes).toBe(0);
    },
  );

  it.each(folders)("of %s is solved", (folder) => {
    const profile = solve(configure({model: modelOf(folder), hardware: h200}));
    expect(profile.fits && profile.latencySeconds).toBeGreaterThan(0);
  });

  it.each(folders)("of %s says nothing beside the model, but of a vision tower that is left out", (folder) => {
    const {notes} = readHuggingFaceConfig(read(folder), "config.json");
    expect(notes.map(({path}) => path)).toEqual(read(folder).includes('"vision_config"') ? ["vision_config"] : []);
  });
});

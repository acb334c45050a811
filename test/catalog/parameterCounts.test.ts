import {describe, expect, it} from "vitest";
import {readCatalog} from "../../data/readCatalog.js";
import {findModel, listModels} from "../../lib/catalog/lookup.js";
import {activeParameters, countParameters, totalParameters} from "../../lib/engine/parameters.js";
import type {DecoderModel} from "../../lib/engine/types.js";

const decoder = (id: string): DecoderModel => {
  const model = findModel(id);
  if (model.architecture !== "decoder") throw new Error(`${id} is no decoder`);
  return model;
};

describe("countParameters", () => {
  it.each([
    ["llama-3.1-8b", 8_030_261_248],
    ["llama-3.1-70b", 70_553_706_496],
    ["llama-2-7b", 6_738_415_616],
    ["mistral-7b", 7_241_732_096],
    ["qwen3-8b", 8_190_735_360],
    ["qwen3-32b", 32_762_123_264],
    ["qwen3-0.6b", 596_049_920],
    ["qwen2.5-7b", 7_615_616_512],
    ["phi-4", 14_659_507_200],
    ["codellama-34b", 33_743_970_304],
    ["mixtral-8x7b", 46_702_792_704],
    ["mixtral-8x22b", 140_630_071_296],
    ["qwen3-30b-a3b", 30_532_122_624],
    ["qwen3-235b-a22b", 235_093_634_560],
    ["gemma-2b", 2_506_172_416],
    ["gemma-7b", 8_537_680_896],
    ["phi-3-mini", 3_821_079_552],
    ["llama-3.2-1b", 1_235_814_400],
  ])("gives %s its published %d parameters exactly", (id, published) => {
    expect(countParameters(decoder(id)).total).toBe(published);
  });

  it("is within 1 % of the published count for every model of the catalog", () => {
    for (const {model, publishedParameters} of readCatalog().models)
      expect(Math.abs(totalParameters(model) / publishedParameters - 1), model.id).toBeLessThan(0.01);
  });

  it("counts Llama-3.1-8B as 525,336,576 twice for the vocabulary and 218,103,808 in the matrices of a layer", () => {
    expect(countParameters(decoder("llama3-8b"))).toEqual({
      embedding: 525_336_576,
      output: 525_336_576,
      attentionPerLayer: 41_943_040,
      feedForwardPerLayer: 176_160_768,
      perExpert: 0,
      besideExpertsPerLayer: 0,
      normsPerLayer: 8_192,
      finalNorm: 4_096,
      total: 8_030_261_248,
      active: 8_030_261_248,
    });
  });

  it("counts the output projection of a model with tied embeddings once", () => {
    expect(countParameters(decoder("qwen3-0.6b")).output).toBe(0);
  });

  it("adds the biases of Qwen2.5 and the query and key norms of Qwen3", () => {
    const qwen2 = decoder("qwen2.5-7b");
    const qwen3 = decoder("qwen3-8b");
    const without = {attentionBias: false, queryKeyNorm: false};
    expect(totalParameters(qwen2) - totalParameters({...qwen2, ...without})).toBe(28 * (28 + 2 * 4) * 128);
    expect(totalParameters(qwen3) - totalParameters({...qwen3, ...without})).toBe(36 * 2 * 128);
  });

  it("gives the same total with and without the breakdown", () => {
    for (const model of listModels())
      if (model.architecture === "decoder") {
        expect(totalParameters(model), model.id).toBe(countParameters(model).total);
        expect(activeParameters(model), model.id).toBeCloseTo(countParameters(model).active, -1);
      }
  });

  it.each([
    ["mixtral-8x7b", 12.9],
    ["qwen3-30b-a3b", 3.35],
    ["qwen3-235b-a22b", 22.2],
    ["deepseek-v3", 37.6],
  ])("gives %s its published %d billion active parameters", (id, billions) => {
    expect(Number((activeParameters(decoder(id)) / 1e9).toPrecision(3))).toBe(billions);
  });

  it("counts DeepSeek-V3's 671 billion by compressed attention, 3 dense layers and 257 experts in 58", () => {
    expect(Math.abs(countParameters(decoder("deepseek-v3")).total / 671_026_419_200 - 1)).toBeLessThan(1e-6);
  });

  it.each([
    ["mamba-130m", 129_135_360],
    ["mamba-2.8b", 2_768_345_600],
    ["vit-b-16", 86_567_656],
    ["bert-base", 109_482_240],
    ["bert-large", 335_141_888],
    ["distilbert-base", 66_362_880],
    ["roberta-large", 354_307_072],
    ["vit-l-16", 303_301_632 + 1_025_000],
    ["vit-h-14", 630_764_800],
    ["mamba-370m", 371_516_416],
    ["mamba-1.4b", 1_372_178_432],
    ["whisper-tiny", 37_760_640],
    ["whisper-base", 72_593_920],
    ["whisper-small", 241_734_912],
    ["whisper-medium", 763_857_920],
    ["whisper-large-v3", 1_543_490_560],
    ["dlrm-mlperf", 187_767_399 * 128 + 2_368_897],
  ])("gives %s, which is no decoder, its %d parameters exactly", (id, published) => {
    expect(totalParameters(findModel(id))).toBe(published);
  });
});

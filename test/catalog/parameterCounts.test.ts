import {describe, expect, it} from "vitest";
import {readCatalog} from "../../data/readCatalog.js";
import {findModel, listModels} from "../../lib/catalog/lookup.js";
import {countParameters, totalParameters} from "../../lib/engine/parameters.js";

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
  ])("gives %s its published %d parameters exactly", (id, published) => {
    expect(countParameters(findModel(id)).total).toBe(published);
  });

  it("is within 1 % of the published count for every model of the catalog", () => {
    for (const {model, publishedParameters} of readCatalog().models)
      expect(Math.abs(countParameters(model).total / publishedParameters - 1), model.id).toBeLessThan(0.01);
  });

  it("counts Llama-3.1-8B as 525,336,576 twice for the vocabulary and 218,112,000 a layer", () => {
    expect(countParameters(findModel("llama3-8b"))).toEqual({
      embedding: 525_336_576,
      output: 525_336_576,
      attentionPerLayer: 41_943_040,
      feedForwardPerLayer: 176_160_768,
      normsPerLayer: 8_192,
      perLayer: 218_112_000,
      finalNorm: 4_096,
      total: 8_030_261_248,
    });
  });

  it("counts the output projection of a model with tied embeddings once", () => {
    expect(countParameters(findModel("qwen3-0.6b")).output).toBe(0);
  });

  it("adds the biases of Qwen2.5 and the query and key norms of Qwen3", () => {
    const qwen2 = findModel("qwen2.5-7b");
    const qwen3 = findModel("qwen3-8b");
    const without = {attentionBias: false, queryKeyNorm: false};
    expect(totalParameters(qwen2) - totalParameters({...qwen2, ...without})).toBe(28 * (28 + 2 * 4) * 128);
    expect(totalParameters(qwen3) - totalParameters({...qwen3, ...without})).toBe(36 * 2 * 128);
  });

  it("gives the same total with and without the breakdown", () => {
    for (const model of listModels()) expect(totalParameters(model), model.id).toBe(countParameters(model).total);
  });
});

import {describe, expect, it} from "vitest";
import {findModel} from "../../../lib/catalog/lookup.js";
import {countParameters} from "../../../lib/engine/parameters.js";
import type {DecoderModel} from "../../../lib/engine/types.js";
import {decoder, decoderOf, footprint} from "./worked.js";

const billions = (model: DecoderModel, decimals: number): string =>
  (countParameters(model).total / 1e9).toFixed(decimals);

describe("parameters, as published", () => {
  it.each([
    [1.7, 24, 2304, 24],
    [3.6, 32, 3072, 30],
    [7.5, 32, 4096, 36],
    [18.4, 48, 6144, 40],
    [39.1, 64, 8192, 48],
    [76.1, 80, 10_240, 60],
    [145.6, 96, 12_288, 80],
    [310.1, 128, 16_384, 96],
    [529.6, 128, 20_480, 105],
    [1008.0, 160, 25_600, 128],
  ])(
    "Narayanan et al., Megatron-LM on GPU clusters (arXiv 2104.04473), table 1: %f billion (%i heads, width %i, %i layers)",
    (printed, heads, hiddenSize, layers) => {
      const model = decoder({layers, hiddenSize, heads, vocabularySize: 51_200, learnedPositions: 2048});
      // Half of the last digit printed, and the biases, which the engine counts in part: 11 of each 12·width + 13.
      const tolerance = 0.05 + printed / hiddenSize;
      expect(Math.abs(countParameters(model).total / 1e9 - printed)).toBeLessThan(tolerance);
    },
  );

  it("Brown et al., GPT-3 (arXiv 2005.14165), table D.1: 174,600 million parameters", () => {
    const shape = {layers: 96, hiddenSize: 12_288, heads: 96, vocabularySize: 50_257, learnedPositions: 2048};
    expect(billions(decoder(shape), 1)).toBe("174.6");
  });

  it("Austin et al., How to Scale Your Model, part 7: LLaMA 2-13B, 8.5e9 + 0.3e9 + 4.2e9 = 13e9 parameters", () => {
    const model = findModel("llama-2-13b") as DecoderModel;
    const {feedForwardPerLayer, attentionPerLayer, embedding, output} = countParameters(model);
    const parts = [40 * feedForwardPerLayer, embedding + output, 40 * attentionPerLayer];
    expect(parts.map((part) => (part / 1e9).toFixed(1))).toEqual(["8.5", "0.3", "4.2"]);
    expect(billions(model, 0)).toBe("13");
  });

  it("Austin et al., How to Scale Your Model, part 7, problem 1: 18.4 billion parameters", () => {
    const model = decoder({
      layers: 64,
      hiddenSize: 4096,
      heads: 32,
      kvHeads: 8,
      headSize: 256,
      feedForwardSize: 16_384,
      gatedFeedForward: true,
      vocabularySize: 32_128,
    });
    expect(billions(model, 1)).toBe("18.4");
  });

  it("Austin et al., How to Scale Your Model, part 6: LLaMA 3-70B, 12e9 in attention and 2.1e9 in the vocabulary", () => {
    const {attentionPerLayer, embedding, output} = countParameters(findModel("llama-3.1-70b") as DecoderModel);
    expect(((80 * attentionPerLayer) / 1e9).toFixed(0)).toBe("12");
    expect(((embedding + output) / 1e9).toFixed(1)).toBe("2.1");
  });
});

describe("parameters of mixtures of experts, as published", () => {
  const expertsOf = (count: number, active: number, feedForwardSize: number) => ({
    count,
    active,
    feedForwardSize,
    sharedFeedForwardSize: 0,
    denseLayers: 0,
    format: null,
  });
  const latentAttention = {kvRank: 512, queryRank: 1536, ropeSize: 64, contentSize: 128, valueSize: 128};
  const untied = {gatedFeedForward: true, tiedEmbeddings: false};

  it("Jiang et al., Mixtral of Experts (arXiv 2401.04088): 47B parameters, of which a token uses 13B", () => {
    const model = decoder({
      layers: 32,
      hiddenSize: 4096,
      kvHeads: 8,
      vocabularySize: 32_000,
      experts: expertsOf(8, 2, 14_336),
      ...untied,
    });
    expect(billions(model, 0)).toBe("47");
    expect((countParameters(model).active / 1e9).toFixed(0)).toBe("13");
  });

  // The card counts the output projection as active and the embedding not; its biases are 0.04 % of the whole.
  it.each([
    ["gpt-oss-120b", "116.8", "5.13", 36, 128],
    ["gpt-oss-20b", "20.9", "3.61", 24, 32],
  ])(
    "OpenAI, gpt-oss model card (arXiv 2508.10925), table 1: %s, %s billion parameters, %s active",
    (_name, total, active, layers, count) => {
      const model = decoder({
        layers,
        hiddenSize: 2880,
        heads: 64,
        kvHeads: 8,
        headSize: 64,
        vocabularySize: 201_088,
        experts: expertsOf(count, 4, 2880),
        ...untied,
      });
      const counted = countParameters(model);
      expect(billions(model, 1)).toBe(total);
      expect(((counted.active - counted.embedding) / 1e9).toFixed(2)).toBe(active);
    },
  );

  it("DeepSeek-AI, DeepSeek-V2 (arXiv 2405.04434): 236B parameters, 21B active", () => {
    const model = decoder({
      layers: 60,
      hiddenSize: 5120,
      heads: 128,
      headSize: 128,
      feedForwardSize: 12_288,
      vocabularySize: 102_400,
      latentAttention,
      experts: {...expertsOf(160, 6, 1536), sharedFeedForwardSize: 2 * 1536, denseLayers: 1},
      ...untied,
    });
    expect(billions(model, 0)).toBe("236");
    expect((countParameters(model).active / 1e9).toFixed(0)).toBe("21");
  });

  it("DeepSeek-AI, DeepSeek-V3 (arXiv 2412.19437): 671B parameters, 37B active", () => {
    const model = decoder({
      layers: 61,
      hiddenSize: 7168,
      heads: 128,
      headSize: 128,
      feedForwardSize: 18_432,
      vocabularySize: 129_280,
      latentAttention,
      experts: {...expertsOf(256, 8, 2048), sharedFeedForwardSize: 2048, denseLayers: 3},
      ...untied,
    });
    expect(billions(model, 0)).toBe("671");
    const counted = countParameters(model);
    expect(((counted.active - counted.embedding) / 1e9).toFixed(0)).toBe("37");
  });
});

describe("weights in memory, as published", () => {
  const weightsGB = (model: DecoderModel, tensorParallel = 1): number =>
    footprint(model, {tensorParallel}).weightsBytes / 1e9;

  it("Austin et al., How to Scale Your Model, part 7: LLaMA 2-13B in bfloat16, 26 GB", () => {
    expect(weightsGB(findModel("llama-2-13b") as DecoderModel).toFixed(0)).toBe("26");
  });

  it("Austin et al., How to Scale Your Model, part 2, question 1: 200B in bf16 on 32 chips, 12.5e9 bytes a chip", () => {
    expect(weightsGB(decoderOf(200e9, {layers: 64, hiddenSize: 16_384}), 32)).toBeCloseTo(12.5, 2);
  });

  it("Rajbhandari et al., ZeRO (arXiv 1910.02054), §3: GPT-2 of 1.5 billion parameters in 16 bits, 3 GB", () => {
    const gpt2 = decoder({layers: 48, hiddenSize: 1600, heads: 25, vocabularySize: 50_257, learnedPositions: 1024});
    expect(weightsGB(gpt2).toFixed(0)).toBe("3");
  });

  // The table multiplies the rounded counts in the models' names.
  it.each([
    ["llama-3.1-8b", 16],
    ["llama-3.1-70b", 140],
    ["llama-3.1-405b", 810],
  ])("Schmid et al., Llama 3.1 (Hugging Face), weights in FP16: %s, %i GB within a hundredth", (id, printed) => {
    expect(Math.abs(weightsGB(findModel(id) as DecoderModel) / printed - 1)).toBeLessThan(0.01);
  });
});

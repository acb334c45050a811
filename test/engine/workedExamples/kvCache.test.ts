import {describe, expect, it} from "vitest";
import {findModel} from "../../../lib/catalog/lookup.js";
import type {DecoderModel} from "../../../lib/engine/types.js";
import {decoder, footprint, type SizedOptions} from "./worked.js";

/** Bytes that `batch` sequences of `tokens` cached tokens hold. */
function kvCacheBytes(model: DecoderModel, {tokens = 1, batch = 1}, options: SizedOptions = {}): number {
  return footprint(model, {phase: "prefill", inputLength: tokens, batch, ...options}).kvCacheBytes;
}

const [KB, KiB, GiB] = [1e3, 2 ** 10, 2 ** 30];
const llama2_13b = {layers: 40, hiddenSize: 5120, heads: 40, kvHeads: 40, headSize: 128};

describe("KV cache, as published", () => {
  it("Kwon et al., PagedAttention (arXiv 2309.06180), §3: OPT-13B holds 800 KB a token", () => {
    expect(kvCacheBytes(decoder({layers: 40, hiddenSize: 5120}), {}, {precision: "fp16"}) / KiB).toBe(800);
  });

  it("Kwon et al., PagedAttention (arXiv 2309.06180), §3: OPT-13B holds 1.6 GB for 2,048 tokens", () => {
    const held = kvCacheBytes(decoder({layers: 40, hiddenSize: 5120}), {tokens: 2048}, {precision: "fp16"});
    expect((held / GiB).toFixed(1)).toBe("1.6");
  });

  it("Verma and Vaidya, Mastering LLM Techniques: Inference Optimization (NVIDIA): Llama 2 7B, 4,096 tokens, 2 GB", () => {
    const model = decoder({layers: 32, hiddenSize: 4096});
    expect(kvCacheBytes(model, {tokens: 4096}, {precision: "fp16"}) / GiB).toBe(2);
  });

  it("Shenoy and Kiely, A guide to LLM inference and performance (Baseten): Llama 2 7B, 524,288 bytes a token", () => {
    const model = decoder({layers: 32, hiddenSize: 4096, heads: 32});
    expect(kvCacheBytes(model, {}, {precision: "fp16"})).toBe(524_288);
  });

  it("kipply, Transformer Inference Arithmetic (kipp.ly), Capacity: a 52B model, 2,097,152 bytes a token", () => {
    expect(kvCacheBytes(decoder({layers: 64, hiddenSize: 8192}), {})).toBe(2_097_152);
  });

  it("Austin et al., How to Scale Your Model, part 7: LLaMA 2-13B, 8,192 tokens in bf16, 6.7 GB", () => {
    expect((kvCacheBytes(decoder(llama2_13b), {tokens: 8192}) / 1e9).toFixed(1)).toBe("6.7");
  });

  it("Austin et al., How to Scale Your Model, part 7: the same with 8 KV heads in place of 40, 1.34 GB", () => {
    expect((kvCacheBytes(decoder({...llama2_13b, kvHeads: 8}), {tokens: 8192}) / 1e9).toFixed(2)).toBe("1.34");
  });

  it("Austin et al., How to Scale Your Model, part 8: LLaMA 3-70B in int8, 160 kB a token", () => {
    const model = decoder({layers: 80, hiddenSize: 8192, heads: 64, kvHeads: 8});
    expect(kvCacheBytes(model, {}, {precision: "int8", kvPrecision: "int8"}) / KiB).toBe(160);
  });

  it("Austin et al., How to Scale Your Model, part 4, question 1: 64 layers of width 4,096 in int8, 512 kB a token", () => {
    const model = decoder({layers: 64, hiddenSize: 4096});
    expect(kvCacheBytes(model, {}, {precision: "int8", kvPrecision: "int8"}) / KiB).toBe(512);
  });

  it("Austin et al., How to Scale Your Model, part 4: 64 layers of width 8,192 in int8, 8k tokens, 8 GiB", () => {
    const model = decoder({layers: 64, hiddenSize: 8192});
    expect(kvCacheBytes(model, {tokens: 8192}, {precision: "int8", kvPrecision: "int8"}) / GiB).toBe(8);
  });

  // The table counts 1k as 1,024 tokens, 16k and 128k as thousands, and prints GiB with two or three decimals, cut or rounded.
  it.each([
    ["8B", 1024, 0.125, 32, 4096],
    ["8B", 16_000, 1.95, 32, 4096],
    ["8B", 128_000, 15.62, 32, 4096],
    ["70B", 1024, 0.313, 80, 8192],
    ["70B", 16_000, 4.88, 80, 8192],
    ["70B", 128_000, 39.06, 80, 8192],
  ])("Schmid et al., Llama 3.1 (Hugging Face), KV cache in FP16: %s, %i tokens, %f GiB", (...example) => {
    const [, tokens, printed, layers, hiddenSize] = example;
    const model = decoder({layers, hiddenSize, kvHeads: 8, headSize: 128});
    const held = kvCacheBytes(model, {tokens}, {precision: "fp16"}) / GiB;
    expect(Math.abs(held - printed)).toBeLessThan(0.0051);
  });

  it.each([
    ["qwen2.5-72b", 327.68],
    ["llama-3.1-405b", 516.096],
  ])("Zhao et al., Insights into DeepSeek-V3 (arXiv 2505.09343), table 1: %s, %f KB a token in BF16", (id, printed) => {
    const model = findModel(id) as DecoderModel;
    expect(kvCacheBytes(model, {}) / KB).toBe(printed);
  });

  const latentAttention = {kvRank: 512, queryRank: 1536, ropeSize: 64, contentSize: 128, valueSize: 128};

  it("Zhao et al., Insights into DeepSeek-V3 (arXiv 2505.09343), table 1: DeepSeek-V3, 70.272 KB a token in BF16", () => {
    const model = decoder({layers: 61, hiddenSize: 7168, heads: 128, headSize: 128, latentAttention});
    expect(kvCacheBytes(model, {}) / KB).toBe(70.272);
  });

  it("DeepSeek-AI, DeepSeek-V2 (arXiv 2405.04434), table 9: 34.6 thousand values a token with latent attention", () => {
    const model = decoder({layers: 60, hiddenSize: 5120, heads: 128, headSize: 128, latentAttention});
    const values = kvCacheBytes(model, {}, {precision: "int8", kvPrecision: "int8"});
    expect((values / 1e3).toFixed(1)).toBe("34.6");
  });
});

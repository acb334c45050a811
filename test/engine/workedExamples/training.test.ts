import {describe, expect, it} from "vitest";
import {findModel} from "../../../lib/catalog/lookup.js";
import {lower} from "../../../lib/engine/lower.js";
import type {Model} from "../../../lib/engine/types.js";
import type {Options} from "../../../lib/explore/options.js";
import {answer, anyMachine, decoder, decoderOf, footprint, machine, worked} from "./worked.js";

const wholeModel = {phase: "training", granularity: "model"} as const;
const secondsPerDay = 86_400;

/** FLOP of training for each token, as a whole-model count has it. */
function flopPerToken(model: Model, options: Partial<Options> = {}): number {
  const asked = {...wholeModel, inputLength: 1000, ...options};
  const operators = lower(worked(model, anyMachine, asked), 1);
  return operators.reduce((sum, {repeat, flop}) => sum + repeat * flop, 0) / 1000;
}

/**
 * Seconds of training on so many tokens with machines that achieve so many FLOP/s together. The sources leave memory and
 * exchanges out, so that all machines stand as one.
 */
function trainingSeconds(model: Model, tokens: number, flopPerSecond: number, options: Partial<Options> = {}): number {
  const cluster = machine({bf16: flopPerSecond, bandwidth: 1e30});
  const {throughputPerSecond} = answer(model, cluster, {...wholeModel, batch: 1000, inputLength: 2048, ...options});
  return tokens / (throughputPerSecond ?? NaN);
}

/** A model of which the source states the parameters alone: few narrow layers, so that their width gives any number. */
const sized = (parameters: number) => decoderOf(parameters, {layers: 8, hiddenSize: 512});

describe("memory of training, as published", () => {
  const stateGB = (model: Model): number => {
    const {weightsBytes, gradientBytes, optimizerBytes} = footprint(model, {phase: "training", precision: "fp16"});
    return (weightsBytes + gradientBytes + optimizerBytes) / 1e9;
  };

  it("Rajbhandari et al., ZeRO (arXiv 1910.02054), section 3.1: GPT-2 of 1.5 billion parameters, 24 GB", () => {
    expect(stateGB(decoderOf(1.5e9, {layers: 48, hiddenSize: 1600})).toFixed(0)).toBe("24");
  });

  // The table's other column adds gradients in fp32, which the engine keeps in 16 bits.
  it.each([
    [1, 16],
    [7, 112],
    [70, 1120],
    [405, 6480],
  ])("Tazi et al., The Ultra-Scale Playbook (Hugging Face): %iB parameters in BF16, %i GB", (billions, printed) => {
    expect(Math.abs(stateGB(sized(billions * 1e9)) / printed - 1)).toBeLessThan(0.005);
  });
});

describe("FLOP of training, as published", () => {
  it("Brown et al., GPT-3 (arXiv 2005.14165), table D.1: 3.14e23 FLOP and 3.64e3 PF-days for 300 billion tokens", () => {
    const gpt3 = decoder({layers: 96, hiddenSize: 12_288, heads: 96, vocabularySize: 50_257, learnedPositions: 2048});
    const total = flopPerToken(gpt3) * 300e9;
    expect(total.toExponential(2)).toBe("3.14e+23");
    expect((total / (1e15 * secondsPerDay)).toExponential(2)).toBe("3.64e+3");
  });

  it.each([
    ["1.92e19", "400e6", "8.0e9"],
    ["1.21e20", "1e9", "20.2e9"],
    ["1.23e22", "10e9", "205.1e9"],
    ["1.27e26", "1e12", "21.2e12"],
  ])(
    "Hoffmann et al., Chinchilla (arXiv 2203.15556), table 3: %s FLOP for %s parameters and %s tokens",
    (printed, parameters, tokens) => {
      const total = flopPerToken(sized(Number(parameters))) * Number(tokens);
      expect(Math.abs(total / Number(printed) - 1)).toBeLessThan(0.005);
    },
  );

  it("Grattafiori et al., The Llama 3 Herd of Models (arXiv 2407.21783), section 1: 405B, 15.6T tokens, 3.8e25 FLOP", () => {
    expect((flopPerToken(findModel("llama-3.1-405b")) * 15.6e12).toExponential(1)).toBe("3.8e+25");
  });

  it("Austin et al., How to Scale Your Model, part 6: LLaMA 3-70B, 4.2e11 FLOP a token and 6.3e24 for 15e12 tokens", () => {
    const each = flopPerToken(findModel("llama-3.1-70b"));
    expect(each.toExponential(1)).toBe("4.2e+11");
    expect((each * 15e12).toExponential(1)).toBe("6.3e+24");
  });

  it("Austin et al., How to Scale Your Model, part 4: computing everything once more raises 6 FLOP to 8", () => {
    const again = flopPerToken(sized(7e9), {recomputation: "full"});
    expect(again / flopPerToken(sized(7e9))).toBe(8 / 6);
  });

  it("Austin et al., How to Scale Your Model, part 4, question 7: DeepSeek-V3, 14.8e12 tokens, 3.3e24 FLOP", () => {
    expect((flopPerToken(findModel("deepseek-v3")) * 14.8e12).toExponential(1)).toBe("3.3e+24");
  });
});

describe("time of training, as published", () => {
  // The second is the model of table 1 with 1,008 billion parameters.
  it.each([
    ["175B", 1024, 34, 175e9, 300e9, 140e12],
    ["1T", 3072, 84, 1008e9, 450e9, 163e12],
  ])(
    "Narayanan et al., Megatron-LM on GPU clusters (arXiv 2104.04473), section 5.1: %s on %i A100, %i days",
    (_name, devices, printed, parameters, tokens, achieved) => {
      const model = decoderOf(parameters, {layers: 96, hiddenSize: 12_288});
      const seconds = trainingSeconds(model, tokens, devices * achieved, {recomputation: "full"});
      expect((seconds / secondsPerDay).toFixed(0)).toBe(String(printed));
    },
  );

  it("Austin et al., How to Scale Your Model, part 6: LLaMA 3-70B on 8,960 TPU v5p at 40 %, 3.8e6 seconds, 44 days", () => {
    const model = decoderOf(70e9, {layers: 80, hiddenSize: 8192, gatedFeedForward: true});
    const seconds = trainingSeconds(model, 15e12, 8960 * 4.59e14 * 0.4);
    expect(seconds.toExponential(1)).toBe("3.8e+6");
    expect((seconds / secondsPerDay).toFixed(0)).toBe("44");
  });

  it("Austin et al., How to Scale Your Model, part 4, question 7: DeepSeek-V3 in 2.79e6 H800 hours at 1.513e15 FLOP/s, 21.7 %", () => {
    const active = decoderOf(37e9, {layers: 61, hiddenSize: 7168});
    const ideal = trainingSeconds(active, 14.8e12, 1.513e15) / 3600;
    // The source divides FLOP that it has rounded to 3.3e24.
    expect(Math.abs(ideal / 2.79e6 - 0.217)).toBeLessThan(0.001);
  });
});

describe("exchanges of training, as published", () => {
  it.each([2, 4, 8])(
    "Narayanan et al., Megatron-LM on GPU clusters (arXiv 2104.04473), section 3.2: 8·b·s·h·(t − 1)/t values a layer, t = %i",
    (tensorParallel) => {
      const [b, s, h, layers] = [4, 2048, 4096, 3];
      const model = decoder({layers, hiddenSize: h});
      const asked = {phase: "training", batch: b, inputLength: s, tensorParallel} as const;
      const sent = lower(worked(model, anyMachine, asked), b).reduce((sum, one) => sum + one.repeat * one.linkBytes, 0);
      expect(sent / 2).toBe((layers * 8 * b * s * h * (tensorParallel - 1)) / tensorParallel);
    },
  );
});

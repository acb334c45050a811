import {describe, expect, it} from "vitest";
import type {DecoderModel, OperatorProfile} from "../../../lib/engine/types.js";
import type {Options} from "../../../lib/explore/options.js";
import {answer, anyMachine, decoder} from "./worked.js";

function operators(model: DecoderModel, options: Partial<Options>): readonly OperatorProfile[] {
  const {operators} = answer(model, anyMachine, options);
  if (operators === null) throw new Error("the worked example does not fit");
  return operators;
}

function intensity(model: DecoderModel, id: string, options: Partial<Options>): number {
  return operators(model, options).find((operator) => operator.id === id)?.arithmeticIntensity ?? NaN;
}

describe("FLOP, as published", () => {
  it("kipply, Transformer Inference Arithmetic (kipp.ly), Flops counting: 103,079,215,104 a token of a 52B model", () => {
    const matrices = operators(decoder({layers: 64, hiddenSize: 8192}), {}).filter(({weightBytes}) => weightBytes > 0);
    expect(matrices.reduce((sum, {repeat, flop}) => sum + repeat * flop, 0)).toBe(103_079_215_104);
  });
});

describe("arithmetic intensity, as published", () => {
  it.each([
    [128, 1, "124.1"],
    [8192, 0, "2730"],
  ])(
    "NVIDIA, Matrix Multiplication Background User's Guide, §2: 8,192 × %i × 8,192 in FP16",
    (tokens, decimals, printed) => {
      const model = decoder({layers: 1, hiddenSize: 8192, heads: 64});
      const found = intensity(model, "output projection", {phase: "prefill", inputLength: tokens, precision: "fp16"});
      // The guide cuts digits off; it does not round.
      expect((Math.floor(found * 10 ** decimals) / 10 ** decimals).toFixed(decimals)).toBe(printed);
    },
  );

  it.each([
    [512, "315"],
    [1, "1"],
  ])(
    "NVIDIA, GPU Performance Background User's Guide, table 1: 1,024 inputs, 4,096 outputs, batch %i: %s FLOP/B",
    (batch, printed) => {
      const model = decoder({layers: 1, hiddenSize: 1024, heads: 8, feedForwardSize: 4096});
      expect(intensity(model, "gate and up projection", {batch, precision: "fp16"}).toFixed(0)).toBe(printed);
    },
  );

  it("Austin et al., How to Scale Your Model, part 7: attention in decode, long context, 1 FLOP/B", () => {
    const model = decoder({layers: 1, hiddenSize: 4096});
    expect(intensity(model, "attention", {inputLength: 1e6}).toFixed(3)).toBe("1.000");
  });

  it("Austin et al., How to Scale Your Model, part 4, question 4: with G query heads to a KV head, G FLOP/B", () => {
    const model = decoder({layers: 1, hiddenSize: 8192, heads: 64, kvHeads: 8});
    expect(intensity(model, "attention", {inputLength: 1e6}).toFixed(2)).toBe("8.00");
  });
});

import {describe, expect, it} from "vitest";
import {batchFlips} from "../../../lib/explainer/flips.js";
import type {Options} from "../../../lib/explore/options.js";
import {decoder, machine, milliseconds, worked} from "./worked.js";

const model = decoder({layers: 64, hiddenSize: 8192});

describe("critical batch, as published", () => {
  it.each<[string, number, Parameters<typeof machine>[0], Options["precision"]]>([
    ["Austin et al., How to Scale Your Model, part 1: TPU v5e", 240, {bf16: 1.97e14, bandwidth: 8.2e11}, "bf16"],
    [
      "Austin et al., How to Scale Your Model, part 1, question 1: int8",
      243,
      {int8: 3.94e14, bandwidth: 8.1e11},
      "int8",
    ],
    [
      "Austin et al., How to Scale Your Model, part 1, question 2: int8 weights, 16-bit products",
      120,
      {fp16: 1.97e14, bandwidth: 8.2e11},
      "int8-weights",
    ],
    ["Austin et al., How to Scale Your Model, part 1, problem 5: H100", 298, {bf16: 1e15, bandwidth: 3.35e12}, "bf16"],
    ["kipply, Transformer Inference Arithmetic (kipp.ly): A100", 208, {fp16: 312e12, bandwidth: 1.5e12}, "fp16"],
  ])("%s: memory bound up to batch %i, compute bound past it", (_citation, printed, figures, precision) => {
    const flips = batchFlips(worked(model, machine(figures), {granularity: "model", precision}));
    expect(flips).toMatchObject([{from: "memory", at: printed + 1, to: "compute"}]);
  });

  it("kipply, Transformer Inference Arithmetic (kipp.ly): 312 tokens take 1.5 and 416 twice the time of 208", () => {
    const a100 = machine({fp16: 312e12, bandwidth: 1.5e12});
    const time = (inputLength: number) =>
      milliseconds(model, a100, {phase: "prefill", inputLength, granularity: "model", precision: "fp16"});
    expect(time(312) / time(208)).toBeCloseTo(1.5, 12);
    expect(time(416) / time(208)).toBeCloseTo(2, 12);
    expect(time(100)).toBe(time(208));
  });
});

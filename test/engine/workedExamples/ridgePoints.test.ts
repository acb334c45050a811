import {describe, expect, it} from "vitest";
import type {Options} from "../../../lib/explore/options.js";
import {answer, decoder, machine} from "./worked.js";

describe("ridge points, as published", () => {
  // Sources that print fewer digits than there are cut them off or round; both are allowed here.
  it.each<[string, number, Parameters<typeof machine>[0], Options["precision"]]>([
    ["Austin et al., How to Scale Your Model, part 1: TPU v5e", 240, {bf16: 1.97e14, bandwidth: 8.2e11}, "bf16"],
    ["Austin et al., How to Scale Your Model, part 1: TPU v5e, int8", 486, {int8: 3.94e14, bandwidth: 8.1e11}, "int8"],
    ["Austin et al., How to Scale Your Model, part 1, problem 5: H100", 298, {bf16: 1e15, bandwidth: 3.35e12}, "bf16"],
    ["kipply, Transformer Inference Arithmetic (kipp.ly): A100 40 GB", 208, {fp16: 312e12, bandwidth: 1.5e12}, "fp16"],
    ["Shenoy and Kiely, A guide to LLM inference (Baseten): A10", 208.3, {fp16: 125e12, bandwidth: 600e9}, "fp16"],
    ["Shenoy and Kiely, A guide to LLM inference (Baseten): A10G", 116.6, {fp16: 70e12, bandwidth: 600e9}, "fp16"],
    ["NVIDIA, Matrix Multiplication Background, §2: V100", 138.9, {fp16: 125e12, bandwidth: 900e9}, "fp16"],
  ])("%s, %f FLOP/B", (_citation, printed, figures, precision) => {
    const {ridgePoint} = answer(decoder({layers: 1, hiddenSize: 1024}), machine(figures), {precision});
    const unit = Number.isInteger(printed) ? 1 : 0.1;
    expect(Math.abs(ridgePoint - printed)).toBeLessThan(unit);
  });
});

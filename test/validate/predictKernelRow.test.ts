import {describe, expect, it} from "vitest";
import {predictKernelRow} from "../../lib/validate/predictKernelRow.js";
import {row} from "./tables.js";

const gemm = {hardware_id: "h100-sxm", kernel: "gemm", dtype: "bfloat16", m: 8192, n: 8192, k: 8192, latency_us: 2000};

describe("predictKernelRow", () => {
  it("times a large product by the peak: 2·m·n·k FLOP at 989 TFLOP/s", () => {
    const answer = predictKernelRow(row({...gemm, framework: "vllm", version: "1.0"}), "ideal");
    expect(answer).toMatchObject({
      measured: 2000,
      largerIsBetter: false,
      category: "GEMM, 16 bits",
      series: "h100-sxm, vllm 1.0, GEMM, 16 bits",
      possible: true,
    });
    expect("predicted" in answer && answer.predicted).toBeCloseTo((2 * 8192 ** 3) / 989.4e12 / 1e-6, -1);
  });

  it("times decode attention by what the cache holds: 2·tokens·heads·128·2 bytes", () => {
    const attention = {kernel: "decode_attention", dtype: "bfloat16/kv bfloat16", batch: 64, context: 8192};
    const answer = predictKernelRow(
      row({hardware_id: "h100-sxm", ...attention, heads: 32, kv_heads: 8, latency_us: 1000}),
      "ideal",
    );
    const seconds = (64 * 8192 * 2 * 8 * 128 * 2) / 3.35e12;
    expect("predicted" in answer && answer.predicted / (1e6 * seconds)).toBeCloseTo(1, 2);
  });

  it("times the call: an 8-bit product with the quantisation of its input, 3 bytes a value and a launch", () => {
    const timeOf = (dtype: string, calibration: string) => {
      const answer = predictKernelRow(row({...gemm, dtype, m: 16}), calibration);
      return "predicted" in answer ? answer.predicted : NaN;
    };
    const product = (16 * 8192 * (1 + 2) + 8192 * 8192) / 3.35e12;
    const quantisation = (16 * 8192 * 3) / 3.35e12;
    expect(timeOf("fp8", "ideal") / (1e6 * (product + quantisation))).toBeCloseTo(1, 6);
    expect(timeOf("bfloat16", "ideal") / (1e6 * ((16 * 8192 * 4 + 2 * 8192 * 8192) / 3.35e12))).toBeCloseTo(1, 6);
    // Two kernels and one, each with the time that a kernel takes to start.
    const memory = 0.86;
    expect(timeOf("fp8", "calibrated") - timeOf("fp8", "ideal") / memory).toBeCloseTo(2 * 5.3, 6);
    expect(timeOf("bfloat16", "calibrated") - timeOf("bfloat16", "ideal") / memory).toBeCloseTo(5.3, 6);
  });

  it("times the call: attention with what writes the cache", () => {
    const cells = {
      kernel: "decode_attention",
      dtype: "bfloat16/kv fp8",
      batch: 1,
      context: 1024,
      heads: 32,
      kv_heads: 8,
    };
    const answer = predictKernelRow(row({...gemm, ...cells}), "calibrated");
    expect("predicted" in answer && answer.predicted).toBeGreaterThan(2 * 5.3);
  });

  it("tells what is faster than the data sheet allows", () => {
    expect(predictKernelRow(row({...gemm, latency_us: 900}), "calibrated")).toMatchObject({possible: false});
  });

  it.each([
    [{latency_us: 0}, "latency_us is no number above 0"],
    [{latency_us: "fast"}, "latency_us is no number above 0"],
    [{kernel: "moe"}, 'no model of the kernel "moe"'],
    [{n: ""}, "n is no number above 0"],
    [{k: -8}, "k is no number above 0"],
    [{kernel: "decode_attention"}, "batch is no number above 0"],
    [{hardware_id: "tpu-v99"}, 'the catalog has no accelerator "tpu-v99"'],
    [{dtype: "fp2"}, 'no model of the format "fp2"'],
    [{hardware_id: "a100-sxm-80", dtype: "fp8"}, "A100 SXM 80 GB has no fp8 units"],
  ])("says why it cannot answer: %j", (cells, reason) => {
    expect(predictKernelRow(row({...gemm, ...cells}), "calibrated")).toEqual({reason});
  });
});

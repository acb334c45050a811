import {expect, it} from "vitest";
import {kernelFormat} from "../../lib/validate/kernelFormats.js";
import {precisionNamed} from "../../lib/validate/precisionText.js";

it.each([
  ["int8 weight-only", "int8-weights"],
  ["int8_weight_only", "int8-weights"],
  ["int8-weights", "int8-weights"],
  ["int8wo", "int8-weights"],
  ["W8A16", "int8-weights"],
  ["int4_weight_only", "int4-weights"],
  ["int4-awq-wo", "int4-weights"],
  ["int8", "int8"],
  ["W8A8", "int8"],
  ["W8A8-FP8", "fp8"],
  ["int8-sq vs fp16", "int8"],
  ["fp8/bf16 (see submission)", "fp8"],
  ["F16", "fp16"],
  ["half", "fp16"],
  ["BF16", "bf16"],
  ["nvfp4", "fp4"],
  ["int8dq", null],
  ["Q8_0", null],
  ["fp6", null],
  ["", null],
])("a table's %j is %s", (text, name) => {
  expect(precisionNamed(text)).toBe(name);
});

it.each([
  ["bf16", "GEMM, 16 bits"],
  ["half", "GEMM, 16 bits"],
  ["nvfp4", "GEMM, 4 bits"],
  ["fp32", "GEMM, 32 bits"],
  ["int4_wo", "GEMM, int4 weights alone"],
])("a kernel's %s is of %s", (dtype, category) => {
  expect(kernelFormat("gemm", dtype)?.category).toBe(category);
});

it("names of kernels' formats go by both values and cache", () => {
  expect(kernelFormat("decode_attention", "bf16/kv e4m3")?.category).toBe("decode attention, 8-bit KV cache");
  expect(kernelFormat("decode_attention", "fp16/kv fp16")?.precision.kvCache).toBe("fp16");
  expect(kernelFormat("decode_attention", "constructor")).toBeUndefined();
  expect(kernelFormat("gemm", "__proto__")).toBeUndefined();
});

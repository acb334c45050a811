import {precisionOf, type Precision} from "../engine/precision.js";
import type {KernelShape} from "./kernelModel.js";

/** How the engine computes a format that a kernel table names, and what rows of it are good for in a fit. */
export interface KernelFormat {
  readonly precision: Precision;
  readonly category: string;
  /**
   * "always": a plain kernel, which does what its operator says and no more. "large": one that does more, which is fitted on
   * where that is a small part of it. "report": one that is scored alone.
   */
  readonly use: "always" | "large" | "report";
}

const format = (precision: Precision, category: string, use: KernelFormat["use"]): KernelFormat => ({
  precision,
  category,
  use,
});

/** By kind of kernel, then by the name of the format. */
const kernelFormats: Readonly<Record<KernelShape["kind"], ReadonlyMap<string, KernelFormat>>> = {
  gemm: new Map([
    ["bfloat16", format(precisionOf("bf16"), "GEMM, 16 bits", "always")],
    ["float16", format(precisionOf("fp16"), "GEMM, 16 bits", "always")],
    ["fp8", format(precisionOf("fp8"), "GEMM, 8 bits", "large")],
    // What widening the weights takes is a constant of its own, which is not fitted.
    ["int8_wo", format(precisionOf("int8-weights"), "GEMM, int8 weights alone", "report")],
    ["int4_wo", format(precisionOf("int4-weights"), "GEMM, int4 weights alone", "report")],
    // No constant of the engine is fitted on these.
    ["fp4", format(precisionOf("fp4"), "GEMM, 4 bits", "report")],
    ["float32", format(precisionOf("fp32"), "GEMM, 32 bits", "report")],
  ]),
  decode_attention: new Map([
    ["bfloat16/kv bfloat16", format(precisionOf("bf16"), "decode attention, 16-bit KV cache", "large")],
    ["float16/kv float16", format(precisionOf("fp16"), "decode attention, 16-bit KV cache", "large")],
    ["bfloat16/kv fp8", format(precisionOf("bf16", "fp8"), "decode attention, 8-bit KV cache", "large")],
    ["float16/kv fp8", format(precisionOf("fp16", "fp8"), "decode attention, 8-bit KV cache", "large")],
  ]),
  prefill_attention: new Map([
    ["bfloat16/kv bfloat16", format(precisionOf("bf16"), "prefill attention, 16-bit KV cache", "large")],
    ["float16/kv float16", format(precisionOf("fp16"), "prefill attention, 16-bit KV cache", "large")],
    // Some engines multiply in 8 bits here and some in 16, and the table does not say which.
    ["bfloat16/kv fp8", format(precisionOf("bf16", "fp8"), "prefill attention, 8-bit KV cache", "report")],
    ["float16/kv fp8", format(precisionOf("fp16", "fp8"), "prefill attention, 8-bit KV cache", "report")],
  ]),
};

/** Other names that tables have for a format. */
const aliases: Readonly<Record<string, string>> = {
  bf16: "bfloat16",
  fp16: "float16",
  f16: "float16",
  half: "float16",
  fp32: "float32",
  f32: "float32",
  fp8_e4m3: "fp8",
  e4m3: "fp8",
  nvfp4: "fp4",
};

/** The format that a table's column `dtype` names ("bfloat16", "bf16/kv fp8"); undefined where the engine has none like it. */
export function kernelFormat(kind: KernelShape["kind"], dtype: string): KernelFormat | undefined {
  const [values = "", cache] = dtype.toLowerCase().split(/\s*\/\s*kv\s+/);
  const named = (name: string): string => (Object.hasOwn(aliases, name) ? aliases[name]! : name);
  return kernelFormats[kind].get(cache === undefined ? named(values) : `${named(values)}/kv ${named(cache)}`);
}

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

/** By kind of kernel, then by the name of the format in the table's column `dtype`. */
export const kernelFormats: Readonly<Record<KernelShape["kind"], ReadonlyMap<string, KernelFormat>>> = {
  gemm: new Map([
    ["bfloat16", format(precisionOf("bf16"), "GEMM, 16 bits", "always")],
    ["float16", format(precisionOf("fp16"), "GEMM, 16 bits", "always")],
    ["fp8", format(precisionOf("fp8"), "GEMM, 8 bits", "large")],
    // What widening the weights takes is a constant of its own, which is not fitted.
    ["int8_wo", format(precisionOf("int8-weights"), "GEMM, int8 weights alone", "report")],
    ["int4_wo", format(precisionOf("int4-weights"), "GEMM, int4 weights alone", "report")],
  ]),
  decode_attention: new Map([
    ["bfloat16/kv bfloat16", format(precisionOf("bf16"), "decode attention, 16-bit KV cache", "large")],
    ["bfloat16/kv fp8", format(precisionOf("bf16", "fp8"), "decode attention, 8-bit KV cache", "large")],
  ]),
  prefill_attention: new Map([
    ["bfloat16/kv bfloat16", format(precisionOf("bf16"), "prefill attention, 16-bit KV cache", "large")],
    // Some engines multiply in 8 bits here and some in 16, and the table does not say which.
    ["bfloat16/kv fp8", format(precisionOf("bf16", "fp8"), "prefill attention, 8-bit KV cache", "report")],
  ]),
};

import {parseHardware} from "../../lib/catalog/parseHardware.js";
import {precisionOf, type ArithmeticPrecision, type Precision} from "../../lib/engine/precision.js";
import type {Calibration, Hardware} from "../../lib/engine/types.js";
import {lowerKernel, predictKernel, type KernelShape, type LoweredKernel} from "./kernelModel.js";
import type {TableRow} from "./table.js";

/** Columns that a kernel table must have. */
export const kernelColumns: readonly string[] = [
  "hardware_id",
  "kernel",
  "framework",
  "version",
  "dtype",
  "m",
  "n",
  "k",
  "batch",
  "context",
  "heads",
  "kv_heads",
  "latency_us",
  "source_url",
];

/** One measured kernel. */
export interface Kernel {
  readonly hardware: string;
  /** Serving engine whose kernel it is. */
  readonly engine: string;
  readonly category: string;
  /** Rows of one accelerator, engine, version and kernel, which err together. */
  readonly series: string;
  readonly seconds: number;
  readonly lowered: LoweredKernel;
  readonly url: string;
}

/** Rows that cannot be used, by the reason. */
export interface Skipped {
  readonly reason: string;
  readonly count: number;
}

/** A table of kernels, sorted into what a fit may use and what it may not. */
export interface KernelTable {
  /** What constants are fitted on. */
  readonly used: readonly Kernel[];
  /** What the engine predicts without claiming to model it: scored, never fitted on. */
  readonly reported: readonly Kernel[];
  readonly skipped: readonly Skipped[];
}

/** A precision, what it is called in a category's name, and whether rows of it may be fitted on. */
interface Format {
  readonly precision: Precision;
  readonly words: string;
  readonly reportedOnly?: boolean;
}

const gemmFormats: Readonly<Record<string, Format>> = {
  bfloat16: {precision: precisionOf("bf16"), words: "16-bit"},
  float16: {precision: precisionOf("fp16"), words: "16-bit"},
  fp8: {precision: precisionOf("fp8"), words: "8-bit"},
  // The engine has no term for turning narrow weights into wide ones, so their time would be charged to the wrong constants.
  int8_wo: {precision: precisionOf("int8-weights"), words: "int8 weights alone", reportedOnly: true},
  int4_wo: {precision: precisionOf("int4-weights"), words: "int4 weights alone", reportedOnly: true},
};

const attentionFormats: Readonly<Record<string, Format>> = {
  "bfloat16/kv bfloat16": {precision: precisionOf("bf16"), words: "16-bit KV cache"},
  "bfloat16/kv fp8": {precision: precisionOf("bf16", "fp8"), words: "8-bit KV cache"},
};

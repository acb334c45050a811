/** Number formats that arithmetic units compute in, each with a peak rate of its own. */
export const arithmeticPrecisions = ["fp32", "tf32", "bf16", "fp16", "fp8", "int8", "int4", "fp4"] as const;

/** A number format that arithmetic units compute in. */
export type ArithmeticPrecision = (typeof arithmeticPrecisions)[number];

/** What a scenario may ask for: a format for everything, or weights alone in a narrow format. */
export const precisionNames = [...arithmeticPrecisions, "int8-weights", "int4-weights"] as const;

/** The name by which a reader chooses a precision, as on the command line. */
export type PrecisionName = (typeof precisionNames)[number];

/** The formats of a scenario: what weights are stored in, what is computed in, and what the KV cache holds. */
export interface Precision {
  readonly weights: ArithmeticPrecision;
  readonly activations: ArithmeticPrecision;
  readonly kvCache: ArithmeticPrecision;
}

/** A format that was asked for and is computed in a wider one, because the hardware lacks it. */
export interface PrecisionFallback {
  readonly requested: ArithmeticPrecision;
  readonly used: ArithmeticPrecision;
}

/**
 * Bytes of one stored value. int4 carries a 16-bit scale per group of 128 (the default of AWQ and GPTQ checkpoints);
 * fp4 carries an 8-bit scale per block of 16 (NVFP4, NVIDIA Transformer Engine documentation).
 */
export const bytesPerValue: Readonly<Record<ArithmeticPrecision, number>> = {
  fp32: 4,
  tf32: 4,
  bf16: 2,
  fp16: 2,
  fp8: 1,
  int8: 1,
  int4: 0.5 + 2 / 128,
  fp4: 0.5 + 1 / 16,
};

/**
 * The format that everything but matrix products is kept in (residual stream, KV cache by default): narrow formats leave
 * these in 16 bits.
 */
export const wideFormat: Readonly<Record<ArithmeticPrecision, ArithmeticPrecision>> = {
  fp32: "fp32",
  tf32: "tf32",
  bf16: "bf16",
  fp16: "fp16",
  fp8: "bf16",
  fp4: "bf16",
  int8: "fp16",
  int4: "fp16",
};

/**
 * Where a format is looked for, in order: itself, then each wider format that holds its values. bf16 does not fall back to
 * fp16, whose range is smaller.
 */
export const fallbackOrder: Readonly<Record<ArithmeticPrecision, readonly ArithmeticPrecision[]>> = {
  fp32: ["fp32"],
  tf32: ["tf32", "fp32"],
  bf16: ["bf16", "tf32", "fp32"],
  fp16: ["fp16", "tf32", "fp32"],
  fp8: ["fp8", "bf16", "fp16", "tf32", "fp32"],
  int8: ["int8", "fp16", "bf16", "tf32", "fp32"],
  int4: ["int4", "int8", "fp16", "bf16", "tf32", "fp32"],
  fp4: ["fp4", "fp8", "bf16", "fp16", "tf32", "fp32"],
};

/**
 * The formats that a precision name stands for. Weight-only names compute in fp16, as their kernels do; the KV cache takes
 * the 16-bit (or wider) format of the activations, as serving engines do unless told otherwise.
 */
export function precisionOf(name: PrecisionName, kvCache?: ArithmeticPrecision): Precision {
  const weightOnly = name === "int8-weights" || name === "int4-weights";
  const weights = weightOnly ? (name === "int8-weights" ? "int8" : "int4") : name;
  const activations = weightOnly ? "fp16" : name;
  return {weights, activations, kvCache: kvCache ?? wideFormat[activations]};
}

/** The name of a precision, or null where its formats have none; the inverse of `precisionOf`, the KV cache apart. */
export function precisionName({weights, activations}: Precision): PrecisionName | null {
  if (weights === activations) return weights;
  if (activations === "fp16" && weights === "int8") return "int8-weights";
  if (activations === "fp16" && weights === "int4") return "int4-weights";
  return null;
}

/** Number formats that arithmetic units compute in, each with a peak rate of its own. */
export const arithmeticPrecisions = ["fp32", "tf32", "bf16", "fp16", "fp8", "int8", "int4", "fp4"] as const;

/** A number format that arithmetic units compute in. */
export type ArithmeticPrecision = (typeof arithmeticPrecisions)[number];

/** Number formats that weights are stored in; those that no arithmetic unit knows are widened before they are used. */
export const storageFormats = [...arithmeticPrecisions, "mxfp4", "q4_k_m"] as const;

/** A number format that weights are stored in. */
export type StorageFormat = (typeof storageFormats)[number];

/** What a scenario may ask for: a format for everything, or weights alone in a narrow format. */
export const precisionNames = [...arithmeticPrecisions, "int8-weights", "int4-weights", "q4_k_m"] as const;

/** The name by which a reader chooses a precision, as on the command line. */
export type PrecisionName = (typeof precisionNames)[number];

/** The formats of a scenario: what weights are stored in, what is computed in, and what the KV cache holds. */
export interface Precision {
  readonly weights: StorageFormat;
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
 * fp4 carries an 8-bit scale per block of 16 (NVFP4, NVIDIA Transformer Engine documentation), mxfp4 one per block of 32
 * (OCP Microscaling Formats 1.0); q4_k_m is the mixture of 4- and 6-bit blocks of llama.cpp, by the size of its files of
 * Llama-3-8B, 4.92 GB for 8.03·10⁹ weights.
 */
export const bytesPerValue: Readonly<Record<StorageFormat, number>> = {
  fp32: 4,
  tf32: 4,
  bf16: 2,
  fp16: 2,
  fp8: 1,
  int8: 1,
  int4: 0.5 + 2 / 128,
  fp4: 0.5 + 1 / 16,
  mxfp4: 0.5 + 1 / 32,
  q4_k_m: 4.9 / 8,
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

/** Names of precisions that narrow the weights alone, with the format that they store. */
const weightOnly: Readonly<Partial<Record<PrecisionName, StorageFormat>>> = {
  "int8-weights": "int8",
  "int4-weights": "int4",
  q4_k_m: "q4_k_m",
};

/**
 * The formats that a precision name stands for. Weight-only names compute in fp16, as their kernels do; the KV cache takes
 * the 16-bit (or wider) format of the activations, as serving engines do unless told otherwise.
 */
export function precisionOf(name: PrecisionName, kvCache?: ArithmeticPrecision): Precision {
  const stored = weightOnly[name];
  const activations = stored === undefined ? (name as ArithmeticPrecision) : "fp16";
  return {weights: stored ?? activations, activations, kvCache: kvCache ?? wideFormat[activations]};
}

/** The name of a precision, or null where its formats have none; the inverse of `precisionOf`, the KV cache apart. */
export function precisionName({weights, activations}: Precision): PrecisionName | null {
  if (weights === activations) return activations;
  if (activations !== "fp16") return null;
  return precisionNames.find((name) => weightOnly[name] === weights) ?? null;
}

/** Whether products read weights that are stored narrower than they are computed in, and so widen them first. */
export function isWeightOnly({weights, activations}: Pick<Precision, "weights" | "activations">): boolean {
  return bytesPerValue[weights] < bytesPerValue[activations];
}

/**
 * The format of the embedding and the output projection: quantised checkpoints leave these in 16 bits, but for llama.cpp's,
 * whose mean width counts them.
 */
export function outerFormat({weights, activations}: Precision): StorageFormat {
  return weights === "q4_k_m" || bytesPerValue[weights] >= 2 ? weights : wideFormat[activations];
}

/** Whether cached values have 16 bits or more, or fewer, as constants of attention are told apart. */
export function cacheWidth({kvCache}: Pick<Precision, "kvCache">): "bits16" | "bits8" {
  return bytesPerValue[kvCache] >= 2 ? "bits16" : "bits8";
}

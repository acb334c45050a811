import type {PrecisionName} from "../engine/precision.js";

/** Spellings of tables and engines, tried in order on the text in lower case; the first that matches holds. */
const spellings: readonly (readonly [RegExp, PrecisionName | null])[] = [
  // Weights alone, before the formats that they begin with.
  [/^int8[ _-]?(wo|weights?)(?![a-z])/, "int8-weights"],
  [/^w8a16/, "int8-weights"],
  [/^(int4(?![a-z])|int4wo|autoquant-int4)/, "int4-weights"],
  [/^w?4a16|awq|gptq/, "int4-weights"],
  [/^q4_k/, "q4_k_m"],
  // Quantised as they come, and six bits: no term of the engine is theirs.
  [/dq\b|^float8dq|^fp6|^float8wo|^q\d/, null],
  [/^(mx)?fp8|^float8/, "fp8"],
  [/^(nv|mx)?fp4/, "fp4"],
  [/^w8a8.*fp8/, "fp8"],
  [/^int8|^w8a8/, "int8"],
  [/^bf16|^bfloat16/, "bf16"],
  [/^fp16|^float16|^half|^f16/, "fp16"],
  [/^tf32/, "tf32"],
  [/^fp32|^float32|^f32/, "fp32"],
];

/** The precision that a table names; null where the engine has none like it. */
export function precisionNamed(text: string): PrecisionName | null {
  const lower = text.toLowerCase();
  return spellings.find(([spelling]) => spelling.test(lower))?.[1] ?? null;
}

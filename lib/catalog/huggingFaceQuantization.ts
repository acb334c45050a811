import {show, type ConfigFields} from "./huggingFaceFields.js";

/** What the weights are stored in, as the value of `--precision` that computes with them; null where that is unknown. */
function precisionOf(config: Readonly<Record<string, unknown>>): string | null {
  const method = config["quant_method"] ?? config["quant_algo"];
  const [bits, kind] = storedBits(config);
  switch (typeof method === "string" ? method.toLowerCase() : "") {
    case "fp8":
    case "fbgemm_fp8":
      return "fp8";
    case "nvfp4":
      return "fp4";
    case "gptq":
    case "awq":
    case "bitsandbytes":
    case "compressed-tensors":
    case "modelopt":
      if (bits === 8) return kind === "float" ? "fp8" : "int8-weights";
      if (bits === 4) return kind === "float" ? "fp4" : "int4-weights";
  }
  return null;
}

/** Bits of a weight and what they encode, as the various programs write it. */
function storedBits(config: Readonly<Record<string, unknown>>): readonly [unknown, unknown] {
  if (config["load_in_4bit"] === true) return [4, "int"];
  if (config["load_in_8bit"] === true) return [8, "int"];
  const groups = config["config_groups"];
  const first: unknown = typeof groups === "object" && groups !== null ? Object.values(groups)[0] : undefined;
  const weights = (first as {readonly weights?: unknown} | null | undefined)?.weights;
  const {num_bits: bits, type} = (weights ?? {}) as {readonly num_bits?: unknown; readonly type?: unknown};
  return [config["bits"] ?? bits, type ?? "int"];
}

/**
 * Notes that the weights are published in a narrow format. A scenario says what they are computed in, and not the file:
 * nothing is taken over, and the note says how to ask for it.
 */
export function noteQuantization(fields: ConfigFields): void {
  for (const key of ["quantization_config", "compression_config"]) {
    // A family that knows a format of its own has read it.
    if (fields.wasRead(key)) continue;
    const config = fields.get(key);
    if (config == null) continue;
    if (typeof config !== "object" || Array.isArray(config)) {
      fields.problem(key, `expected an object, got ${show(config)}`);
      continue;
    }
    const precision = precisionOf(config as Readonly<Record<string, unknown>>);
    const {quant_method: method, quant_algo: algorithm = method} = config as Readonly<Record<string, unknown>>;
    fields.note(
      key,
      `the weights are published quantised (${show(method ?? algorithm)}), and computed in the precision that is asked for; ` +
        (precision === null
          ? "set --precision to the nearest format"
          : `--precision ${precision} takes them as they are`),
    );
  }
}

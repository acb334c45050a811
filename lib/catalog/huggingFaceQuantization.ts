import type {PrecisionName} from "../engine/precision.js";
import {show, type ConfigFields} from "./huggingFaceFields.js";

type Fields = Readonly<Record<string, unknown>>;

/** What weights are stored in and what they are multiplied with, such as "float8" and null for 16 bits. */
interface StoredFormat {
  readonly weights: string;
  readonly activations: string | null;
}

/** Programs and algorithms whose name says all. */
const byName: ReadonlyMap<string, PrecisionName> = new Map([
  ["fp8", "fp8"],
  ["fbgemm_fp8", "fp8"],
  ["nvfp4", "fp4"],
]);

/** Programs that say in fields of their own what they store. */
const byFields: readonly string[] = ["gptq", "awq", "bitsandbytes", "compressed-tensors", "modelopt"];

/** The precision that stores and computes as a checkpoint does, by its weights and activations. */
const exactly: ReadonlyMap<string, PrecisionName> = new Map([
  ["int8", "int8-weights"],
  ["int8 int8", "int8"],
  ["int4", "int4-weights"],
  ["int4 int4", "int4"],
  ["float8 float8", "fp8"],
  ["float4 float4", "fp4"],
]);

/** Where none does: the precision whose weights are as wide (but for their scales) and which computes in 16 bits as well. */
const asWide: ReadonlyMap<string, PrecisionName> = new Map([
  ["float8", "int8-weights"],
  ["float4", "int4-weights"],
]);

/** What takes the KV cache of a checkpoint as it is, by its format. */
const ofCache: ReadonlyMap<string, string> = new Map([
  ["float8", "fp8"],
  ["int8", "int8"],
]);

/** How to ask for the weights as they are published. */
function adviceOn(config: Fields): string {
  const names = [config["quant_method"], config["quant_algo"]].flatMap((name) =>
    typeof name === "string" ? [name.toLowerCase()] : [],
  );
  const formats = names.some((name) => byFields.includes(name)) ? storedFormats(config) : [];
  const named = names.map((name) => byName.get(name)).find((precision) => precision !== undefined);
  if (formats.length > 1)
    return `its groups differ (${formats.map(inWords).join("; ")}), where a scenario has one format for all: set --precision to the nearest`;
  const [format] = formats;
  const key =
    format === undefined
      ? ""
      : [format.weights, ...(format.activations === null ? [] : [format.activations])].join(" ");
  const precision = exactly.get(key) ?? (format === undefined ? named : undefined);
  if (precision !== undefined) return `--precision ${precision} takes them as they are`;
  const near = asWide.get(key);
  if (near !== undefined)
    return `no precision has ${inWords(format!)}: --precision ${near} has weights as wide, and computes in 16 bits as well`;
  return "set --precision to the nearest format";
}

/** What the weights are stored in, each format once, as the various programs write it; none where they do not say. */
function storedFormats(config: Fields): readonly StoredFormat[] {
  if (config["load_in_4bit"] === true) return [{weights: "int4", activations: null}];
  if (config["load_in_8bit"] === true) return [{weights: "int8", activations: null}];
  const bits = formatOf({num_bits: config["bits"]});
  if (bits !== null) return [{weights: bits, activations: null}];
  const formats = new Map<string, StoredFormat>();
  for (const group of Object.values(fieldsOf(config["config_groups"])).map(fieldsOf)) {
    const weights = formatOf(fieldsOf(group["weights"]));
    const activations = formatOf(fieldsOf(group["input_activations"]));
    // Activations of 16 bits or more are what is computed in where nothing is said.
    const narrow = activations === "float16" || activations === "int16" ? null : activations;
    if (weights !== null) formats.set(`${weights} ${narrow}`, {weights, activations: narrow});
  }
  return [...formats.values()];
}

/** "float8" of {num_bits: 8, type: "float"}; null where it says nothing that is known. */
function formatOf({num_bits: bits, type = "int"}: Fields): string | null {
  return typeof bits === "number" && (type === "int" || type === "float") ? `${type}${bits}` : null;
}

/** An object's fields; none of what is no object. */
function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** "8-bit float weights with 16-bit activations". */
function inWords({weights, activations}: StoredFormat): string {
  const words = (format: string): string => format.replace(/^(\D+)(.+)$/, "$2-bit $1");
  return `${words(weights)} weights with ${activations === null ? "16-bit" : words(activations)} activations`;
}

/** How to ask for the KV cache as the checkpoint's scales expect it; null where it says nothing of it. */
function cacheAdvice(config: Fields): string | null {
  const scheme = config["kv_cache_scheme"];
  const algorithm = config["kv_cache_quant_algo"];
  if (scheme == null && algorithm == null) return null;
  const format = scheme == null ? (algorithm === "FP8" ? "float8" : null) : formatOf(fieldsOf(scheme));
  const precision = format === null ? undefined : ofCache.get(format);
  const published = "the KV cache is published quantised as well, and kept in the format that is asked for";
  return precision === undefined
    ? `${published}; set --kv-precision to the nearest format`
    : `${published}; --kv-precision ${precision} takes it as it is`;
}

/**
 * Notes that the weights, and perhaps the KV cache, are published in a narrow format. A scenario says what they are computed
 * in, and not the file: nothing is taken over, and the notes say how to ask for it.
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
    const {quant_method: method, quant_algo: algorithm = method} = config as Fields;
    fields.note(
      key,
      `the weights are published quantised (${show(method ?? algorithm)}), and computed in the precision that is asked for; ` +
        adviceOn(config as Fields),
    );
    const cache = cacheAdvice(config as Fields);
    if (cache !== null) fields.note(key, cache);
  }
}

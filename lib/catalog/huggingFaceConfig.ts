import type {DecoderModel} from "../engine/types.js";
import {completeDecoder} from "./completeModel.js";
import {families, type Family} from "./huggingFaceFamilies.js";
import {ConfigFields, isSet, show} from "./huggingFaceFields.js";
import {JsonSource} from "./jsonSource.js";
import {inconsistency} from "./modelShape.js";
import {nearest} from "./nearest.js";

/** The `model_type` values that are read. */
export const supportedModelTypes: readonly string[] = Object.keys(families);

/** Fields that change what a model costs: refused where they are set in files of a type that knows nothing of them. */
const costly = [
  "num_local_experts",
  "num_experts",
  "n_routed_experts",
  "n_shared_experts",
  "shared_expert_intermediate_size",
  "kv_lora_rank",
  "cross_attention_layers",
  "is_encoder_decoder",
  "layer_types",
];

/** Fields of a shape, as the field of a configuration that most likely says them. */
const blamed: Readonly<Record<string, string>> = {
  kvHeads: "num_key_value_heads",
  fullAttentionLayers: "layer_types",
  feedForwardSize: "intermediate_size",
  "experts.active": "num_experts_per_tok",
  "experts.denseLayers": "num_hidden_layers",
};

function familyOf(source: JsonSource): Family {
  const type = source.get("model_type");
  const supported = supportedModelTypes.join(", ");
  const family = typeof type === "string" && Object.hasOwn(families, type) ? families[type] : undefined;
  if (family !== undefined) return family;
  if (type === undefined) source.problem("model_type", `missing; it is one of ${supported}`);
  else {
    const near = typeof type === "string" ? nearest(type, supportedModelTypes) : undefined;
    const hint = near === undefined ? "" : ` (did you mean "${near}"?)`;
    source.problem("model_type", `${show(type)} is not supported: supported are ${supported}${hint}`);
  }
  source.finish();
  throw new Error("unreachable: an unsupported model_type was reported");
}

/** The object that states the shape: the file's own, or the one that it holds for its text model. */
function fieldsOf(source: JsonSource, {inside}: Family): ConfigFields {
  if (inside === undefined) return new ConfigFields(source);
  const inner = source.inner(inside);
  if (inner !== null) return new ConfigFields(inner);
  source.problem(inside, "missing: expected the configuration of the text model");
  source.finish();
  throw new Error("unreachable: a missing text model was reported");
}

/** A name to show: the last part of the repository's name where the file states it, else that of the file. */
function nameOf(source: JsonSource, fileName: string): string {
  const stated = source.get("_name_or_path");
  const candidates = [typeof stated === "string" ? stated : "", fileName.replace(/[\\/]?config\.json$/i, ""), fileName];
  for (const candidate of candidates) {
    const last = candidate.split(/[\\/]/).findLast((part) => part.trim() !== "" && part !== "." && part !== "..");
    const plain = last
      ?.replace(/[^\p{L}\p{N} ._+-]/gu, "")
      .trim()
      .slice(0, 60);
    if (plain) return plain;
  }
  return "model";
}

/**
 * Reads the `config.json` that a decoder is published with.
 *
 * @param fileName - For messages, and for a name where the file states none.
 * @throws {CatalogError} naming each missing or unusable field, and each model type or field that is not modelled.
 */
export function modelFromHuggingFaceConfig(jsonText: string, fileName: string): DecoderModel {
  const source = new JsonSource(jsonText, fileName);
  const family = familyOf(source);
  const fields = fieldsOf(source, family);
  const shape = family.read(fields);
  for (const key of costly)
    if (!fields.wasRead(key) && isSet(fields.source.get(key)))
      fields.problem(key, `${show(fields.source.get(key))}: not modelled for ${show(source.get("model_type"))}`);
  const name = nameOf(source, fileName);
  const model = completeDecoder({
    id: name.toLowerCase().replace(/[ _+]+/g, "-"),
    name,
    family: family.name,
    architecture: "decoder",
    ...shape,
  });
  const inconsistent = source.flawed ? null : inconsistency(model);
  if (inconsistent !== null)
    fields.problem(blamed[inconsistent.path.join(".")] ?? "num_hidden_layers", inconsistent.message);
  source.finish();
  return model;
}

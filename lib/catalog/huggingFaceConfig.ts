import type {Model} from "../engine/types.js";
import type {CatalogProblem} from "./catalogError.js";
import {completeModel} from "./completeModel.js";
import {isCostly, refuseUnread} from "./huggingFaceCost.js";
import {families, wrappers, type Family, type Wrapper} from "./huggingFaceFamilies.js";
import {ConfigFields, isSet, show} from "./huggingFaceFields.js";
import {configFigures, type ConfigFigure} from "./huggingFaceFigures.js";
import {noteQuantization} from "./huggingFaceQuantization.js";
import {JsonSource} from "./jsonSource.js";
import {inconsistency} from "./modelShape.js";
import {nearest} from "./nearest.js";

/** The `model_type` values that are read. */
export const supportedModelTypes: readonly string[] = [...Object.keys(families), ...Object.keys(wrappers)];

/** What a `config.json` says. */
export interface HuggingFaceConfig {
  readonly model: Model;
  /** The values of its shape, each with the field that states it. */
  readonly figures: readonly ConfigFigure[];
  /** What it says beyond the model: parts that are left out, and a format of the weights, which a scenario states. */
  readonly notes: readonly CatalogProblem[];
}

/** Fields of a shape, as the field of a configuration that most likely says them. */
const blamed: Readonly<Record<string, string>> = {
  kvHeads: "num_key_value_heads",
  fullAttentionLayers: "layer_types",
  feedForwardSize: "intermediate_size",
  "experts.active": "num_experts_per_tok",
  "experts.denseLayers": "num_hidden_layers",
};

/** What may follow the name of a family in that of a class. */
const classEnding =
  "(?:For(?:CausalLM|MaskedLM|PreTraining|SequenceClassification|TokenClassification|QuestionAnswering|MultipleChoice|" +
  "NextSentencePrediction)|(?:LMHead|DoubleHeads|Text)?Model)";
const wrapperEnding = "(?:ForConditionalGeneration|Model)";

/** Whether a class, such as LlamaForCausalLM, is one of those that run a `model_type`. */
function isClassOf(type: string, className: string): boolean {
  const prefix = families[type]?.prefix ?? wrappers[type]?.prefix ?? "";
  const ending = Object.hasOwn(wrappers, type) ? wrapperEnding : classEnding;
  return new RegExp(`^${prefix}${ending}$`, "i").test(className);
}

/**
 * The `model_type` of a file: as stated, or where it is not, as `architectures` implies. Where both are there they have to
 * agree, for it is the class that says what is run.
 */
function typeOf(source: JsonSource): string {
  const classes = source.get("architectures") ?? [];
  const stated = source.get("model_type") ?? null;
  if (!Array.isArray(classes) || !classes.every((name) => typeof name === "string"))
    return refuse(source, "architectures", `expected a list of class names, got ${show(classes)}`);
  const [first] = classes as readonly string[];
  const type = stated ?? supportedModelTypes.find((name) => first !== undefined && isClassOf(name, first)) ?? null;
  const supported = `supported are ${supportedModelTypes.join(", ")}; a model of another type can be given as YAML`;
  if (type === null && first === undefined) return refuse(source, "model_type", `missing; ${supported}`);
  if (type === null)
    return refuse(source, "architectures", `${show(first)} is not supported; of model_type, ${supported}`);
  if (typeof type !== "string" || !supportedModelTypes.includes(type)) {
    const near = typeof type === "string" ? nearest(type, supportedModelTypes) : undefined;
    const hint = near === undefined ? "" : ` (did you mean "${near}"?)`;
    return refuse(source, "model_type", `${show(type)} is not supported${hint}; ${supported}`);
  }
  const other = (classes as readonly string[]).find((name) => !isClassOf(type, name));
  if (other === undefined) return type;
  const othersType = supportedModelTypes.find((name) => isClassOf(name, other));
  const why = othersType === undefined ? "" : `, but of "${othersType}"`;
  return refuse(source, "architectures", `${show(other)} is no class of the model_type "${type}"${why}`);
}

function refuse(source: JsonSource, key: string, message: string): never {
  source.problem(key, message);
  source.finish();
  throw new Error("unreachable: a mistake was noted");
}

/** The object that states the shape, and how to read it. */
interface TextModel {
  readonly type: string;
  readonly family: Family;
  readonly fields: ConfigFields;
}

function textModelOf(source: JsonSource, type: string): TextModel {
  const family = families[type];
  if (family !== undefined) return {type, family, fields: new ConfigFields(source)};
  const {inside, types} = wrappers[type]!;
  const inner = source.inner(inside);
  if (inner === null) return refuse(source, inside, "missing: expected the configuration of the text model");
  const innerType = inner.get("model_type") ?? types[0];
  if (typeof innerType !== "string" || !types.includes(innerType)) {
    inner.problem(
      "model_type",
      `${show(innerType)} is not supported in a "${type}"; supported are ${types.join(", ")}`,
    );
    source.finish();
  }
  return {type: innerType as string, family: families[innerType as string]!, fields: new ConfigFields(inner)};
}

/** Notes the parts that stand beside a text model, and refuses what contradicts it. */
function checkBeside(outer: ConfigFields, type: string, {inside}: Wrapper, {fields}: TextModel, isTied: boolean): void {
  const {source} = outer;
  for (const key of source.keys) {
    const value = source.get(key);
    if (key === inside || outer.wasRead(key) || !isSet(value)) continue;
    const isPart = /^(?:vision|image|video|audio|multimodal|mm|projector|spatial)_/.test(key);
    if (isPart && key.endsWith("_config"))
      source.note(key, "left out: of a model with several parts, the text model alone is computed");
    else if (!isPart && isCostly(key) && fields.source.get(key) !== value)
      source.problem(key, `${show(value)} is not modelled beside the ${inside} of ${show(type)}`);
  }
  const tied = source.get("tie_word_embeddings");
  if (typeof tied === "boolean" && tied !== isTied)
    source.problem("tie_word_embeddings", `${tied} contradicts the text model, which has ${isTied}`);
}

/** A name to show: the last part of the repository's name where the file states it, else that of the file. */
function nameOf(source: JsonSource, fileName: string): string {
  const stated = source.get("_name_or_path");
  const candidates = [typeof stated === "string" ? stated : "", fileName.replace(/[\\/]?config\.json$/i, ""), fileName];
  for (const candidate of candidates) {
    const parts = candidate.slice(-1_000).split(/[\\/]/);
    const last = parts.findLast((part) => part.trim() !== "" && part !== "." && part !== "..");
    const plain = last
      ?.replace(/[^\p{L}\p{N} ._+-]/gu, "")
      .trim()
      .slice(0, 60);
    if (plain) return plain;
  }
  return "model";
}

/**
 * Reads the `config.json` that a model is published with: a decoder, or of the BERT family an encoder.
 *
 * What the engine's shape has no field for is left out and costs little: biases and norms, of published models less than
 * 0.1 % of the parameters.
 *
 * @param fileName - For messages, and for a name where the file states none.
 * @throws {CatalogError} naming each missing or unusable field, and each model type or field that is not modelled.
 */
export function readHuggingFaceConfig(jsonText: string, fileName: string): HuggingFaceConfig {
  const source = new JsonSource(jsonText, fileName);
  const type = typeOf(source);
  const text = textModelOf(source, type);
  const {family, fields} = text;
  for (const key of ["model_type", "architectures"]) fields.get(key);
  const shape = family.read(fields);
  noteQuantization(fields);
  const wrapper = wrappers[type];
  if (wrapper !== undefined) {
    const outer = new ConfigFields(source);
    noteQuantization(outer);
    checkBeside(outer, type, wrapper, text, shape.architecture === "decoder" && shape.tiedEmbeddings === true);
  }
  refuseUnread(fields, text.type);
  const name = nameOf(source, fileName);
  const id = name.toLowerCase().replace(/[ _+]+/g, "-");
  const model = completeModel({id, name, family: family.name, ...shape});
  const inconsistent = source.flawed ? null : inconsistency(model);
  if (inconsistent !== null)
    fields.problem(blamed[inconsistent.path.join(".")] ?? "num_hidden_layers", inconsistent.message);
  source.finish();
  return {model, figures: configFigures(model, fields.source), notes: source.notes};
}

/**
 * As `readHuggingFaceConfig`, of a file of which the model alone is asked for.
 *
 * @throws {CatalogError} as `readHuggingFaceConfig` does.
 */
export function modelFromHuggingFaceConfig(jsonText: string, fileName: string): Model {
  return readHuggingFaceConfig(jsonText, fileName).model;
}

import {findHardware, findModel, listHardware, listModels} from "../catalog/lookup.js";
import {nearest} from "../catalog/nearest.js";
import {hardwareAliases, modelAliases} from "../catalog/registry.generated.js";
import {UserError} from "../engine/userError.js";
import type {Hardware, Model} from "../engine/types.js";
import type {Effects} from "./effects.js";
import {FileError, readTextFile} from "./readTextFile.js";

/** Whether a reader means a file: a path has a separator or the ending of a file that we read. */
export function isPath(text: string): boolean {
  return /[\\/]|\.(?:ya?ml|json)$/i.test(text);
}

/**
 * The accelerator that a reader named: by id or alias, or as the path of a YAML file.
 *
 * @param where - The flag, which opens the message of an error.
 * @throws UserError naming what is wrong with the name or in the file.
 */
export async function readHardware(text: string, where: string, readFile: Effects["readFile"]): Promise<Hardware> {
  if (!isPath(text)) return explained(where, () => findHardware(text));
  const content = await readNamed(text, where, readFile, () => [
    ...listHardware().map(({id}) => id),
    ...Object.keys(hardwareAliases),
  ]);
  const {parseHardware} = await import("../catalog/parseHardware.js");
  return parseHardware(content, text).hardware;
}

/**
 * The model that a reader named: by id or alias, or as the path of a YAML file or of a published `config.json`.
 *
 * @param where - The flag, which opens the message of an error.
 * @throws UserError naming what is wrong with the name or in the file.
 */
export async function readModel(text: string, where: string, readFile: Effects["readFile"]): Promise<Model> {
  if (!isPath(text)) return explained(where, () => findModel(text));
  const content = await readNamed(text, where, readFile, () => [
    ...listModels().map(({id}) => id),
    ...Object.keys(modelAliases),
  ]);
  if (isJson(text, content)) {
    const {modelFromHuggingFaceConfig} = await import("../catalog/huggingFaceConfig.js");
    return modelFromHuggingFaceConfig(content, text);
  }
  const {parseModel} = await import("../catalog/parseModel.js");
  return parseModel(content, text).model;
}

/** By its ending; a file without one of ours, such as a pipe, by its first character. */
function isJson(path: string, content: string): boolean {
  if (/\.json$/i.test(path)) return true;
  return !/\.ya?ml$/i.test(path) && content.trimStart().startsWith("{");
}

/** A repository's name, `org/Llama-3.1-8B`, has a separator too: where there is no such file, the id may be meant. */
async function readNamed(
  path: string,
  where: string,
  readFile: Effects["readFile"],
  names: () => Iterable<string>,
): Promise<string> {
  try {
    return await readTextFile(path, readFile);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const last = path.split(/[\\/]/).at(-1) ?? "";
    const near = error.missing ? nearest(last.replace(/\.(?:ya?ml|json)$/i, ""), names()) : undefined;
    throw new UserError(`${where}: ${error.message}${near === undefined ? "" : `; did you mean the id "${near}"?`}`);
  }
}

function explained<Item>(where: string, find: () => Item): Item {
  try {
    return find();
  } catch (error) {
    throw error instanceof UserError ? new UserError(`${where}: ${error.message}`) : error;
  }
}

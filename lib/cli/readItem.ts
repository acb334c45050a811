import type {CatalogProblem} from "../catalog/catalogError.js";
import {isPath} from "../catalog/isPath.js";
import {findHardware, findModel, listHardware, listModels} from "../catalog/lookup.js";
import {nearest} from "../catalog/nearest.js";
import {isSolvable, unpublishedEssentials} from "../catalog/publishedHardware.js";
import {hardwareAliases, modelAliases} from "../catalog/registry.generated.js";
import {UserError} from "../engine/userError.js";
import type {Hardware, Model} from "../engine/types.js";
import type {Figure} from "../catalog/types.js";
import {statedInConfig} from "../provenance/configFigures.js";
import type {StatedFigure} from "../provenance/types.js";
import type {Effects} from "./effects.js";
import {FileError, readTextFile} from "./readTextFile.js";

/** What a reader named, and the figures with their sources where it is a file that states them. */
export interface ReadItem<Item> {
  readonly item: Item;
  readonly figures: readonly StatedFigure[];
  /** What else the file says, at its place. */
  readonly notes?: readonly CatalogProblem[];
  /** Text of the `config.json` that it was read from. */
  readonly config?: string;
}

/**
 * The accelerator that a reader named: by id or alias, or as the path of a YAML file.
 *
 * @param where - The flag, which opens the message of an error.
 * @throws UserError naming what is wrong with the name or in the file.
 */
export async function readHardware(
  text: string,
  where: string,
  readFile: Effects["readFile"],
): Promise<ReadItem<Hardware>> {
  if (!isPath(text)) return {item: explained(where, () => findHardware(text)), figures: []};
  const content = await readNamed(text, where, readFile, () => [
    ...listHardware().map(({id}) => id),
    ...Object.keys(hardwareAliases),
  ]);
  const {parseHardware} = await import("../catalog/parseHardware.js");
  const {hardware, figures} = parseHardware(content, text);
  if (!isSolvable(hardware))
    throw new UserError(`${where}: ${text} states no ${unpublishedEssentials(hardware).join(" and no ")}`);
  return {item: hardware, figures: inFile(figures, text)};
}

/**
 * The model that a reader named: by id or alias, or as the path of a YAML file or of a published `config.json`.
 *
 * @param where - The flag, which opens the message of an error.
 * @throws UserError naming what is wrong with the name or in the file.
 */
export async function readModel(text: string, where: string, readFile: Effects["readFile"]): Promise<ReadItem<Model>> {
  if (!isPath(text)) return {item: explained(where, () => findModel(text)), figures: []};
  const content = await readNamed(text, where, readFile, () => [
    ...listModels().map(({id}) => id),
    ...Object.keys(modelAliases),
  ]);
  if (isJson(text, content)) {
    const {readHuggingFaceConfig} = await import("../catalog/huggingFaceConfig.js");
    const read = readHuggingFaceConfig(content, text);
    return {item: read.model, figures: statedInConfig(read, text), notes: read.notes, config: content};
  }
  const {parseModel} = await import("../catalog/parseModel.js");
  const {model, figures} = parseModel(content, text);
  return {item: model, figures: inFile(figures, text)};
}

function inFile(figures: readonly Figure[], file: string): StatedFigure[] {
  return figures.map((figure) => ({...figure, file}));
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
    if (!(error instanceof UserError)) throw error;
    const last = path.split(/[\\/]/).at(-1) ?? "";
    const near =
      error instanceof FileError && error.missing
        ? nearest(last.replace(/\.(?:ya?ml|json)$/i, ""), names())
        : undefined;
    const hint = near === undefined ? "" : `; did you mean the id "${near}"?`;
    throw new UserError(`${where}: ${error.message}${hint}`, {cause: error});
  }
}

function explained<Item>(where: string, find: () => Item): Item {
  try {
    return find();
  } catch (error) {
    throw error instanceof UserError ? new UserError(`${where}: ${error.message}`) : error;
  }
}

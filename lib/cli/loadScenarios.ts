import {formatPlace} from "../catalog/catalogError.js";
import {parseScenarioFile} from "../check/parseScenarioFile.js";
import type {CheckedSide} from "../check/checkScenarios.js";
import type {Scenario, SolvedScenario, StatedScenario} from "../check/types.js";
import {solveScenario} from "../check/solveScenario.js";
import {UserError} from "../engine/userError.js";
import {configure} from "../explore/configure.js";
import {readHardware, readModel, type ReadItem} from "./readItem.js";
import {FileError, readTextFile} from "./readTextFile.js";
import type {Tree} from "./trees.js";

/**
 * The scenarios of a tree, with the models and accelerators that they name read from the same tree; null where it has no such
 * file.
 *
 * @param file - Path of the scenario file from the root; models and accelerators are named from its folder.
 * @throws UserError naming the place of whatever cannot be used, or not computed.
 */
export async function loadScenarios(tree: Tree, file: string): Promise<CheckedSide | null> {
  const text = await scenarioText(tree, file);
  if (text === null) return null;
  const {site, scenarios} = parseScenarioFile(text, file);
  const load = scenarioLoader(tree, file);
  const loaded: SolvedScenario[] = [];
  for (const scenario of scenarios) loaded.push(await load(scenario));
  return {site, scenarios: loaded};
}

/** Reads what the scenarios of a file name, and computes them; what many of them name is read once. */
export function scenarioLoader(tree: Tree, file: string): (scenario: StatedScenario) => Promise<SolvedScenario> {
  const folder = file.split(/[\\/]/).slice(0, -1);
  const readFile: Tree["readFile"] = (path, most) => tree.readFile([...folder, path].join("/"), most);
  const modelOf = remembered((name, where) => readModel(name, where, readFile));
  const hardwareOf = remembered((name, where) => readHardware(name, where, readFile));
  return async (scenario) => {
    const model = await modelOf(scenario.model.text, formatPlace(scenario.model.place));
    const hardware = await hardwareOf(scenario.hardware.text, formatPlace(scenario.hardware.place));
    return configured(scenario, model, hardware);
  };
}

/** @throws UserError naming the place of a scenario that cannot be computed. */
function configured(
  scenario: StatedScenario,
  model: ReadItem<Scenario["configuration"]["model"]>,
  hardware: ReadItem<Scenario["configuration"]["hardware"]>,
): SolvedScenario {
  try {
    const configuration = configure({model: model.item, hardware: hardware.item, options: scenario.options});
    const figures = [...model.figures, ...hardware.figures];
    const {config = null, notes = []} = model;
    // What a figure that nobody publishes leaves unknown is found by solving alone, and is told of here, where its place is known.
    return solveScenario({...scenario, configuration, config, figures, notes});
  } catch (error) {
    throw error instanceof UserError ? new UserError(`${formatPlace(scenario.place)}: ${error.message}`) : error;
  }
}

/** The text of a scenario file; null where there is none. */
export async function scenarioText(tree: Tree, file: string): Promise<string | null> {
  try {
    return await readTextFile(file, (path, most) => tree.readFile(path, most));
  } catch (error) {
    if (error instanceof FileError && error.missing) return null;
    throw error;
  }
}

/** What many scenarios name is read once. */
function remembered<Item>(
  read: (name: string, where: string) => Promise<Item>,
): (name: string, where: string) => Promise<Item> {
  const known = new Map<string, Promise<Item>>();
  return (name, where) => {
    const present = known.get(name) ?? read(name, where);
    known.set(name, present);
    return present;
  };
}

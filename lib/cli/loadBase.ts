import type {CheckedSide} from "../check/checkScenarios.js";
import {parseUsableScenarios} from "../check/parseScenarioFile.js";
import type {SolvedScenario, UnusableScenario} from "../check/types.js";
import {UserError} from "../engine/userError.js";
import {scenarioLoader, scenarioText} from "./loadScenarios.js";
import {isUnreachable} from "./readTextFile.js";
import type {Tree} from "./trees.js";

/** The scenarios of a base, and a sentence on what of it cannot be used; null where all can. */
export interface LoadedBase {
  readonly side: CheckedSide | null;
  readonly notice: string | null;
}

/**
 * Reads a base. A mistake in it is none of the change, which may be what mends it: the scenarios that have one count as new, and
 * the answer says why.
 *
 * @throws UserError where a file cannot be read here: it may be without a mistake, and every limit on a change would pass unasked.
 */
export async function loadBase(tree: Tree, file: string): Promise<LoadedBase> {
  try {
    const text = await scenarioText(tree, file);
    if (text === null) return {side: null, notice: `The base has no ${file}: every scenario is new.`};
    return await usable(tree, file, text);
  } catch (error) {
    if (error instanceof UserError && isUnreachable(error)) throw new UserError(`--base: ${error.message}`);
    return {
      side: {site: null, scenarios: [], unusable: [null]},
      notice: `The base cannot be used, so that every scenario counts as new: ${mistakeOf(error)}`,
    };
  }
}

async function usable(tree: Tree, file: string, text: string): Promise<LoadedBase> {
  const parsed = parseUsableScenarios(text, file);
  const load = scenarioLoader(tree, file);
  const [scenarios, unusable]: [SolvedScenario[], UnusableScenario[]] = [[], [...parsed.unusable]];
  for (const scenario of parsed.scenarios) {
    try {
      scenarios.push(await load(scenario));
    } catch (error) {
      unusable.push({name: scenario.name, reason: mistakeOf(error)});
    }
  }
  return {side: {site: parsed.site, scenarios, unusable: unusable.map(({name}) => name)}, notice: noticeOf(unusable)};
}

function noticeOf(unusable: readonly UnusableScenario[]): string | null {
  const [first, ...more] = unusable;
  if (first === undefined) return null;
  if (more.length === 0) return `A scenario of the base cannot be used, so that it counts as new: ${first.reason}`;
  return `${unusable.length} scenarios of the base cannot be used, so that they count as new, the first for this: ${first.reason}`;
}

/** The mistake that an error tells of, in a line; whatever else went wrong is thrown. */
function mistakeOf(error: unknown): string {
  if (!(error instanceof UserError) || isUnreachable(error)) throw error;
  return error.message.split("\n")[0] ?? "";
}

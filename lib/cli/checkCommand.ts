import {formatProblem} from "../catalog/catalogError.js";
import {benchmarkJson} from "../check/benchmarkJson.js";
import {checkJson} from "../check/checkJson.js";
import {checkScenarios} from "../check/checkScenarios.js";
import {renderCheckMarkdown} from "../check/renderCheckMarkdown.js";
import {renderCheckText} from "../check/renderCheckText.js";
import {renderJUnit} from "../check/renderJUnit.js";
import type {CheckResult, ScenarioVerdict} from "../check/types.js";
import {UserError} from "../engine/userError.js";
import type {Perform} from "./command.js";
import {checkFormats, failOn, failOns} from "./checkFlags.js";
import {oneOf, type Flags} from "./flags.js";
import {jsonText} from "./output.js";
import {quoted} from "./quoted.js";
import {loadBase} from "./loadBase.js";
import {loadScenarios} from "./loadScenarios.js";
import {folderTree, openTree, type Tree} from "./trees.js";

/** What a change does to a team's scenarios, and whether it keeps their limits. */
export const performCheck: Perform = async (flags, effects) => {
  const head = flags.values.get("head") ?? ".";
  const file = flags.values.get("file") ?? "regime-shift.yaml";
  const format = oneOf(flags, "format", checkFormats) ?? "text";
  const threshold = oneOf(flags, "fail-on", failOns) ?? "error";
  if (!(await effects.isFolder(head))) throw new UserError(`--head: expected a folder, got ${quoted(head)}`);
  const base = flags.values.get("base");
  const baseTree = base === undefined ? null : await openTree(base, head, "--base", effects);
  const site = readSite(flags);
  const checked = await check(baseTree, folderTree(head, effects), file);
  const result = site === null ? checked : {...checked, site};
  return {
    text: forms[format](result, failOn[threshold]),
    fits: !result.outcomes.some(({verdict}) => verdict === "does-not-fit"),
    missed: result.outcomes.some(({verdict}) => failOn[threshold].includes(verdict)),
    notes: headNotes(result),
  };
};

/** What the files of the head say beside what is computed, each once: many scenarios may name one model. */
function headNotes({outcomes}: CheckResult): readonly string[] {
  return [...new Set(outcomes.flatMap(({after}) => after?.scenario.notes ?? []).map(formatProblem))];
}

/** The forms of a result; a test report also has to know which verdicts make the check fail. */
const forms: Readonly<
  Record<(typeof checkFormats)[number], (result: CheckResult, failing: readonly ScenarioVerdict[]) => string>
> = {
  text: renderCheckText,
  markdown: renderCheckMarkdown,
  json: (result) => jsonText(checkJson(result)),
  junit: renderJUnit,
  benchmark: (result) => jsonText(benchmarkJson(result)),
};

/** The site that the reader named; null where none was. */
function readSite({values}: Flags): string | null {
  const text = values.get("site")?.trim();
  if (text === undefined) return null;
  if (/^https?:\/\/[^\s<>]{1,390}$/.test(text) && URL.canParse(text)) return text;
  throw new UserError(`--site: expected a web address that begins with https://, got ${quoted(text)}`);
}

async function check(baseTree: Tree | null, headTree: Tree, file: string): Promise<CheckResult> {
  const head = await loadScenarios(headTree, file);
  const {side: base, notice} = baseTree === null ? {side: null, notice: null} : await loadBase(baseTree, file);
  if (head === null && (base === null || base.scenarios.length === 0))
    throw new UserError(`--head: there is no ${file} in ${quoted(headTree.name)}`);
  return checkScenarios(base, head ?? {site: base?.site ?? null, scenarios: []}, notice);
}

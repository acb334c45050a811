import type {CatalogProblem} from "../catalog/catalogError.js";
import type {ScenarioOutcome, SolvedScenario} from "./types.js";

/**
 * What only one side's files say that changes no number by itself, a sentence each: a team that changed such a field is told that
 * the answer leaves it out.
 */
export function noteSentences({before, after}: Pick<ScenarioOutcome, "before" | "after">): string[] {
  if (after === null) return [];
  const [old, now] = [notesOf(before), notesOf(after)];
  const paths = new Set(now.map(({path}) => path));
  return [
    ...without(now, old).map(
      ({file, path, message}) => `${file} has ${path}, which by itself changes no number: ${message}.`,
    ),
    // Of a field that only says something else now, what it says now is enough.
    ...without(old, now)
      .filter(({path}) => !paths.has(path))
      .map(({file, path}) => `${file} of the base had ${path}, which by itself changed no number.`),
  ];
}

function notesOf(side: SolvedScenario | null): readonly CatalogProblem[] {
  return side?.scenario.notes ?? [];
}

/** Notes that are not among others, wherever they stand: formatting moves lines. */
function without(notes: readonly CatalogProblem[], others: readonly CatalogProblem[]): readonly CatalogProblem[] {
  const same = (a: CatalogProblem, b: CatalogProblem): boolean => a.path === b.path && a.message === b.message;
  return notes.filter((note) => !others.some((other) => same(note, other)));
}

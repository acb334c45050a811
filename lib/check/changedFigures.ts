import {listed} from "../explainer/format.js";
import type {StatedFigure} from "../provenance/types.js";
import type {ScenarioOutcome} from "./types.js";

/** More of a file's figures than these are not named one by one. */
const mostNamed = 3;

/**
 * What changed inside the team's own files that both sides are made of, a sentence for each file: "Changed in
 * models/chat/config.json: num_key_value_heads from 8 to 16." Another file in a file's place is told by its name, not by all
 * that differs in it.
 */
export function changedFigureSentences({before, after}: ScenarioOutcome): string[] {
  if (before === null || after === null) return [];
  const files = new Set(after.scenario.figures.map(({file}) => file));
  return [...files].flatMap((file) => {
    const of = (figures: readonly StatedFigure[]) => figures.filter((figure) => figure.file === file);
    const [old, now] = [of(before.scenario.figures), of(after.scenario.figures)];
    const changes = old.length === 0 ? [] : changesOf(old, now);
    if (changes.length === 0) return [];
    const named = changes.slice(0, mostNamed);
    const left = changes.length - named.length;
    return [`Changed in ${file}: ${listed([...named, ...(left === 0 ? [] : [`${left} more`])])}.`];
  });
}

/** "num_key_value_heads from 8 to 16"; a figure that one side leaves out is said to be absent there. */
function changesOf(before: readonly StatedFigure[], after: readonly StatedFigure[]): readonly string[] {
  const [old, now] = [byPath(before), byPath(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths.flatMap((path) => {
    const [was, is] = [old.get(path), now.get(path)];
    if (was?.text === is?.text) return [];
    const name = nameOf((is ?? was)!);
    return [`${name} from ${was?.text ?? "absent"} to ${is?.text ?? "absent"}`];
  });
}

/** The field of a file that is a source itself, as a `config.json` is; else the path that our own files call it by. */
function nameOf({source, file, at, path}: StatedFigure): string {
  return source.title === file && at !== null ? at : path;
}

function byPath(figures: readonly StatedFigure[]): ReadonlyMap<string, StatedFigure> {
  return new Map(figures.map((figure) => [figure.path, figure]));
}

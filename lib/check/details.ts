import {operatorRows} from "../explainer/operatorRows.js";
import {familyRows} from "../explainer/tables.js";
import {leftTable, markdownTable} from "../explainer/textTable.js";
import type {Profile} from "../engine/types.js";
import type {InputFigure, StatedFigure} from "../provenance/types.js";
import {isAnswered, type ScenarioOutcome} from "./types.js";
import {metricRows} from "./words.js";

/** The inputs of a profile with their sources, figures of the caller's own files first. */
export type InputsOf = (profile: Profile, own: readonly StatedFigure[]) => readonly InputFigure[];

/** Blocks of Markdown lines that say more of an outcome: its metrics, causes, operators that changed regime, and inputs. */
export function detailBlocks(outcome: ScenarioOutcome, inputsOf: InputsOf): string[][] {
  const {explanation} = outcome;
  const answered = isAnswered(explanation) ? explanation : null;
  const causes = answered === null || answered.factors.length === 0 ? [] : markdownTable(familyRows(answered));
  const [head, ...rows] = answered === null ? [] : operatorRows(answered);
  const shifted = answered?.drillDown.operators.map(({shifted: isShifted}) => isShifted) ?? [];
  const changed = rows.filter((_, index) => shifted[index] === true);
  return [
    markdownTable(metricRows(outcome)),
    causes,
    ...(head === undefined || changed.length === 0
      ? []
      : [["Operators that changed their regime, in ms of a step:"], markdownTable([head, ...changed])]),
    ...inputBlock(outcome, inputsOf),
  ];
}

/** Inputs that the two sides do not share, with their sources. */
function inputBlock({before, after}: ScenarioOutcome, inputsOf: InputsOf): string[][] {
  const of = (side: ScenarioOutcome["before"]): readonly InputFigure[] =>
    side === null ? [] : inputsOf(side.profile, side.scenario.figures);
  const key = ({itemKind, path, text}: InputFigure): string => `${itemKind} ${path} ${text}`;
  const [old, now] = [of(before), of(after)];
  const [oldKeys, nowKeys] = [new Set(old.map(key)), new Set(now.map(key))];
  const row =
    (side: string) =>
    (input: InputFigure): string[] => [side, `${input.item} ${input.path}`, input.text, input.source.title];
  // A side without a time rests on fewer inputs: that the other one has more of them is no difference between the two.
  const isUneven = before !== null && after !== null && before.profile.fits !== after.profile.fits;
  const path = (input: InputFigure): string => `${input.itemKind} ${input.path}`;
  const [oldPaths, nowPaths] = [new Set(old.map(path)), new Set(now.map(path))];
  const isAsked = (input: InputFigure): boolean =>
    !isUneven || (oldPaths.has(path(input)) && nowPaths.has(path(input)));
  const rows = [
    ...old.filter((input) => isAsked(input) && !nowKeys.has(key(input))).map(row("before")),
    ...now.filter((input) => isAsked(input) && !oldKeys.has(key(input))).map(row("after")),
  ];
  return rows.length === 0 ? [] : [["Inputs that differ:"], leftTable([["side", "input", "value", "source"], ...rows])];
}

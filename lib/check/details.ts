import {operatorRows} from "../explainer/operatorRows.js";
import {familyRows} from "../explainer/tables.js";
import {leftTable, markdownTable} from "../explainer/textTable.js";
import type {Profile} from "../engine/types.js";
import type {AnsweredExplanation} from "../explainer/types.js";
import type {InputFigure, StatedFigure} from "../provenance/types.js";
import {isAnswered, type ScenarioOutcome} from "./types.js";
import {metricRows} from "./words.js";

/** The inputs of a profile with their sources, figures of the caller's own files first. */
export type InputsOf = (profile: Profile, own: readonly StatedFigure[]) => readonly InputFigure[];

/** More operators than these are seldom looked at. */
const mostOperators = 8;

/** An operator whose time moved by a smaller part of the step's is no news. */
const leastMoved = 0.01;

/** Blocks of Markdown lines that say more of an outcome: its metrics, causes, operators that changed, and inputs. */
export function detailBlocks(outcome: ScenarioOutcome, inputsOf: InputsOf): string[][] {
  const {explanation} = outcome;
  const answered = isAnswered(explanation) ? explanation : null;
  const causes = answered === null || answered.factors.length === 0 ? [] : markdownTable(familyRows(answered));
  return [
    markdownTable(metricRows(outcome)),
    causes,
    ...(answered === null ? [] : operatorBlock(answered)),
    ...inputBlock(outcome, inputsOf),
  ];
}

/** The operators whose time moved noticeably, or whose regime shifted: those that moved most, the largest move first. */
function operatorBlock(answered: AnsweredExplanation): string[][] {
  const {drillDown, baseline, proposal} = answered;
  const longest = Math.max(baseline.profile.latencySeconds, proposal.profile.latencySeconds);
  const [head = [], ...rows] = operatorRows(answered);
  const changed = drillDown.operators
    .map(({baselineSeconds, proposalSeconds, shifted}, index) => ({
      row: rows[index]!,
      moved: Math.abs(proposalSeconds - baselineSeconds),
      shifted,
    }))
    .filter(({moved, shifted}) => shifted || moved >= leastMoved * longest)
    .toSorted((a, b) => b.moved - a.moved)
    .slice(0, mostOperators);
  return changed.length === 0
    ? []
    : [["Operators that changed most, in ms of a step:"], markdownTable([head, ...changed.map(({row}) => row)])];
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
    ({item, path, text, source, at}: InputFigure): string[] => [
      side,
      `${item} ${path}`,
      text,
      at === null ? source.title : `${source.title}, ${at}`,
    ];
  const place = ({itemKind, path}: InputFigure): string => `${itemKind} ${path}`;
  const [oldPlaces, nowPlaces] = [new Set(old.map(place)), new Set(now.map(place))];
  // A side without a time rests on fewer inputs: that the other one has more of them is no difference between the two.
  const isUneven = before !== null && after !== null && before.profile.fits !== after.profile.fits;
  const isAsked = (input: InputFigure, others: ReadonlySet<string>): boolean =>
    others.has(place(input)) || !(isUneven || (before !== null && after !== null && saysNone(input)));
  const rows = [
    ...old.filter((input) => isAsked(input, nowPlaces) && !nowKeys.has(key(input))).map(row("before")),
    ...now.filter((input) => isAsked(input, oldPlaces) && !oldKeys.has(key(input))).map(row("after")),
  ];
  return rows.length === 0 ? [] : [["Inputs that differ:"], leftTable([["side", "input", "value", "source"], ...rows])];
}

/** Whether an input says that there is none of it, as a file does that leaves it out. */
function saysNone({value, text}: InputFigure): boolean {
  return value === 0 || value === false || text === "none";
}

import {operatorRows} from "../lib/explainer/operatorRows.js";
import type {AnsweredExplanation, OperatorChange} from "../lib/explainer/types.js";
import {figureCaption} from "./chartFigure.js";
import {html} from "./element.js";
import {moveFocus, nextInRow} from "./reachMarks.js";
import {about} from "./subjects.js";

/** Columns before those of the causes: operator, before, after, regime. The times come first, for a phone shows little more. */
const [beforeColumn, afterColumn, regimeColumn, causesFrom] = [1, 2, 3, 4];

/**
 * Operator by operator: what each takes on either side, its regime, marked where it changes, and what each cause saves of it.
 * Seconds add up along rows and columns.
 */
export function operatorTable(explanation: AnsweredExplanation): HTMLElement {
  const {drillDown, baseline, proposal} = explanation;
  const [head = [], ...body] = operatorRows(explanation).map(
    ([name = "", regime = "", before = "", after = "", ...rest]) => [name, before, after, regime, ...rest],
  );
  const total = body.pop() ?? [];
  const longest = Math.max(...drillDown.operators.map((each) => Math.max(each.baselineSeconds, each.proposalSeconds)));
  const shifted = drillDown.operators.filter((operator) => operator.shifted);
  const table = html(
    "table",
    {},
    html("thead", {}, html("tr", {}, ...head.map((text, column) => headCell(text, column, drillDown.factors)))),
    html("tbody", {}, ...body.map((texts, row) => operatorRow(texts, drillDown.operators[row]!, longest, row === 0))),
    html("tfoot", {}, html("tr", about("speedup"), ...total.map(plainCell))),
  );
  table.addEventListener("keydown", onKey);
  return html(
    "figure",
    {class: "figure figure-wide", "data-chart": "operators"},
    html("div", {class: "table-scroll wide", role: "group", "aria-label": "Operators"}, table),
    figureCaption("Operator by operator", [
      `Milliseconds of a step, before on ${baseline.label} and after on ${proposal.label}, and what each cause saves of them. Times add up along rows and columns, where speed-ups multiply.`,
      shifted.length === 0
        ? " No operator changes its regime."
        : ` ${shifted.length === 1 ? "One operator changes" : `${shifted.length} operators change`} the regime, in bold.`,
    ]),
  );
}

function headCell(text: string, column: number, factors: readonly string[]): HTMLElement {
  const factor = factors[column - causesFrom];
  const subjects = factor === undefined ? {} : about(`factor:${factor}`);
  return html("th", {scope: "col", class: isNumber(column) ? "number" : null, ...subjects}, text);
}

function operatorRow(
  texts: readonly string[],
  {id, baselineSeconds, proposalSeconds, shifted, regimes}: OperatorChange,
  longest: number,
  isFirst: boolean,
): HTMLElement {
  const cells = texts.map((text, column) => {
    if (column === beforeColumn) return timeCell(text, "baseline", baselineSeconds / longest);
    if (column === afterColumn) return timeCell(text, "proposal", proposalSeconds / longest);
    if (column !== regimeColumn) return plainCell(text, column);
    const term = regimes.proposal ?? regimes.baseline;
    return html("td", {}, html(shifted ? "strong" : "span", {class: term}, text));
  });
  return html("tr", {tabindex: isFirst ? 0 : -1, "data-shifted": shifted, ...about(`operator:${id}`)}, ...cells);
}

/** A time with a bar behind it, as long as its part of the longest. */
function timeCell(text: string, side: "baseline" | "proposal", share: number): HTMLElement {
  const style = `--share: ${(100 * share).toFixed(1)}%; --bar: var(--${side})`;
  return html("td", {class: "number bar", style}, text);
}

function plainCell(text: string, column: number): HTMLElement {
  if (column === 0) return html("th", {scope: "row"}, text);
  return html("td", {class: isNumber(column) ? "number" : null}, text);
}

function isNumber(column: number): boolean {
  return column > 0 && column !== regimeColumn;
}

/** Moves the focus from row to row; to the left and right the box scrolls. */
function onKey(event: KeyboardEvent): void {
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") return;
  const rows = Array.from((event.currentTarget as Element).querySelectorAll<HTMLElement>("tbody tr"));
  const target = nextInRow(event.key, rows.indexOf(event.target as HTMLElement), rows.length);
  if (target === null) return;
  event.preventDefault();
  moveFocus(rows, target);
}

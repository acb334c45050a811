import type {Profile} from "../engine/types.js";
import {basisOf, regimeTitle} from "./describe.js";
import {formatRatio} from "./format.js";
import {gapRows} from "./gapRows.js";
import {operatorRows} from "./operatorRows.js";
import {breakEvenRows, flipRows, headroomRows, interactionRows} from "./outlookRows.js";
import {familyRows, gainName, memoryRows, timeRows} from "./tables.js";
import {alignColumns, columnsWithin, stackHead} from "./textTable.js";
import type {AnsweredExplanation, Explanation} from "./types.js";
import {visibleText} from "./visibleText.js";

/** Columns of a terminal that tables keep to where they can. */
const widest = 100;

/** How much of an explanation is printed. */
export interface RenderOptions {
  /** All tables instead of those of times and causes. */
  readonly verbose?: boolean | undefined;
}

/**
 * An explanation as plain text: the block that the published tutorial made known, then what the numbers say, then the
 * numbers.
 */
export function renderText(explanation: Explanation, {verbose = false}: RenderOptions = {}): string {
  const {baseline, proposal} = explanation;
  const regime = ({regime: bound}: Profile) => (bound === null ? "Does Not Fit" : regimeTitle(bound));
  const sections: (readonly string[])[] = [
    [
      "📊 Differential Analysis: Proposal vs. Baseline",
      `• Speedup: ${speedupText(explanation)}`,
      `• Baseline Regime: ${regime(baseline.profile)}`,
      `• Proposal Regime: ${regime(proposal.profile)}`,
    ],
    explanation.claims.map(({text}) => visibleText(text)),
  ];
  if (!explanation.answered) sections.push(table(memoryRows(explanation)));
  else sections.push(table(timeRows(explanation)), causes(explanation));
  sections.push([...explanation.policies, basisOf(explanation)].map(visibleText));
  if (explanation.answered && verbose) sections.push(...furtherTables(explanation));
  const printed = sections.filter((lines) => lines.length > 0);
  return `${printed.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** "1.39x", as the known block prints it. */
export function asciiRatio(ratio: number): string {
  return formatRatio(ratio).replace("×", "x");
}

/** The ratio, and what it is of where that is not the time of a step by the engine. */
function speedupText(explanation: Explanation): string {
  const {answered, speedup, metric, measured} = explanation;
  if (!answered) {
    return `none, a side does not fit${measured === null ? "" : ` (measured ${asciiRatio(measured.speedup)})`}`;
  }
  const compared = metric === "latency" ? null : gainName(explanation);
  const predicted = measured?.predictedSpeedup ?? null;
  const remarks = [compared, predicted === null ? null : `measured, predicted ${asciiRatio(predicted)}`];
  const told = remarks.filter((remark) => remark !== null);
  return `${asciiRatio(speedup)}${told.length === 0 ? "" : ` (${told.join("; ")})`}`;
}

function causes(explanation: AnsweredExplanation): string[] {
  return explanation.factors.length === 0 ? ["Nothing differs between the two."] : table(familyRows(explanation));
}

/** What only those read who ask for everything. */
function furtherTables(explanation: AnsweredExplanation): string[][] {
  return [
    titled("What two causes give together, beyond what each gives alone:", table(interactionRows(explanation))),
    titled("From the headline ratio to the speed-up:", table(gapRows(explanation))),
    titled(
      "By operator, in ms of a step, with what each cause saves of it; an arrow marks a regime that changes:",
      columnsWithin(widest, operatorRows(explanation)).flatMap((rows, part) => [
        ...(part === 0 ? [] : [""]),
        ...table(stackHead(rows)),
      ]),
    ),
    titled("Where the regime of a side changes, all else as it is:", table(flipRows(explanation))),
    table(breakEvenRows(explanation)),
    table(headroomRows(explanation)),
  ];
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

function table(rows: readonly (readonly string[])[]): string[] {
  return alignColumns(
    rows.map((row) => row.map(visibleText)),
    "right",
  );
}

import type {Profile} from "../engine/types.js";
import {regimeTitle} from "./describe.js";
import {formatRatio} from "./format.js";
import {factorRows, timeRows} from "./tables.js";
import {alignColumns} from "./textTable.js";
import type {AnsweredExplanation, Explanation} from "./types.js";

/**
 * An explanation as plain text: the block that the published tutorial made known, then what the numbers say, then the
 * numbers.
 */
export function renderText(explanation: Explanation): string {
  const {baseline, proposal, speedup} = explanation;
  const regime = ({regime: bound}: Profile) => (bound === null ? "Does Not Fit" : regimeTitle(bound));
  const block = [
    "📊 Differential Analysis: Proposal vs. Baseline",
    `• Speedup: ${speedup === null ? "none, a side does not fit" : asciiRatio(speedup)}`,
    `• Baseline Regime: ${regime(baseline.profile)}`,
    `• Proposal Regime: ${regime(proposal.profile)}`,
  ];
  const claims = explanation.claims.map(({text}) => text);
  const sections = [block, claims];
  if (explanation.answered) sections.push(timeTable(explanation), factorTable(explanation));
  if (explanation.policies.length > 0) sections.push([...explanation.policies]);
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** "1.39x", as the known block prints it. */
export function asciiRatio(ratio: number): string {
  return formatRatio(ratio).replace("×", "x");
}

function timeTable(explanation: AnsweredExplanation): string[] {
  return alignColumns(timeRows(explanation), "right");
}

function factorTable(explanation: AnsweredExplanation): string[] {
  return explanation.factors.length === 0
    ? ["Nothing differs between the two."]
    : alignColumns(factorRows(explanation), "right");
}

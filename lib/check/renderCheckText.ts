import {alignColumns} from "../explainer/textTable.js";
import {visibleText} from "../explainer/visibleText.js";
import type {CheckResult, ScenarioOutcome} from "./types.js";
import {changeText, leadingMetric, metricText, reasonsOf, regimeText, summaryOf, verdictNames} from "./words.js";

/** Sentences of a scenario. */
const mostSentences = 3;

/** A check as plain text: the summary, a table of all scenarios, and why each that changed did. */
export function renderCheckText(result: CheckResult): string {
  const {outcomes, baseNotice} = result;
  const rows = [
    ["scenario", "before", "after", "change", "regime", "verdict"],
    ...outcomes.map((outcome) => [
      visibleText(outcome.name),
      metricText(leadingMetric(outcome), outcome.before),
      metricText(leadingMetric(outcome), outcome.after),
      changeText(outcome),
      regimeText(outcome),
      outcome.after === null ? "–" : verdictNames[outcome.verdict],
    ]),
  ];
  const blocks = [
    [summaryOf(result)],
    ...(baseNotice === null ? [] : [[baseNotice]]),
    alignColumns(rows, "left"),
    ...outcomes.map(reasonLines).filter((lines) => lines.length > 0),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function reasonLines(outcome: ScenarioOutcome): string[] {
  const reasons = reasonsOf(outcome, mostSentences);
  return reasons.length === 0 ? [] : [visibleText(outcome.name), ...reasons.map((text) => `  ${visibleText(text)}`)];
}

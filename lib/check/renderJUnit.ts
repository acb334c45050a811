import {visibleText} from "../explainer/visibleText.js";
import type {CheckResult, ScenarioOutcome, ScenarioVerdict} from "./types.js";
import {reasonsOf, summaryOf, verdictNames} from "./words.js";

/**
 * A check as JUnit XML: a test case for each scenario of the head, a failure for each that makes the check fail.
 *
 * @param failing - The verdicts that do, beside what does not fit.
 */
export function renderJUnit(result: CheckResult, failing: readonly ScenarioVerdict[]): string {
  const present = result.outcomes.filter(({after}) => after !== null);
  const isFailure = ({verdict}: ScenarioOutcome): boolean => verdict === "does-not-fit" || failing.includes(verdict);
  const failures = present.filter(isFailure).length;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="regime-shift" tests="${present.length}" failures="${failures}">`,
    `  <testsuite name="${xml(summaryOf(result))}" tests="${present.length}" failures="${failures}" errors="0" skipped="0">`,
    ...present.flatMap((outcome) => testCase(outcome, isFailure(outcome))),
    "  </testsuite>",
    "</testsuites>",
  ];
  return `${lines.join("\n")}\n`;
}

function testCase(outcome: ScenarioOutcome, isFailure: boolean): string[] {
  const open = `    <testcase classname="regime-shift" name="${xml(outcome.name)}"`;
  const told = reasonsOf(outcome, 2);
  if (isFailure)
    return [
      `${open}>`,
      `      <failure message="${xml(told[0] ?? verdictNames[outcome.verdict])}" type="${outcome.verdict}">${xml(told.join(" "))}</failure>`,
      "    </testcase>",
    ];
  if (told.length === 0) return [`${open}/>`];
  return [`${open}>`, `      <system-out>${xml(told.join(" "))}</system-out>`, "    </testcase>"];
}

const entities = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"} as const;

/** Text that stands for itself in XML; what XML cannot hold at all is shown as its code. */
function xml(text: string): string {
  return visibleText(text)
    .replace(/[\p{Cs}\uFFFE\uFFFF]/gu, "\uFFFD")
    .replace(/[&<>"']/g, (character) => entities[character as keyof typeof entities]);
}

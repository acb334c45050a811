import {escapeMarkdown, escapeMarkdownLine, folded, leftTable} from "../explainer/textTable.js";
import {detailBlocks, type InputsOf} from "./details.js";
import {permalink} from "./permalink.js";
import type {CheckResult, ScenarioOutcome} from "./types.js";
import {
  changeText,
  leadingMetric,
  metricText,
  reasonsOf,
  regimeText,
  summaryOf,
  verdictNames,
  verdictOrder,
  worstVerdict,
} from "./words.js";

/** GitHub takes 65,536 characters; what is left is for a marker and a footer. */
export const mostCharacters = 64_000;

/** How much of that the table and then the reasons may take before details are begun, so that each part has its room. */
const [tableShare, reasonShare] = [0.4, 0.75];

/** Sentences of a scenario outside its details. */
const mostSentences = 2;

const signs = {pass: "✅", warn: "⚠️", error: "❌", "does-not-fit": "❌"} as const;

/**
 * A check as GitHub-flavoured Markdown, for a comment: the verdict in the first line, a table of what changed or is wrong, the
 * leading reasons, and details folded. What does not fit in a comment is left out, last things first, and said to be.
 *
 * @param inputsOf - Says where the inputs that differ come from: `renderCheckMarkdown` asks the catalog, whose sources a page
 * has no room for.
 */
export function checkMarkdown(result: CheckResult, inputsOf: InputsOf): string {
  const {baseNotice, site} = result;
  const told = worthTelling(result);
  const pieces = new Pieces(mostCharacters);
  pieces.add([`**${signs[worstVerdict(result)]} ${escapeMarkdown(summaryOf(result))}**`]);
  if (baseNotice !== null) pieces.add([escapeMarkdownLine(baseNotice)]);

  const [head = "", rule = "", ...rows] = leftTable([tableHead, ...told.map(tableRow)]);
  const kept = rows.filter(pieces.counting(tableShare, head.length + rule.length));
  if (kept.length > 0) pieces.add([head, rule, ...kept]);
  const reasons = told.map((outcome) => reasonBlock(outcome, site)).filter((block) => block.length > 0);
  const toldReasons = reasons.filter((block) => pieces.tryAdd(block, reasonShare));
  const details = told.filter((outcome) => outcome.status !== "removed").map((outcome) => detailsOf(outcome, inputsOf));
  const toldDetails = details.filter((block) => pieces.tryAdd(block, 1));

  const cut = [
    left(rows.length - kept.length, "row", "rows"),
    left(reasons.length - toldReasons.length, "reason", "reasons"),
    left(details.length - toldDetails.length, "block of details", "blocks of details"),
  ].filter((text) => text !== null);
  if (cut.length > 0)
    pieces.add([`_Cut to the length of a comment: ${cut.join(", ")} left out. The JSON form has all of them._`]);
  return pieces.text();
}

const tableHead = ["scenario", "before", "after", "change", "regime", "verdict"];

function tableRow(outcome: ScenarioOutcome): string[] {
  const key = leadingMetric(outcome);
  return [
    outcome.name,
    metricText(key, outcome.before),
    metricText(key, outcome.after),
    changeText(outcome),
    regimeText(outcome),
    outcome.after === null ? "–" : `${signs[outcome.verdict]} ${verdictNames[outcome.verdict]}`,
  ];
}

/** What changed or is wrong, the worst first; else in the order of the file. */
function worthTelling({outcomes}: CheckResult): readonly ScenarioOutcome[] {
  return outcomes
    .filter(({status, verdict}) => status !== "unchanged" || verdict !== "pass")
    .toSorted((a, b) => verdictOrder.indexOf(b.verdict) - verdictOrder.indexOf(a.verdict));
}

function reasonBlock(outcome: ScenarioOutcome, site: string | null): string[] {
  const sentences = reasonsOf(outcome, mostSentences).map(escapeMarkdown);
  const link = site === null ? null : permalink(outcome, site);
  if (link !== null) sentences.push(`[Open the comparison](<${link}>)`);
  return sentences.length === 0 ? [] : [`**${escapeMarkdown(outcome.name)}**: ${sentences.join(" ")}`];
}

function detailsOf(outcome: ScenarioOutcome, inputsOf: InputsOf): string[] {
  return folded(`Details: ${outcome.name}`, detailBlocks(outcome, inputsOf));
}

function left(count: number, one: string, many: string): string | null {
  return count === 0 ? null : `${count} ${count === 1 ? one : many}`;
}

/** Blocks with an empty line between, as many as there is room for. */
class Pieces {
  readonly #most: number;
  readonly #blocks: string[] = [];
  #used = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Adds a block without which the text would say nothing, whatever the room. */
  add(lines: readonly string[]): void {
    const block = lines.join("\n");
    this.#blocks.push(block);
    this.#used += block.length + 2;
  }

  /** Adds a block if with it the text keeps within a share of its room. */
  tryAdd(lines: readonly string[], share: number): boolean {
    const length = lines.reduce((sum, line) => sum + line.length + 1, 2);
    if (this.#used + length > this.#most * share) return false;
    this.add(lines);
    return true;
  }

  /** Says of one line after the other whether there is still room for it within a share, and counts those that there is. */
  counting(share: number, before: number): (line: string) => boolean {
    let used = this.#used + before;
    return (line) => {
      if (used + line.length + 1 > this.#most * share) return false;
      used += line.length + 1;
      return true;
    };
  }

  text(): string {
    return `${this.#blocks.join("\n\n")}\n`;
  }
}

import {basisOf, regimeNames} from "./describe.js";
import {gapRows} from "./gapRows.js";
import {operatorRows} from "./operatorRows.js";
import {breakEvenRows, flipRows, headroomRows, interactionRows} from "./outlookRows.js";
import {familyRows, memoryRows, timeRows} from "./tables.js";
import {escapeMarkdown, escapeMarkdownLine, folded, markdownTable} from "./textTable.js";
import type {AnsweredExplanation, Explanation} from "./types.js";

/** An explanation as GitHub-flavoured Markdown: the verdict, the table of times, and the rest folded. */
export function renderMarkdown(explanation: Explanation): string {
  const [lead = "", ...rest] = explanation.claims.map(({text}) => text);
  const {policies} = explanation;
  const blocks = explanation.answered
    ? [
        markdownTable(timeRows(explanation)),
        [regimeLine(explanation)],
        folded("Why", [causes(explanation), list(rest), ...treated(policies)]),
        ...furtherFolds(explanation),
      ]
    : [list(rest), markdownTable(memoryRows(explanation)), ...treated(policies)];
  const printed = [[`**${escapeMarkdown(lead.trim())}**`], ...blocks].filter((lines) => lines.length > 0);
  return `${printed.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function regimeLine(explanation: AnsweredExplanation): string {
  const {baseline, proposal} = explanation.regimes;
  return `Regime: ${regimeNames[baseline]} → ${regimeNames[proposal]}. ${escapeMarkdown(basisOf(explanation))}`;
}

function causes(explanation: AnsweredExplanation): string[] {
  return explanation.factors.length === 0 ? [] : markdownTable(familyRows(explanation));
}

/** What a reader opens who doubts the answer. */
function furtherFolds(explanation: AnsweredExplanation): string[][] {
  const table = (rows: string[][]) => (rows.length === 0 ? [] : markdownTable(rows));
  return [
    folded("From the headline ratio to the speed-up", [table(gapRows(explanation))]),
    folded("By operator, in ms of a step: what each cause saves", [table(operatorRows(explanation))]),
    folded("Where the regime changes, and what would help next", [
      table(flipRows(explanation)),
      table(breakEvenRows(explanation)),
      table(headroomRows(explanation)),
      table(interactionRows(explanation)),
    ]),
  ];
}

/** What was decided about mixtures of the two sides, under a line that says so. */
function treated(policies: readonly string[]): string[][] {
  return policies.length === 0 ? [] : [["How mixtures of the two sides are treated:"], list(policies)];
}

function list(items: readonly string[]): string[] {
  return items.map((text) => `- ${escapeMarkdownLine(text)}`);
}

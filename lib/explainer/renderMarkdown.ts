import {regimeNames} from "./describe.js";
import {factorRows, timeRows} from "./tables.js";
import {escapeMarkdown, markdownTable} from "./textTable.js";
import type {Explanation} from "./types.js";

/** An explanation as GitHub-flavoured Markdown: the verdict, the table of times, and the rest folded. */
export function renderMarkdown(explanation: Explanation): string {
  const [lead, ...rest] = explanation.claims.map(({text}) => escapeMarkdown(text));
  const lines = [`**${lead ?? ""}**`, ""];
  if (!explanation.answered) return `${[...lines, ...rest.map((text) => `- ${text}`)].join("\n").trimEnd()}\n`;
  const {baseline, proposal} = explanation.regimes;
  const details = [
    ...(explanation.factors.length === 0 ? [] : [...markdownTable(factorRows(explanation)), ""]),
    ...rest.map((text) => `- ${text}`),
    ...explanation.policies.map((text) => `- ${escapeMarkdown(text)}`),
  ];
  lines.push(
    ...markdownTable(timeRows(explanation)),
    "",
    `Regime: ${regimeNames[baseline]} → ${regimeNames[proposal]}.`,
    "",
    "<details><summary>Why</summary>",
    "",
    ...details,
    "",
    "</details>",
  );
  return `${lines.join("\n")}\n`;
}

import {alignColumns, escapeMarkdown, markdownTable} from "../explainer/textTable.js";
import {visibleText} from "../explainer/visibleText.js";
import type {Validation} from "./validate.js";
import {validationSections, type Table} from "./validationSections.js";

function opening({calibration}: Validation): string {
  return `Predicted against measured, with the calibration "${calibration}". Errors are |ln(predicted ÷ measured)|: 0.10 is about 10 %.`;
}

/** A validation as plain text. */
export function renderValidationText(validation: Validation): string {
  const sections = validationSections(validation).flatMap(({title, tables}) => [
    "",
    title,
    ...tables.flatMap((table) => ["", ...alignColumns(visible(table), table.words ? "left" : "right").map(indented)]),
  ]);
  return `${[opening(validation), ...sections].join("\n")}\n`;
}

/** A validation as GitHub-flavoured Markdown. */
export function renderValidationMarkdown(validation: Validation): string {
  const sections = validationSections(validation).flatMap(({title, tables}) => [
    "",
    `### ${escapeMarkdown(title)}`,
    ...tables.flatMap((table) => ["", ...markdownLines(table)]),
  ]);
  return `${[escapeMarkdown(opening(validation)), ...sections].join("\n")}\n`;
}

function indented(line: string): string {
  return line === "" ? "" : `  ${line}`;
}

/** Ids, categories and reasons hold what the table does. */
function visible({rows}: Table): readonly (readonly string[])[] {
  return rows.map((row) => row.map(visibleText));
}

function markdownLines(table: Table): readonly string[] {
  const [head = "", rule = "", ...body] = markdownTable(visible(table));
  return [head, table.words ? rule.replaceAll("---:", "---") : rule, ...body];
}

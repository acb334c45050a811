import {html} from "./element.js";

/** A table in a box that scrolls where it is too wide; the first row and the first column are headings. */
export function plainTable(rows: readonly (readonly string[])[], name: string): HTMLElement {
  const [head = [], ...body] = rows;
  const numeric = head.map((_, column) => isNumeric(body, column));
  const cell = (text: string, column: number) =>
    column === 0 ? html("th", {scope: "row"}, text) : html("td", {class: numeric[column] ? "number" : null}, text);
  const table = html(
    "table",
    {},
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        ...head.map((text, column) =>
          text === "" ? html("td", {}) : html("th", {scope: "col", class: numeric[column] ? "number" : null}, text),
        ),
      ),
    ),
    html("tbody", {}, ...body.map((row) => html("tr", {}, ...row.map(cell)))),
  );
  return html("div", {class: "table-scroll", tabindex: 0, role: "group", "aria-label": name}, table);
}

function isNumeric(body: readonly (readonly string[])[], column: number): boolean {
  return column > 0 && body.some((row) => /^[\d.,]+(\s|×|$)/.test(row[column] ?? ""));
}

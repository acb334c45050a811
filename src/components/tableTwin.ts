import {html} from "./element.js";
import {plainTable} from "./plainTable.js";

/**
 * The same as a chart, as a table folded away: the first row and the first column are headings.
 *
 * @param name what the table holds; names the box that scrolls it.
 */
export function tableTwin(rows: readonly (readonly string[])[], name: string): HTMLDetailsElement {
  return html("details", {class: "twin"}, html("summary", {}, "The same as a table"), plainTable(rows, name));
}

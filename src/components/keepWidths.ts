import {html} from "./element.js";

/**
 * Keeps a table's columns as wide as the browser first made them, until its box changes: otherwise each row that comes or
 * goes has the browser measure every cell again, and columns move under the reader's eyes.
 *
 * @param heads - One cell of each column.
 * @param box - The box that the table scrolls in.
 */
export function keepWidths(table: HTMLTableElement, heads: readonly HTMLElement[], box: HTMLElement): void {
  if (typeof ResizeObserver === "undefined") return;
  const columns = heads.map(() => html("col"));
  table.prepend(html("colgroup", {}, ...columns));
  let width = 0;
  new ResizeObserver(([entry]) => {
    const next = entry?.contentRect.width ?? 0;
    // A box that is not shown has no width, and tells nothing.
    if (next === 0 || next === width) return;
    width = next;
    Object.assign(table.style, {tableLayout: "auto", width: ""});
    for (const column of columns) column.style.width = "";
    const widths = heads.map((head) => head.getBoundingClientRect().width);
    for (const [index, column] of columns.entries()) column.style.width = `${widths[index]}px`;
    const sum = widths.reduce((total, each) => total + each, 0);
    Object.assign(table.style, {tableLayout: "fixed", width: `${sum}px`});
  }).observe(box);
}

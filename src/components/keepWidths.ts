/**
 * Keeps a table's columns as wide as the browser first made them, until its box changes, by giving each cell its width. A
 * table laid out as a table has the browser measure every cell at each row that comes or goes, and columns move under the
 * reader's eyes; with the class `kept` it can be laid out row by row, and rows out of sight not at all.
 *
 * @param heads - One cell of each column.
 * @param box - The box that the table scrolls in.
 */
export function keepWidths(table: HTMLTableElement, heads: readonly HTMLElement[], box: HTMLElement): void {
  if (typeof ResizeObserver === "undefined") return;
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  let width = 0;
  new ResizeObserver(() => {
    // With its scrollbar, which comes and goes with the rows.
    const next = box.offsetWidth;
    // A box that is not shown has no width, and tells nothing.
    if (next === 0 || next === width) return;
    width = next;
    table.classList.remove("kept");
    const widths = heads.map((head) => head.getBoundingClientRect().width);
    const sum = widths.reduce((total, each) => total + each, 0);
    const rules = widths.map(
      (each, index) => `#${table.id}.kept tr > :nth-child(${index + 1}):not([colspan]) {flex: 0 0 ${each}px}`,
    );
    sheet.replaceSync([`#${table.id}.kept {width: ${sum}px}`, ...rules].join("\n"));
    table.classList.add("kept");
  }).observe(box);
}

import {arrange, sortedBy, type TableState} from "../lib/explore/tableState.js";
import type {CatalogSheet, SheetCell, SheetColumn, SheetItem} from "../lib/explore/catalogSheet.js";
import {html} from "./element.js";
import {sourceNote} from "./sourceNote.js";

/** A table in the page, and how to show another state of it without telling anyone. */
export interface DataTable {
  readonly element: HTMLElement;
  show(state: TableState): void;
}

let nextId = 0;

/**
 * A table of the catalog in a box that scrolls sideways: a click on a column's head sorts by it, a click on a figure opens
 * a line below its row with the source.
 *
 * @param home - The address of the page that compares an item, to which its name leads; null where there is none.
 */
export function dataTable(
  sheet: CatalogSheet,
  home: (item: SheetItem) => string | null,
  onSort: (state: TableState) => void,
): DataTable {
  const id = `table-${nextId++}`;
  let state: TableState;

  const heads = sheet.columns.map((column) => {
    const unit = column.unit === null ? [] : [html("span", {class: "unit"}, ` ${column.unit}`)];
    const button = html("button", {type: "button"}, column.label, ...unit);
    button.addEventListener("click", () => {
      onSort(sortedBy(state, sheet, column.key));
    });
    return html("th", {scope: "col", class: column.isNumeric ? "number" : null}, button);
  });
  const source = sourceNote(sheet.columns.length, `${id}-source`);
  const rows = new Map(sheet.items.map((item) => [item.id, rowOf(item, sheet.columns, home, source.toggle)]));
  const body = html("tbody");
  const table = html("table", {class: "data-table"}, html("thead", {}, html("tr", {}, ...heads)), body);
  const none = html("tr", {}, html("td", {colspan: sheet.columns.length}, `No ${sheet.noun} match.`));

  return {
    element: html(
      "div",
      {class: "table-scroll wide", tabindex: 0, role: "group", "aria-label": `Table of ${sheet.noun}`},
      table,
    ),
    show(next) {
      state = next;
      for (const [index, head] of heads.entries()) {
        if (sheet.columns[index]!.key !== state.sort) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", state.isDescending ? "descending" : "ascending");
      }
      const shown = arrange(sheet, state).map((item) => rows.get(item.id)!);
      body.replaceChildren(...(shown.length === 0 ? [none] : shown));
      source.follow();
    },
  };
}

function rowOf(
  item: SheetItem,
  columns: readonly SheetColumn[],
  home: (item: SheetItem) => string | null,
  toggle: (button: HTMLButtonElement, title: string, cell: SheetCell) => void,
): HTMLTableRowElement {
  const cells = item.cells.slice(1).map((cell, index) => {
    const {label, unit, isNumeric} = columns[index + 1]!;
    const attributes = {class: [isNumeric ? "number" : "", cell.isMissing ? "missing" : ""].join(" ").trim() || null};
    if (cell.figure === null) return html("td", attributes, cell.text);
    const measured = cell.value === null || unit === null ? cell.text : `${cell.text} ${unit}`;
    const button = html(
      "button",
      {type: "button", class: "figure", "aria-expanded": "false", "aria-label": `${measured}, source`},
      cell.text,
    );
    button.addEventListener("click", () => {
      toggle(button, `${item.name}, ${label}`, cell);
    });
    return html("td", attributes, button);
  });
  const href = home(item);
  const name = html("th", {scope: "row"}, href === null ? item.name : html("a", {href}, item.name));
  return html("tr", {}, name, ...cells);
}

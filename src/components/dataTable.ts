import {mostCompared, sortedBy, type TableState} from "../lib/explore/tableState.js";
import type {CatalogSheet, SheetItem} from "../lib/explore/catalogSheet.js";
import {figureCell, type Toggle} from "./figureCell.js";
import {html} from "./element.js";
import {keepWidths} from "./keepWidths.js";
import {revealRows} from "./revealRows.js";
import {sourceNote} from "./sourceNote.js";
import {nameRoles} from "./tableRoles.js";

/** A table in the page, and how to show another state of it without telling anyone. */
export interface DataTable {
  readonly element: HTMLElement;
  /** @param shown - The indices of the items to show, in order. */
  show(state: TableState, shown: readonly number[]): void;
}

/** What a reader does with a table. */
export interface TableActions {
  readonly sort: (state: TableState) => void;
  /** An item's box was ticked or cleared; gives whether it is compared now. */
  readonly compare: (item: SheetItem) => boolean;
}

let nextId = 0;

/**
 * A table of the catalog in a box that scrolls: a click on a column's head sorts by it, a click on a figure opens a line
 * below its row with the source, and ticked rows are compared. Rows are made once, then hidden and moved.
 */
export function dataTable(sheet: CatalogSheet, actions: TableActions): DataTable {
  const id = `table-${nextId++}`;
  let state: TableState;
  let order = "";

  const columns = sheet.columns.flatMap((column, index) => (column.isDetail ? [] : [{column, index}]));
  const heads = columns.map(({column}) => {
    const unit = column.unit === null ? [] : [html("span", {class: "unit"}, ` ${column.unit}`)];
    const button = html("button", {type: "button"}, column.label, ...unit);
    button.addEventListener("click", () => {
      actions.sort(sortedBy(state, sheet, column.key));
    });
    return html("th", {scope: "col", class: column.isNumeric ? "number" : null}, button);
  });
  const source = sourceNote(columns.length + 1, `${id}-source`);
  const rows = sheet.items.map((item) => rowOf(item, columns.slice(1), sheet, source.toggle, actions));
  const none = html("tr", {}, html("td", {colspan: columns.length + 1}, `No ${sheet.noun} matches.`));
  const elements = rows.map(({element}) => element);
  const body = html("tbody", {}, ...elements);
  const nothing = html("tbody", {}, none);
  const pick = html("th", {scope: "col", class: "pick"}, html("span", {class: "visually-hidden"}, "Compare"));
  const table = html(
    "table",
    {class: "data-table", id},
    html("thead", {}, html("tr", {}, pick, ...heads), strutOf(sheet, columns)),
    body,
    nothing,
  );
  const label = `Table of ${sheet.noun}s`;
  const box = html("div", {class: "table-scroll wide", tabindex: 0, role: "group", "aria-label": label}, table);
  nameRoles(table);
  const reveal = revealRows(body, elements, box);
  keepWidths(table, [pick, ...heads], box);

  return {
    element: box,
    show(next, shown) {
      state = next;
      for (const [index, head] of heads.entries()) {
        if (columns[index]!.column.key !== state.sort) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", state.isDescending ? "descending" : "ascending");
      }
      for (const [index, {element, box}] of rows.entries()) {
        const isCompared = state.compared.includes(sheet.items[index]!.id);
        if (box.checked === isCompared && element.classList.contains("compared") === isCompared) continue;
        box.checked = isCompared;
        element.classList.toggle("compared", isCompared);
      }
      reveal(shown.map((index) => rows[index]!.element));
      nothing.hidden = shown.length > 0;
      // While a reader types, rows come and go but keep their order.
      const sorted = `${state.sort} ${state.isDescending}`;
      const inPlace = sorted === order && isInOrder(shown, rows);
      order = sorted;
      if (!inPlace) body.append(...shown.map((index) => rows[index]!.element));
      source.follow();
    },
  };
}

/** A column that the table shows, and where it stands among all columns. */
interface Shown {
  readonly column: CatalogSheet["columns"][number];
  readonly index: number;
}

/** A row without height that holds the longest text of each column, so that widths do not depend on which rows are shown. */
function strutOf({items}: CatalogSheet, columns: readonly Shown[]): HTMLTableRowElement {
  const cells = columns.map(({column, index}) => {
    const longest = items
      .map(({cells}) => cells[index]!)
      // What is missing is said in smaller letters.
      .reduce((most, cell) => (widthOf(cell) > widthOf(most) ? cell : most));
    const attributes = {class: [column.isNumeric ? "number" : "", longest.isMissing ? "missing" : ""].join(" ")};
    return html("td", attributes, html("span", {}, longest.text));
  });
  return html("tr", {class: "strut", "aria-hidden": "true"}, html("td", {}), ...cells);
}

function widthOf({text, isMissing}: SheetItem["cells"][number]): number {
  return text.length * (isMissing ? 0.85 : 1);
}

interface Row {
  readonly element: HTMLTableRowElement;
  readonly box: HTMLInputElement;
}

/** Whether the rows to be shown stand in their order already. */
function isInOrder(shown: readonly number[], rows: readonly Row[]): boolean {
  return shown.every((index, place) => {
    if (place === 0) return true;
    const before = rows[shown[place - 1]!]!.element;
    return Boolean(before.compareDocumentPosition(rows[index]!.element) & 4);
  });
}

function rowOf(
  item: SheetItem,
  columns: readonly Shown[],
  {folder}: CatalogSheet,
  toggle: Toggle,
  {compare}: TableActions,
): Row {
  const box = html("input", {type: "checkbox", "aria-label": `Compare ${item.name}`});
  box.addEventListener("change", () => {
    box.checked = compare(item);
  });
  const cells = columns.map(({column, index}) => figureCell("td", item.name, column, item.cells[index]!, toggle));
  // With the file's name, for hosts that know of no other way.
  const link = html("a", {href: `./${folder}/${item.id}.html`}, item.name);
  const element = html(
    "tr",
    {},
    html("td", {class: "pick"}, html("label", {}, box)),
    html("th", {scope: "row"}, link),
    ...cells,
  );
  return {element, box};
}

/** What is said where a reader ticks one item too many. */
export const tooMany = `${mostCompared} are compared already: clear one to compare another.`;

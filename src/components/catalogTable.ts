import type {CatalogSheet} from "../lib/explore/catalogSheet.js";
import {
  decodeTableQuery,
  defaultTableState,
  encodeTableQuery,
  heldAgainst,
  isNarrowed,
  mostCompared,
  withCompared,
  type TableState,
} from "../lib/explore/tableState.js";
import {html} from "./element.js";
import {dataTable, tooMany} from "./dataTable.js";
import {sheetRows, type Verbs} from "./sheetRows.js";
import {sideBySide} from "./sideBySide.js";
import {tableControls} from "./tableControls.js";

const writeDelay = 150;

/**
 * A table of the catalog with what filters it, and below it the items that a reader has ticked, side by side. What is shown
 * stands in the page's address, so that a link reproduces it; a part of the address that cannot be used is named in a notice.
 *
 * @param verbs - arquero's, which filter and sort.
 */
export function catalogTable(sheet: CatalogSheet, verbs: Verbs, host: Window = window): HTMLElement {
  let state: TableState;
  let timer: number | undefined;
  const rowsOf = sheetRows(sheet, verbs);

  const update = (next: TableState) => {
    show(next);
    host.clearTimeout(timer);
    // Browsers limit how often a page may write its address.
    timer = host.setTimeout(write, writeDelay);
  };
  const write = () => {
    const {search, pathname, hash} = host.location;
    const query = encodeTableQuery(state, sheet, search);
    if (query !== search) host.history.replaceState(host.history.state, "", `${pathname}${query}${hash}`);
  };

  const controls = tableControls(sheet, (change) => {
    update({...state, ...change});
  });
  const count = html("p", {class: "count", role: "status"});
  const all = html("button", {type: "button", hidden: true}, "Show all");
  all.addEventListener("click", () => {
    const {sort, isDescending, compared} = state;
    update({...defaultTableState(sheet), sort, isDescending, compared});
    controls.focus();
  });
  const chosen = html("button", {type: "button", hidden: true});
  const outcome = html("div", {role: "status"});
  const table = dataTable(sheet, {
    sort: update,
    compare(item) {
      const next = withCompared(state, item.id);
      if (next !== null) update(next);
      const said = `Side by side: ${state.compared.length} of at most ${mostCompared}.`;
      outcome.replaceChildren(
        next === null ? html("p", {class: "notice"}, tooMany) : html("p", {class: "visually-hidden"}, said),
      );
      return state.compared.includes(item.id);
    },
  });
  const side = sideBySide(sheet, {
    remove(item) {
      const next = withCompared(state, item.id);
      if (next !== null) update(next);
      outcome.replaceChildren();
      side.focus();
    },
    holdAgainst(item) {
      update(heldAgainst(state, item.id));
      side.focus();
    },
  });
  chosen.addEventListener("click", side.reveal);
  const notices = html("div", {role: "status"});

  const show = (next: TableState) => {
    state = next;
    const shown = rowsOf(state);
    // First, because it measures: the browser would have to lay out for it what the others write.
    table.show(state, shown);
    controls.show(state);
    const total = sheet.items.length;
    const text = shown.length === total ? `${total} ${sheet.noun}s` : `${shown.length} of ${total} ${sheet.noun}s`;
    if (count.textContent !== text) count.textContent = text;
    all.hidden = !isNarrowed(state);
    const {length} = state.compared;
    chosen.hidden = length === 0;
    chosen.textContent = `Side by side: ${length}`;
    side.show(state.compared);
  };
  const read = () => {
    host.clearTimeout(timer);
    const decoded = decodeTableQuery(host.location.search, sheet);
    notices.replaceChildren(...decoded.notices.map((text) => html("p", {class: "notice"}, text)));
    show(decoded.state);
  };
  host.addEventListener("popstate", read);
  read();

  return html(
    "div",
    {class: "catalog"},
    notices,
    controls.element,
    html("div", {class: "count-line"}, count, all, chosen),
    outcome,
    table.element,
    side.element,
  );
}

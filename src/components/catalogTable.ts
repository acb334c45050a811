import {homeState} from "../lib/explore/homeState.js";
import type {CatalogSheet, SheetItem} from "../lib/explore/catalogSheet.js";
import {arrange, decodeTableQuery, encodeTableQuery, type TableState} from "../lib/explore/tableState.js";
import {html} from "./element.js";
import {dataTable} from "./dataTable.js";

const writeDelay = 150;

/**
 * A table of the catalog with what filters it. What is shown stands in the page's address, so that a link reproduces it; a
 * part of the address that cannot be used is named in a notice.
 */
export function catalogTable(sheet: CatalogSheet, host: Window = window): HTMLElement {
  let state: TableState;
  let timer: number | undefined;

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

  const find = html("input", {type: "search", maxlength: 100, autocomplete: "off", spellcheck: "false"});
  find.addEventListener("input", () => {
    update({...state, text: find.value});
  });
  const selects = sheet.filters.map(({key, label, choices}) => {
    const options = choices.map((choice) => html("option", {value: choice}, choice));
    const select = html("select", {}, html("option", {value: ""}, "all"), ...options);
    select.addEventListener("input", () => {
      update({...state, choices: {...state.choices, [key]: select.value}});
    });
    return {key, select, element: html("label", {class: "control"}, label, select)};
  });
  const count = html("p", {class: "count", role: "status"});
  const table = dataTable(sheet, homeAddress(sheet), update);
  const notices = html("div", {role: "status"});

  const show = (next: TableState) => {
    state = next;
    if (find.value !== state.text) find.value = state.text;
    for (const {key, select} of selects) select.value = state.choices[key] ?? "";
    const shown = arrange(sheet, state).length;
    const all = sheet.items.length;
    count.textContent = shown === all ? `${all} ${sheet.noun}` : `${shown} of ${all} ${sheet.noun}`;
    table.show(state);
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
    html(
      "div",
      {class: "controls"},
      html("label", {class: "control"}, "Find", find),
      ...selects.map(({element}) => element),
    ),
    count,
    table.element,
  );
}

/**
 * The home page with an item chosen, or null where it does not compare such items; with its file name, for hosts that know
 * of no other way.
 */
function homeAddress({homeParameter}: CatalogSheet): (item: SheetItem) => string | null {
  return ({id, standsAlone}) => {
    if (standsAlone) return null;
    const query = new URLSearchParams({[homeParameter]: id});
    // The accelerator that stands as baseline would be compared with itself: it trades places.
    if (homeParameter === "proposal" && id === homeState.baseline) query.set("baseline", homeState.proposal);
    return `../index.html?${query.toString()}`;
  };
}

import {listed} from "../lib/explainer/format.js";
import type {CatalogSheet, SheetItem} from "../lib/explore/catalogSheet.js";
import {compareItems, type ComparedCell, type ItemComparison} from "../lib/explore/compareItems.js";
import {homeQuery} from "../lib/explore/homeLink.js";
import {mostCompared} from "../lib/explore/tableState.js";
import {html} from "./element.js";
import {figureCell} from "./figureCell.js";
import {sourceNote, type SourceNote} from "./sourceNote.js";

/** Items of the catalog side by side, and how to show others. */
export interface SideBySide {
  readonly element: HTMLElement;
  show(ids: readonly string[]): void;
  /** Puts the focus on its heading: what had it may be gone. */
  readonly focus: () => void;
  /** The same, and brings it into view. */
  readonly reveal: () => void;
}

/** What a reader does with items that stand side by side. */
export interface SideActions {
  readonly remove: (item: SheetItem) => void;
  /** Holds the others against this item. */
  readonly holdAgainst: (item: SheetItem) => void;
}

let nextId = 0;

/**
 * Two to four items side by side: each figure with its source, its ratio to that of the first and a bar of the ratio's
 * logarithm. A wide table on a wide screen; on a narrow one each property has a line of its own above its figures.
 */
export function sideBySide(sheet: CatalogSheet, actions: SideActions): SideBySide {
  const id = `side-by-side-${nextId++}`;
  const heading = html("h2", {id, tabindex: -1}, "Side by side");
  const hint = html("p", {});
  const place = html("div", {class: "side-place"});
  let shown: string | null = null;
  const focus = () => {
    heading.focus({preventScroll: true});
  };

  return {
    element: html("section", {class: "item-comparison", "aria-labelledby": id}, heading, hint, place),
    show(ids) {
      const key = ids.join();
      if (key === shown) return;
      shown = key;
      const comparison = compareItems(sheet, ids);
      hint.textContent = hintFor(sheet, comparison);
      if (comparison.items.length === 0) {
        place.replaceChildren();
        return;
      }
      const source = sourceNote(comparison.items.length + 1, `${id}-source`);
      place.replaceChildren(tableOf(sheet, comparison, source, actions), ...absentLine(comparison));
    },
    focus,
    reveal() {
      focus();
      heading.scrollIntoView({block: "start"});
    },
  };
}

function hintFor({noun}: CatalogSheet, {items}: ItemComparison): string {
  const [first] = items;
  if (first === undefined)
    return `Tick two to ${wordFor(mostCompared)} ${noun}s in the table to see their figures side by side, as ratios to the first.`;
  if (items.length === 1) return `Tick another ${noun} to see its figures as ratios to those of ${first.name}.`;
  return `Ratios are to ${first.name}; their bars are logarithmic and share one scale.`;
}

function wordFor(count: typeof mostCompared): string {
  return ["none", "one", "two", "three", "four"][count]!;
}

function absentLine({absent}: ItemComparison): HTMLElement[] {
  if (absent.length === 0) return [];
  const labels = absent.map(({label}) => label);
  return [html("p", {class: "absent"}, `Left out, because none of them states it: ${listed(labels)}.`)];
}

/** Roles are stated, because rows laid out as grids lose them in some browsers. */
function tableOf(
  sheet: CatalogSheet,
  {items, rows}: ItemComparison,
  {toggle}: SourceNote,
  actions: SideActions,
): HTMLElement {
  const head = html(
    "tr",
    {role: "row"},
    html("td", {role: "cell", class: "corner"}),
    ...items.map((item, index) => headOf(sheet, item, index === 0 ? null : items[0]!, actions)),
  );
  const lines = rows.map(({column, cells}) => {
    const unit = column.unit === null ? [] : [html("span", {class: "unit"}, ` ${column.unit}`)];
    const property = html("th", {role: "rowheader", scope: "row"}, column.label, ...unit);
    return html(
      "tr",
      {role: "row"},
      property,
      ...cells.map((cell, index) => {
        const element = figureCell("td", items[index]!.name, column, cell, toggle, ...ratioOf(cell));
        element.setAttribute("role", "cell");
        return element;
      }),
    );
  });
  return html(
    "table",
    {
      class: "side-table",
      role: "table",
      style: `--items: ${items.length}`,
      "aria-label": `${sheet.noun}s side by side`,
    },
    html("thead", {role: "rowgroup"}, head),
    html("tbody", {role: "rowgroup"}, ...lines),
  );
}

function headOf(sheet: CatalogSheet, item: SheetItem, first: SheetItem | null, actions: SideActions): HTMLElement {
  const remove = html("button", {type: "button", "aria-label": `Remove ${item.name}`}, "Remove");
  remove.addEventListener("click", () => {
    actions.remove(item);
  });
  const buttons = [remove];
  if (first !== null) {
    const title = `Hold the others against ${item.name}`;
    const hold = html("button", {type: "button", "aria-label": `Make first: ${item.name}`, title}, "Make first");
    hold.addEventListener("click", () => {
      actions.holdAgainst(item);
    });
    buttons.unshift(hold);
  }
  const home = homeLinkOf(sheet, item, first);
  return html(
    "th",
    {role: "columnheader", scope: "col"},
    html("a", {class: "name", href: `./${sheet.folder}/${item.id}.html`}, item.name),
    ...(home === null ? [] : [home]),
    html("span", {class: "side-actions"}, ...buttons),
  );
}

/** The way to the home page: an accelerator beside the first in a workload, or a model that runs. */
function homeLinkOf(sheet: CatalogSheet, item: SheetItem, first: SheetItem | null): HTMLElement | null {
  const query = homeQuery(sheet, item, first ?? undefined);
  if (query === null) return null;
  const label =
    sheet.folder === "models"
      ? `Run ${item.name} on two accelerators`
      : first === null
        ? `Compare ${item.name} in a workload`
        : `Compare ${first.name} with ${item.name} in a workload`;
  const text = sheet.folder === "models" ? "Run it" : "In a workload";
  // With the file's name, for hosts that know of no other way.
  return html(
    "a",
    {class: "home", href: `../index.html${query}`, "aria-label": `${text}: ${label}`, title: label},
    text,
  );
}

function ratioOf({ratioText, reach}: ComparedCell): HTMLElement[] {
  if (ratioText === null || reach === null) return [];
  const [left, width] = reach < 0 ? [50 * (1 + reach), -50 * reach] : [50, 50 * reach];
  return [
    html("span", {class: "ratio"}, ratioText),
    html(
      "span",
      {class: "ratio-bar", "aria-hidden": "true"},
      html("span", {style: `left: ${left.toFixed(1)}%; width: ${width.toFixed(1)}%`}),
    ),
  ];
}

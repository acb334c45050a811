import {unpublishedEssentials} from "../../lib/catalog/publishedHardware.js";
import {findHardware} from "../../lib/catalog/lookup.js";
import {homeQuery} from "../../lib/explore/homeQuery.js";
import {homeState} from "../../lib/explore/homeState.js";
import {hardwareFigures, modelFigures} from "../../lib/explore/itemFigures.js";
import {modelFacts} from "../../lib/explore/modelFacts.js";
import {escapeHtml} from "./escapeHtml.js";
import {itemHref} from "./itemHref.js";
import type {HardwareItem, Item, Items, ModelItem} from "./readItems.js";
import {renderFigures} from "./renderFigures.js";
import {renderNeighbours} from "./renderNeighbours.js";

/** The parts of an item's page that are known when the site is built, by the name that the page gives them. */
export const itemParts: Readonly<Record<string, (item: Item, items: Items) => string>> = {
  compare: renderCompare,
  facts: (item) => (item.kind === "models" ? renderFacts(item) : ""),
  figures: (item) =>
    renderFigures(item.name, item.kind === "hardware" ? hardwareFigures(item.entry) : modelFigures(item.entry)),
  neighbours: (item, items) => (item.kind === "hardware" ? renderNeighbours(item, items) : ""),
  pager: renderPager,
};

/** What stands above an item's title: the way back to its table, and what it is. */
export function renderAbove({kind, name, kicker}: Item): string {
  const table = kind === "hardware" ? "Hardware" : "Models";
  return `<nav class="breadcrumb" aria-label="Breadcrumb"><ol>
<li><a href="/catalog/${kind}">${table}</a></li>
<li aria-current="page">${escapeHtml(name)}</li>
</ol></nav>
<p class="kicker">${kicker.map((part) => `<span>${escapeHtml(part)}</span>`).join(" ")}</p>`;
}

function renderCompare(item: Item): string {
  return item.kind === "hardware" ? compareHardware(item) : compareModel(item);
}

function compareHardware({name, entry: {hardware}}: HardwareItem): string {
  const missing = unpublishedEssentials(hardware);
  if (missing.length > 0) {
    return paragraph(
      `There is no comparison with the ${escapeHtml(name)}: no ${missing.join(" and no ")} is published, and the engine guesses none.`,
    );
  }
  const {id} = hardware;
  const link = (side: "baseline" | "proposal") => homeLink(homeQuery({[side]: id}), `as the ${side}`);
  return paragraph(
    `Compare a step on the ${escapeHtml(name)}, ${link("baseline")} or ${link("proposal")} of a change.`,
  );
}

function compareModel({name, entry: {model}}: ModelItem): string {
  return paragraph(
    `${homeLink(homeQuery({model: model.id}), "Compare two accelerators")} that run ${escapeHtml(name)}.`,
  );
}

function homeLink(query: string, text: string): string {
  return `<a href="${escapeHtml(`/${query}`)}">${text}</a>`;
}

function paragraph(text: string): string {
  return `<p>${text}</p>`;
}

function renderFacts({name, entry}: ModelItem): string {
  const rows = modelFacts(entry, findHardware(homeState.proposal)).map(
    ({label, value, note}) =>
      `<tr><th scope="row">${escapeHtml(label)}</th><td class="number">${escapeHtml(value)}</td><td>${escapeHtml(note ?? "")}</td></tr>`,
  );
  return `<div class="table-scroll wide" role="group" aria-label="What follows from the shape of ${escapeHtml(name)}" tabindex="0">
<table class="item-facts"><tbody>
${rows.join("\n")}
</tbody></table>
</div>`;
}

/** The items before and after in the catalog's order of names. */
function renderPager(item: Item, items: Items): string {
  const all: readonly Item[] = items[item.kind];
  const index = all.indexOf(item);
  const link = (other: Item | undefined, rel: "prev" | "next") =>
    other === undefined ? "" : `<a rel="${rel}" href="${itemHref(other)}"><span>${escapeHtml(other.name)}</span></a>`;
  const what = item.kind === "hardware" ? "accelerator" : "model";
  return `<nav class="item-pager" aria-label="Previous and next ${what}">${link(all[index - 1], "prev")}${link(all[index + 1], "next")}</nav>`;
}

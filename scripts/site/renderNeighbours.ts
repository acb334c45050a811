import {isSolvable} from "../../lib/catalog/publishedHardware.js";
import type {HardwareEntry} from "../../lib/catalog/types.js";
import {formatQuantity} from "../../lib/explainer/format.js";
import {formatIntensity} from "../../lib/explainer/rooflineRows.js";
import {chosenPeak} from "../../lib/explore/generations.js";
import {homeQuery} from "../../lib/explore/homeQuery.js";
import {neighboursOf} from "../../lib/explore/neighbours.js";
import {escapeHtml} from "./escapeHtml.js";
import {itemHref} from "./itemHref.js";
import type {HardwareItem, Items} from "./readItems.js";

/** What stands beside an accelerator, with the way to each page and to the comparison of the two. */
export function renderNeighbours(item: HardwareItem, items: Items): string {
  const {siblings, previous, next} = neighboursOf(
    item.entry,
    items.hardware.map(({entry}) => entry),
  );
  if (siblings.length + previous.length + next.length === 0) return "";
  const group = (title: string, entries: readonly HardwareEntry[]) =>
    entries.length === 0
      ? ""
      : `<tbody>\n<tr class="group"><th colspan="7" scope="rowgroup">${title}</th></tr>\n${entries.map((entry) => renderRow(entry, item, items)).join("\n")}\n</tbody>`;
  return `<h2 id="neighbours">Beside it</h2>
<div class="table-scroll wide" role="group" aria-label="Accelerators beside ${escapeHtml(item.name)}" tabindex="0">
<table class="item-neighbours">
<thead><tr><th scope="col">Accelerator</th><th scope="col">Form</th><th scope="col" class="number">Released</th><th scope="col" class="number">16-bit peak</th><th scope="col" class="number">Bandwidth</th><th scope="col" class="number">Ridge point</th><th scope="col">Compare</th></tr></thead>
${group(`${escapeHtml(item.entry.architecture ?? "")}, the same architecture`, siblings)}
${group(`${generation(previous)}, the generation before`, previous)}
${group(`${generation(next)}, the generation after`, next)}
</table>
</div>`;
}

function generation(entries: readonly HardwareEntry[]): string {
  return escapeHtml(entries[0]?.architecture ?? "");
}

function renderRow(entry: HardwareEntry, item: HardwareItem, items: Items): string {
  const {hardware, formFactor} = entry;
  const other = items.hardware.find((each) => each.entry === entry)!;
  const {memoryBandwidthBytesPerSecond: bandwidth, releaseYear} = hardware;
  const peak = chosenPeak(hardware, "16-bit");
  const number = (text: string | null) =>
    text === null ? `<td class="number missing">not published</td>` : `<td class="number">${text}</td>`;
  const own = item.entry.hardware;
  // The older one is the baseline: a change goes forward.
  const isOlder = (hardware.releaseYear ?? 0) < (own.releaseYear ?? 0);
  const [baseline, proposal] = isOlder ? [hardware.id, own.id] : [own.id, hardware.id];
  const compare =
    isSolvable(hardware) && isSolvable(own)
      ? `<a href="${escapeHtml(`/${homeQuery({baseline, proposal})}`)}">${isOlder ? "from it" : "to it"}<span class="visually-hidden">: ${escapeHtml(item.name)} and ${escapeHtml(hardware.name)} compared</span></a>`
      : "";
  return `<tr><th scope="row"><a href="${itemHref(other)}">${escapeHtml(hardware.name)}</a></th><td>${escapeHtml(formFactor ?? "")}</td>${number(releaseYear === null ? null : String(releaseYear))}${number(peak === undefined ? null : formatQuantity(peak, "FLOP/s"))}${number(bandwidth === null ? null : formatQuantity(bandwidth, "B/s"))}${number(peak === undefined || bandwidth === null ? null : formatIntensity(peak / bandwidth))}<td>${compare}</td></tr>`;
}

import {capacityOf} from "../lib/engine/footprint.js";
import {heldParts} from "../lib/explainer/claims/fits.js";
import {formatBytes} from "../lib/explainer/format.js";
import type {UnansweredExplanation} from "../lib/explainer/types.js";
import {claimList} from "./claimList.js";
import {html} from "./element.js";
import {plainTable} from "./plainTable.js";
import {unbroken} from "./unbroken.js";

/** The verdict that takes the place of charts where a side does not fit: what is missing, what would fit, and the account. */
export function unfitVerdict(explanation: UnansweredExplanation): HTMLElement {
  const [lead] = explanation.claims;
  // The claim's sentences: what is missing, then what would cure it.
  const [missing = "", ...cures] = unbroken(lead?.text ?? "").split(/(?<=\.)\s+(?=[A-Z])/);
  return html(
    "div",
    {class: "verdict-box", "data-claim": lead?.id ?? null},
    html("p", {class: "verdict"}, missing),
    ...cures.map((cure) => html("p", {class: "notice"}, cure)),
    ...claimList(explanation),
    plainTable(footprintRows(explanation), "Memory of each side"),
  );
}

function footprintRows({baseline, proposal}: UnansweredExplanation): string[][] {
  const sides = [baseline, proposal];
  const row = (name: string, key: keyof typeof baseline.profile.footprint) => [
    name,
    ...sides.map(({profile}) => formatBytes(profile.footprint[key])),
  ];
  const held = sides.map(({profile}) => new Map(heldParts(profile.footprint)));
  const names = [...new Set(held.flatMap((parts) => [...parts.keys()]))];
  return [
    ["one device holds", ...sides.map(({label}) => label)],
    ...names.map((name) => [name, ...held.map((parts) => formatBytes(parts.get(name) ?? 0))]),
    row("in all", "totalBytes"),
    ["capacity", ...sides.map(({profile}) => formatBytes(capacityOf(profile.configuration.hardware)))],
    row("of it usable", "usableBytes"),
    ["verdict", ...sides.map(({profile}) => (profile.fits ? "fits" : "does not fit"))],
  ];
}

import {formatShare} from "../lib/explainer/format.js";
import type {AnsweredExplanation} from "../lib/explainer/types.js";
import {html} from "./element.js";

/**
 * What each cause takes of a slow-down or a speed-up, as one bar: the logarithms of the multipliers, which add up. Only causes
 * that go the same way share one bar; where they do not, or nothing changed, there is none.
 */
export function partsBar({factors, speedup}: AnsweredExplanation): HTMLElement {
  const parts = factors.map(({label, multiplier}) => ({label, part: Math.log(multiplier) / Math.log(speedup)}));
  if (!parts.every(({part}) => part >= 0)) return html("p", {}, "The causes do not go the same way.");
  return html(
    "figure",
    {class: "figure pr-parts"},
    html(
      "ul",
      {},
      ...parts.map(({label, part}) => html("li", {style: `flex-grow: ${part}`}, `${label} ${formatShare(part)}`)),
    ),
    html("figcaption", {}, "What each line of the diff has to answer for, on the scale on which costs add up."),
  );
}

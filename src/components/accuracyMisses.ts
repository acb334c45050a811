import {capitalised, formatCount, formatRatio, formatShare} from "../lib/explainer/format.js";
import {factorText} from "../lib/explore/accuracyFigures.js";
import {reasonName, reasonText} from "../lib/explore/accuracyTables.js";
import type {StoredMisses, StoredResults} from "../lib/explore/accuracyTypes.js";
import {sourceLine} from "./accuracyCharts.js";
import {html} from "./element.js";
import {unbroken} from "./unbroken.js";

/** The speed-ups that were missed, by the likely reason, each with the one that is furthest off. */
export function missList({misses}: StoredResults): HTMLElement {
  return html("ol", {class: "misses"}, ...misses.byReason.map(missItem));
}

function missItem({reason, count, share, medianAbsoluteLogError, example}: StoredMisses): HTMLElement {
  const {shared, baseline, proposal, quantity, measured, predicted, citations} = example;
  const text = reasonText(reason);
  return html(
    "li",
    {},
    html("h3", {}, capitalised(reasonName(reason))),
    html(
      "p",
      {class: "miss-figures"},
      unbroken(
        `${formatCount(count)} of the misses, ${formatShare(share)}; half of them are off by more than ${factorText(medianAbsoluteLogError)}.`,
      ),
    ),
    ...(text === null ? [] : [html("p", {}, text)]),
    html(
      "details",
      {},
      html("summary", {}, `Furthest off: engine ${formatRatio(predicted.engine)}, measured ${formatRatio(measured)}`),
      html(
        "p",
        {},
        html("span", {class: "baseline"}, baseline),
        " → ",
        html("span", {class: "proposal"}, proposal),
        `. ${shared}; speed-up in ${quantity}.`,
      ),
      sourceLine(citations),
    ),
  );
}

import {gapTermNames} from "../lib/explainer/describe.js";
import {formatDuration, formatFactor, formatRatio} from "../lib/explainer/format.js";
import type {Explanation} from "../lib/explainer/types.js";
import {plainTable} from "./plainTable.js";

/** From the ratio that a reader has in mind to the speed-up, term by term: the last row is the product of those above. */
export function gapTable({gap, speedup}: Explanation): HTMLElement {
  if (gap === null || speedup === null) return plainTable([["No rate differs between the two."]], "The gap");
  const duration = (seconds: number | null) => (seconds === null ? "" : formatDuration(seconds));
  const rows = gap.terms.map(({id, multiplier, baselineSeconds, proposalSeconds}) => [
    gapTermNames[id],
    duration(baselineSeconds),
    duration(proposalSeconds),
    `${formatFactor(multiplier)}×`,
  ]);
  return plainTable(
    [
      ["term", "before", "after", "factor"],
      [`ratio of ${gap.headline.label}`, "", "", formatRatio(gap.headline.ratio)],
      ...rows,
      ["speed-up", "", "", formatRatio(speedup)],
    ],
    "From the ratio of the rates to the speed-up",
  );
}

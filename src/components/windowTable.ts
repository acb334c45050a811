import {regimeNames} from "../lib/explainer/describe.js";
import {flipsIn} from "../lib/explainer/flips.js";
import {formatCount} from "../lib/explainer/format.js";
import type {Explanation, Flip} from "../lib/explainer/types.js";
import {plainTable} from "./plainTable.js";

/** For several comparisons, one a row, the batch at which each side turns compute bound, if it does, and what fits. */
export function windowTable(
  explanations: readonly Explanation[],
  name: string,
  nameOf: (explanation: Explanation) => string,
): HTMLElement {
  const first = explanations[0];
  const turns = (flips: readonly Flip[] | undefined) => {
    const flip = flipsIn(flips ?? [], "batch").find(({to}) => to === "compute");
    if (flip === undefined) return "no batch";
    return `${formatCount(flip.at)}${flip.fits ? "" : ", does not fit"}`;
  };
  const table = plainTable(
    [
      [
        name,
        `${first?.baseline.label ?? ""} turns ${regimeNames.compute} at`,
        `${first?.proposal.label ?? ""} turns ${regimeNames.compute} at`,
        "largest batch that fits",
      ],
      ...explanations.map((explanation) => [
        nameOf(explanation),
        turns(explanation.flips?.baseline),
        turns(explanation.flips?.proposal),
        formatCount(Math.min(explanation.baseline.profile.maxBatch, explanation.proposal.profile.maxBatch)),
      ]),
    ],
    "The batch at which each machine turns compute bound",
  );
  // "no batch" stands among numbers.
  for (const cell of table.querySelectorAll("td, th:not(:first-child)")) cell.className = "number";
  return table;
}

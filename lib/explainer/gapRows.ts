import {gapTermNames} from "./describe.js";
import {formatDuration, formatFactor, formatRatio} from "./format.js";
import {gainName} from "./tables.js";
import type {AnsweredExplanation} from "./types.js";

/** From the ratio that the reader has in mind to the speed-up, term by term: the last row is the product of those above. */
export function gapRows(explanation: AnsweredExplanation): string[][] {
  const {gap, speedup} = explanation;
  if (gap === null) return [];
  const {factor, label, ratio} = gap.headline;
  const duration = (seconds: number | null) => (seconds === null ? "" : formatDuration(seconds));
  return [
    ["term", "before", "after", "factor"],
    [factor === "claim" ? label : `ratio of ${label}`, "", "", formatRatio(ratio)],
    ...gap.terms.map(({id, multiplier, baselineSeconds, proposalSeconds}) => [
      gapTermNames[id],
      duration(baselineSeconds),
      duration(proposalSeconds),
      `${formatFactor(multiplier)}×`,
    ]),
    [gainName(explanation), "", "", formatRatio(speedup)],
  ];
}

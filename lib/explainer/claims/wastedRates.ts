import {capitalised, formatRatio, formatShare} from "../format.js";
import {termNames} from "../describe.js";
import {termOf} from "../gap.js";
import type {Factor} from "../types.js";
import type {Answer, Draft} from "./draft.js";
import {hiddenBehind} from "./hidden.js";
import {worth} from "./worth.js";

/** Rates that rose and of which next to nothing arrives, unless the sentence on the gap is about them. */
export function wastedRateDrafts(answer: Answer): Draft[] {
  const {factors, gap} = answer;
  return factors
    .filter(
      ({id, ratio, capture}) => id !== gap?.headline.factor && capture !== null && capture < 0.05 && ratio! > 1.05,
    )
    .map((factor) => ({
      claim: () => ({
        id: "wasted-rate",
        subject: [`factor:${factor.id}`],
        text: wasted(factor, answer),
        values: {factor: factor.id, ratio: factor.ratio!, capture: factor.capture!},
      }),
      worth: worth.wastedRate,
    }));
}

/** "Peak FLOP/s rises 3.17× without effect: on both sides arithmetic is hidden behind memory traffic." */
function wasted({id, label, ratio, capture}: Factor, {baseline, proposal}: Answer): string {
  const rises = formatRatio(ratio!);
  const arrives = formatShare(capture!);
  if (arrives !== "0 %") return `Of the ${rises} in ${label}, ${arrives} arrives.`;
  const term = termOf[id as keyof typeof termOf];
  const [before, after] = [baseline.profile, proposal.profile];
  const behind = before[`${term}Seconds`] + after[`${term}Seconds`] === 0 ? hiddenBehind(term, before) : "";
  const isHidden = behind !== "" && behind === hiddenBehind(term, after);
  const why = isHidden ? `: on both sides ${termNames[term]} is hidden behind ${behind}` : "";
  return `${capitalised(label)} rises ${rises} without effect${why}.`;
}

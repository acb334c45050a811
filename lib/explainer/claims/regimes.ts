import {regimes, type Regime} from "../../engine/types.js";
import {regimeNames, termNames} from "../describe.js";
import {capitalised, formatShare, listed} from "../format.js";
import {sides, type Answer, type Draft} from "./draft.js";
import {worth} from "./worth.js";

/** What bounds each side. */
export function regimeDraft({regimes: bound, baseline, proposal}: Answer): Draft {
  const [before, after] = [baseline.profile.shares[bound.baseline], proposal.profile.shares[bound.proposal]];
  const text = bound.shifted
    ? `The regime shifts: ${baseline.label} is ${regimeNames[bound.baseline]} (${formatShare(before)} of its time is ${termNames[bound.baseline]}), ${proposal.label} is ${regimeNames[bound.proposal]} (${formatShare(after)} is ${termNames[bound.proposal]}).`
    : `${sameRegime(bound.proposal, Math.min(before, after))} ${formatShare(before)} of the time of ${baseline.label} and ${formatShare(after)} of that of ${proposal.label}.`;
  return {
    claim: () => ({
      id: bound.shifted ? "regime-shift" : "same-regime",
      subject: [`time:baseline:${bound.baseline}`, `time:proposal:${bound.proposal}`],
      text,
      values: {
        baselineRegime: bound.baseline,
        proposalRegime: bound.proposal,
        baselineShare: before,
        proposalShare: after,
      },
    }),
    worth: worth.regime,
  };
}

/** A side is bound by what takes the most of its time, though that be less than half. */
function sameRegime(regime: Regime, smaller: number): string {
  const term = termNames[regime];
  return smaller < 0.5
    ? `${capitalised(term)} is the largest part of both:`
    : `Both are ${regimeNames[regime]}: ${term} takes`;
}

/** Each side of which no term takes half of the time: there one resource more helps less than half as much. */
export function mixedDrafts(answer: Answer): Draft[] {
  return sides
    .filter((side) => Math.max(...Object.values(answer[side].profile.shares)) < 0.5)
    .map((side) => {
      const {label, profile} = answer[side];
      const shares = regimes
        .map((term): readonly [Regime, number] => [term, profile.shares[term]])
        .filter(([, share]) => share >= 0.01)
        .sort((a, b) => b[1] - a[1]);
      const parts = shares.map(([term, share]) => `${termNames[term]} ${formatShare(share)}`);
      return {
        claim: () => ({
          id: "mixed-regime",
          subject: shares.map(([term]) => `time:${side}:${term}` as const),
          text: `No term takes half or more of the time of ${label}: ${listed(parts)}.`,
          values: {side, ...Object.fromEntries(shares)},
        }),
        worth: worth.mixed,
      };
    });
}

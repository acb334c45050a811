import {sideSubject} from "../describe.js";
import {formatDuration, formatFactor, formatRatio} from "../format.js";
import {isNoticeable, sides, type Answer, type Draft, type NoAnswer} from "./draft.js";
import {periodOf} from "./words.js";
import {worth} from "./worth.js";

/** Each measured time that the engine thinks impossible, and what to look at. */
export function impossibleDrafts(answer: Answer | NoAnswer): Draft[] {
  const {measured} = answer;
  if (measured === null) return [];
  return sides
    .filter((side) => !measured[side].possible)
    .map((side) => {
      const {label, configuration} = answer[side];
      const {seconds, predictedSeconds, limitSeconds} = measured[side];
      const told = `${sideSubject(label)} was measured at ${formatDuration(seconds)} ${periodOf(configuration)}`;
      const unfit = predictedSeconds === null;
      const why = unfit
        ? "though by this count it does not fit: check the batch, the precision and the number of accelerators"
        : `less than the ${formatDuration(limitSeconds)} that no software can beat: check the batch, the precision, sparsity and the number of accelerators`;
      return {
        claim: () => ({
          id: "impossible-measurement",
          subject: [`measured:${side}`, `side:${side}`],
          text: `${told}, ${why}.`,
          values: {side, fits: !unfit, measuredSeconds: seconds, ...(unfit ? {} : {limitSeconds})},
        }),
        worth: worth.impossible,
      };
    });
}

/** What was measured beyond the engine's answer. */
export function unexplainedDraft({measured, baseline, proposal, factors}: Answer): Draft | null {
  const factor = factors.find(({id}) => id === "unexplained");
  if (measured === null || factor === undefined) return null;
  const [before, after] = [factor.baseline as number, factor.proposal as number];
  const {multiplier} = factor;
  const rest = isNoticeable(multiplier)
    ? `which leaves a factor of ${formatFactor(multiplier)} unexplained`
    : "which leaves less than 1 % of the ratio unexplained";
  return {
    claim: () => ({
      id: "unexplained",
      subject: ["factor:unexplained", "measured:baseline", "measured:proposal"],
      text: `${sideSubject(baseline.label)} takes ${formatRatio(before)} its predicted time and ${proposal.label} ${formatRatio(after)}, ${rest}.`,
      values: {baselineRatio: before, proposalRatio: after, multiplier},
    }),
    worth: worth.unexplained,
  };
}

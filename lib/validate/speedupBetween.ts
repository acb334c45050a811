import {isPositive} from "./checkedAnswer.js";
import type {Rule} from "./figures.js";
import type {Naive} from "./types.js";

/** What is predicted of one side: times or rates. */
export interface PredictedSide extends Naive {
  readonly predicted: number;
}

/**
 * The speed-up from a baseline to a proposal by each rule; null where a rule cannot answer for one of them.
 *
 * @param largerIsBetter - Whether the values are rates, or times.
 * @param work - How much more the proposal does in its time; 1 where both do the same.
 */
export function speedupBetween(
  baseline: PredictedSide,
  proposal: PredictedSide,
  largerIsBetter: boolean,
  work = 1,
): Readonly<Record<Rule, number | null>> & {readonly engine: number} {
  const ratio = (before: number, after: number): number => (largerIsBetter ? after / before : before / after);
  const ratioOrNull = (before: number | null, after: number | null, factor: number): number | null => {
    const value = before === null || after === null ? NaN : factor * ratio(before, after);
    return isPositive(value) ? value : null;
  };
  return {
    engine: work * ratio(baseline.predicted, proposal.predicted),
    // The ratio of two figures of a data sheet, whatever the work.
    bandwidth: ratioOrNull(baseline.bandwidth, proposal.bandwidth, 1),
    flops: ratioOrNull(baseline.flops, proposal.flops, 1),
    noChange: 1,
    roofline: ratioOrNull(baseline.roofline, proposal.roofline, work),
  };
}

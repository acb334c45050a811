import {change} from "../engine/change.js";
import {largestBatch} from "../engine/footprint.js";
import {regimeOf, stepTime} from "../engine/stepTime.js";
import type {Configuration, Regime} from "../engine/types.js";

/** The comparison at one batch. */
export interface BatchPoint {
  readonly batch: number;
  /** Baseline time ÷ proposal time. */
  readonly speedup: number;
  readonly baselineRegime: Regime;
  readonly proposalRegime: Regime;
  /** Whether both sides hold this batch. */
  readonly fits: boolean;
}

/** Powers of two, and so many steps between each, from 1 to `last`: the batches of a log axis, each once. */
export function logBatches(last: number, stepsPerOctave = 4): number[] {
  const batches = new Set<number>();
  for (let step = 0; ; step++) {
    const batch = Math.round(2 ** (step / stepsPerOctave));
    if (batch >= last) break;
    batches.add(batch);
  }
  return [...batches, last];
}

/** The same comparison over a range of batches, fitting or not: what the batch axis draws. */
export function sweepBatch(baseline: Configuration, proposal: Configuration, batches: readonly number[]): BatchPoint[] {
  const limit = Math.min(largestBatch(baseline), largestBatch(proposal));
  return batches.map((batch) => {
    const [before, after] = [baseline, proposal].map((side) => stepTime(change(side, {scenario: {batch}}))) as [
      ReturnType<typeof stepTime>,
      ReturnType<typeof stepTime>,
    ];
    return {
      batch,
      speedup: before.seconds / after.seconds,
      baselineRegime: regimeOf(before.parts),
      proposalRegime: regimeOf(after.parts),
      fits: batch <= limit,
    };
  });
}

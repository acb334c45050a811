import {largestBatch} from "../engine/footprint.js";
import {ratesOf} from "../engine/roofline.js";
import {partsAt, regimeOf} from "../engine/stepTime.js";
import type {Configuration, Regime} from "../engine/types.js";
import {logSpeed, stepOf} from "../explainer/metric.js";
import type {Metric} from "../explainer/types.js";

/** The comparison at one batch. */
export interface BatchPoint {
  readonly batch: number;
  /** How many times better the proposal is by what is compared. */
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

/**
 * The same comparison over a range of batches, fitting or not: what the batch axis draws.
 *
 * @param priceRatio price of an accelerator of the proposal ÷ that of the baseline; 1 where cost is not what is compared.
 */
export function sweepBatch(
  baseline: Configuration,
  proposal: Configuration,
  batches: readonly number[],
  metric: Metric = "latency",
  priceRatio = 1,
): BatchPoint[] {
  const limit = Math.min(largestBatch(baseline), largestBatch(proposal));
  const [baselineRates, proposalRates] = [ratesOf(baseline), ratesOf(proposal)];
  return batches.map((batch) => {
    const before = partsAt(baseline, batch, baselineRates);
    const after = partsAt(proposal, batch, proposalRates);
    return {
      batch,
      speedup:
        Math.exp(
          logSpeed(proposal, stepOf(proposal, batch, after), metric) -
            logSpeed(baseline, stepOf(baseline, batch, before), metric),
        ) / priceRatio,
      baselineRegime: regimeOf(before),
      proposalRegime: regimeOf(after),
      fits: batch <= limit,
    };
  });
}

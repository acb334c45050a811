import {largestBatch} from "../engine/footprint.js";
import {devicesOf} from "../engine/parallelism.js";
import type {Configuration} from "../engine/types.js";
import {batchGrid} from "./flips.js";
import {logSpeed, stepOf} from "./metric.js";
import type {OverBatches} from "./overBatches.js";
import type {BreakEven, Crossing, Metric, Side} from "./types.js";

/** Below this, in log units, neither side is ahead. */
const tie = 1e-9;

/** Within this, in log units, the batches between two of the grid are tried, and so many of them. */
const [close, between] = [0.05, 8];

/** A side, and what it takes at any batch. */
export interface SideOverBatches {
  readonly configuration: Configuration;
  readonly partsOver: OverBatches;
}

/**
 * The batches from which on another side is ahead, and the ratio of prices at which a token costs the same.
 *
 * @param throughputSpeedup tokens per second of the proposal ÷ those of the baseline.
 * @param priceRatio price of an accelerator of the proposal ÷ that of the baseline, which counts where cost is compared.
 */
export function breakEvenOf(
  {baseline, proposal}: Readonly<Record<Side, SideOverBatches>>,
  metric: Metric,
  throughputSpeedup: number,
  priceRatio: number,
): BreakEven {
  const [before, after] = [baseline.configuration.scenario, proposal.configuration.scenario];
  const handicap = metric === "cost" ? Math.log(priceRatio) : 0;
  return {
    batches: before.batch === after.batch ? crossings(baseline, proposal, metric, handicap) : null,
    priceRatio: (throughputSpeedup * devicesOf(before)) / devicesOf(after),
  };
}

/**
 * The batches at which the lead changes, up to the largest that is searched.
 *
 * @param handicap what the proposal must make up for, in log units.
 */
function crossings(baseline: SideOverBatches, proposal: SideOverBatches, metric: Metric, handicap: number): Crossing[] {
  const speedAt = ({configuration, partsOver}: SideOverBatches, batch: number) =>
    logSpeed(configuration, stepOf(configuration, batch, partsOver(batch)), metric);
  const leadAt = (batch: number) => speedAt(proposal, batch) - speedAt(baseline, batch) - handicap;
  const aheadAt = (batch: number): Side | null => {
    const lead = leadAt(batch);
    return Math.abs(lead) < tie ? null : lead > 0 ? "proposal" : "baseline";
  };
  const found: Omit<Crossing, "fits">[] = [];
  let left = batchGrid[0]!;
  let leader = aheadAt(left);
  const advance = (right: number) => {
    const reached = aheadAt(right);
    if (reached !== null && leader !== null && reached !== leader) {
      let [same, other] = [left, right];
      while (other - same > 1) {
        const middle = Math.floor((same + other) / 2);
        if (aheadAt(middle) === reached) other = middle;
        else same = middle;
      }
      found.push({at: other, ahead: reached});
    }
    leader = reached ?? leader;
    left = right;
  };
  for (const right of batchGrid.slice(1)) {
    // Where the sides are close the lead may change and change back between two points of the grid.
    const start = left;
    const isClose = Math.min(Math.abs(leadAt(start)), Math.abs(leadAt(right))) < close;
    for (let step = 1; isClose && step < between; step++) {
      const middle = Math.round(start + ((right - start) * step) / between);
      if (middle > left && middle < right) advance(middle);
    }
    advance(right);
  }
  if (found.length === 0) return [];
  const most = Math.min(largestBatch(baseline.configuration), largestBatch(proposal.configuration));
  return found.map((crossing) => ({...crossing, fits: crossing.at <= most}));
}

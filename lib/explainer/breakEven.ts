import {largestBatch} from "../engine/footprint.js";
import {devicesOf} from "../engine/parallelism.js";
import {ratesOf} from "../engine/roofline.js";
import {partsAt} from "../engine/stepTime.js";
import type {Configuration} from "../engine/types.js";
import {batchGrid} from "./flips.js";
import {logSpeed, stepOf} from "./metric.js";
import type {BreakEven, Crossing, Metric, Side} from "./types.js";

/** Below this, in log units, neither side is ahead. */
const tie = 1e-9;

/**
 * The batches from which on another side is ahead, and the ratio of prices at which a token costs the same.
 *
 * @param throughputSpeedup tokens per second of the proposal ÷ those of the baseline.
 * @param priceRatio price of an accelerator of the proposal ÷ that of the baseline, which counts where cost is compared.
 */
export function breakEvenOf(
  baseline: Configuration,
  proposal: Configuration,
  metric: Metric,
  throughputSpeedup: number,
  priceRatio: number,
): BreakEven {
  const devices = devicesOf(baseline.scenario) / devicesOf(proposal.scenario);
  return {
    batches:
      baseline.scenario.batch === proposal.scenario.batch
        ? crossings(baseline, proposal, metric, metric === "cost" ? Math.log(priceRatio) : 0)
        : null,
    priceRatio: throughputSpeedup * devices,
  };
}

/** The batches at which the lead changes, up to the largest that is searched. */
function crossings(baseline: Configuration, proposal: Configuration, metric: Metric, handicap: number): Crossing[] {
  const speedOf = (configuration: Configuration) => {
    const rates = ratesOf(configuration);
    return (batch: number) =>
      logSpeed(configuration, stepOf(configuration, batch, partsAt(configuration, batch, rates)), metric);
  };
  const [before, after] = [speedOf(baseline), speedOf(proposal)];
  const aheadAt = (batch: number): Side | null => {
    const lead = after(batch) - before(batch) - handicap;
    return Math.abs(lead) < tie ? null : lead > 0 ? "proposal" : "baseline";
  };
  const found: Omit<Crossing, "fits">[] = [];
  let left = batchGrid[0]!;
  let leader = aheadAt(left);
  for (const right of batchGrid.slice(1)) {
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
  }
  if (found.length === 0) return [];
  const most = Math.min(largestBatch(baseline), largestBatch(proposal));
  return found.map((crossing) => ({...crossing, fits: crossing.at <= most}));
}

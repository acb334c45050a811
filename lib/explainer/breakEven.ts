import {largestBatch} from "../engine/footprint.js";
import {devicesOf} from "../engine/parallelism.js";
import type {Configuration} from "../engine/types.js";
import {batchGrid} from "./flips.js";
import {logSpeed, stepOf} from "./metric.js";
import type {OverBatches} from "./overBatches.js";
import {searchChanges, type Reading} from "./searchChanges.js";
import type {BreakEven, Crossing, Metric, Side} from "./types.js";

/** Below this, in log units, neither side is ahead. */
const tie = 1e-9;

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
  const read = (batch: number): Reading<Side | null> => {
    const lead = speedAt(proposal, batch) - speedAt(baseline, batch) - handicap;
    const margin = Math.abs(lead);
    return {state: margin < tie ? null : lead > 0 ? "proposal" : "baseline", margin};
  };
  // A tie ends no lead: that takes the other side.
  let leader = read(batchGrid[0]!).state;
  const found: Omit<Crossing, "fits">[] = [];
  for (const {at, to} of searchChanges(batchGrid, read, {whole: true})) {
    if (to === null) continue;
    if (leader !== null && leader !== to) found.push({at, ahead: to});
    leader = to;
  }
  if (found.length === 0) return [];
  const most = Math.min(largestBatch(baseline.configuration), largestBatch(proposal.configuration));
  return found.map((crossing) => ({...crossing, fits: crossing.at <= most}));
}

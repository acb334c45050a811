import type {Profile} from "../engine/types.js";
import {UserError} from "../engine/userError.js";
import {physicalLimit} from "./physicalLimit.js";
import type {Factor, Measured, MeasuredSide, Metric} from "./types.js";

/** Two measured times of a step (or pass), in seconds. */
export interface MeasuredTimes {
  readonly baselineSeconds: number;
  readonly proposalSeconds: number;
}

/**
 * Holds two measured times against what the engine says. A measured time stands for another of the same work, so that time,
 * tokens per second and cost follow from it; energy does not.
 *
 * @throws UserError where a time is no number above zero, or energy is asked for.
 */
export function measuredOf(
  times: MeasuredTimes,
  baseline: Profile,
  proposal: Profile,
  metric: Metric,
  predictedSpeedup: number | null,
): Measured {
  if (metric === "energy") throw new UserError("measured times say nothing of the energy of a token");
  const sides = {
    baseline: sideOf("baseline", times.baselineSeconds, baseline),
    proposal: sideOf("proposal", times.proposalSeconds, proposal),
  };
  return {...sides, speedup: measuredSpeedup(sides, predictedSpeedup), predictedSpeedup};
}

function measuredSpeedup(
  {baseline, proposal}: Pick<Measured, "baseline" | "proposal">,
  predictedSpeedup: number | null,
): number {
  const times = baseline.seconds / proposal.seconds;
  if (predictedSpeedup === null || baseline.predictedSeconds === null || proposal.predictedSeconds === null)
    return times;
  // By any metric but energy, a step that takes twice as long is half as good.
  return (predictedSpeedup * times) / (baseline.predictedSeconds / proposal.predictedSeconds);
}

/** By so much, as a fraction, two ways to the same time may differ. */
const rounding = 1e-9;

function sideOf(side: string, seconds: number, {configuration, batch, latencySeconds}: Profile): MeasuredSide {
  if (!(Number.isFinite(seconds) && seconds > 0)) {
    throw new UserError(`measured time of the ${side}: expected seconds above zero, got ${seconds}`);
  }
  const limitSeconds = physicalLimit(configuration, batch);
  return {
    seconds,
    predictedSeconds: latencySeconds,
    limitSeconds,
    possible: latencySeconds !== null && seconds >= limitSeconds * (1 - rounding),
  };
}

/** What was measured beyond the engine's answer, as a cause: with it the multipliers' product is the measured speed-up. */
export function unexplainedFactor({baseline, proposal, speedup, predictedSpeedup}: Measured): Factor | null {
  if (predictedSpeedup === null || baseline.predictedSeconds === null || proposal.predictedSeconds === null)
    return null;
  const [before, after] = [baseline.seconds / baseline.predictedSeconds, proposal.seconds / proposal.predictedSeconds];
  return {
    id: "unexplained",
    group: "measurement",
    label: "measured ÷ predicted time",
    baseline: before,
    proposal: after,
    unit: "×",
    ratio: after / before,
    multiplier: speedup / predictedSpeedup,
    capture: null,
  };
}

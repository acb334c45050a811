import {economicsOf} from "../engine/economics.js";
import type {FittingProfile} from "../engine/types.js";
import type {AnsweredExplanation, Factor, Measured, Metric, Side} from "./types.js";

/** What is compared of each side. */
type Compared = AnsweredExplanation["compared"];

/** US dollars for an hour of one accelerator of each side. */
export interface SidePrices {
  readonly baseline: number;
  readonly proposal: number;
}

/** What is compared of a side, by the metric. */
export function comparedOf(profile: FittingProfile, metric: Metric, price: number | null): number {
  if (metric === "latency") return profile.latencySeconds;
  if (metric === "throughput") return profile.throughputPerSecond;
  const {energyJoules, costUsd, madePerStep} = economicsOf(profile, {pricePerHour: price ?? undefined});
  return metric === "energy" ? energyJoules! / madePerStep : (costUsd! / madePerStep) * 1e6;
}

/** How many times better the proposal is. */
export function gain(metric: Metric, {baseline, proposal}: Compared): number {
  return metric === "throughput" ? proposal / baseline : baseline / proposal;
}

/** What is compared, by the measured times instead of the predicted ones. */
export function rescaled(predicted: Compared, metric: Metric, measured: Measured): Compared {
  const scaled = (side: Side) => {
    const {seconds, predictedSeconds} = measured[side];
    const slower = seconds / predictedSeconds!;
    return metric === "throughput" ? predicted[side] / slower : predicted[side] * slower;
  };
  return {baseline: scaled("baseline"), proposal: scaled("proposal")};
}

/** The price as a cause: it multiplies the cost of each token, whatever else differs. */
export function priceFactor({baseline, proposal}: SidePrices): Factor {
  return {
    id: "price",
    group: "price",
    label: "price of an accelerator",
    baseline,
    proposal,
    unit: "USD/h",
    ratio: proposal / baseline,
    multiplier: baseline / proposal,
    capture: null,
  };
}

import {largestBatch} from "../engine/footprint.js";
import {stepTime} from "../engine/stepTime.js";
import type {Configuration} from "../engine/types.js";
import {differingFactors, type AttributedFactor} from "./differingFactors.js";
import {isRate, rateChange} from "./rates.js";
import {interaction, shapleyValues, tabulate} from "./shapley.js";
import type {Factor, Interaction, Metric} from "./types.js";

/** The speed-up, divided among its causes. */
export interface Attribution {
  readonly factors: readonly Factor[];
  readonly interactions: readonly Interaction[];
  readonly policies: readonly string[];
}

/** Said where the largest batch of a hybrid would be none. */
const oversizedHybrids =
  "Some mixtures of the two sides do not fit in memory at all; to share out the speed-up they are timed at batch 1.";

/** ln of how fast a configuration is by a metric: −ln of the step's time, or ln of its tokens per second. */
export function logSpeed(configuration: Configuration, metric: Metric): number {
  const {seconds, tokens} = stepTime(configuration);
  return metric === "latency" ? -Math.log(seconds) : Math.log(tokens / seconds);
}

/**
 * Shapley attribution of ln(speed-up) over the causes that differ. Each coalition is a hybrid: the baseline with those
 * causes taken from the proposal, timed whether or not it fits in memory. The multipliers' product is the speed-up, they do
 * not depend on any order, and swapping the sides inverts each.
 */
export function attribute(baseline: Configuration, proposal: Configuration, metric: Metric): Attribution {
  const {factors, policies} = differingFactors(baseline, proposal);
  // Each hybrid is an earlier one with one cause more: that of the coalition's highest bit.
  const hybrids = [baseline];
  let fitting = true;
  const table = tabulate(factors.length, (coalition) => {
    if (coalition > 0) {
      const highest = 31 - Math.clz32(coalition);
      hybrids.push(factors[highest]!.take(hybrids[coalition ^ (1 << highest)]!, proposal));
    }
    const hybrid = hybrids[coalition]!;
    if (hybrid.scenario.batch === "max" && largestBatch(hybrid) === 0) fitting = false;
    return logSpeed(hybrid, metric);
  });
  const values = shapleyValues(table);
  const interactions: Interaction[] = [];
  factors.forEach((first, j) => {
    factors.slice(j + 1).forEach((second, offset) => {
      const multiplier = Math.exp(interaction(table, j, j + 1 + offset));
      interactions.push({factors: [first.id, second.id], multiplier});
    });
  });
  return {
    factors: factors.map((factor, index) => attributed(factor, values[index]!, baseline, proposal)),
    interactions,
    policies: fitting ? policies : [...policies, oversizedHybrids],
  };
}

function attributed(
  {id, group, label, unit, values}: AttributedFactor,
  logMultiplier: number,
  baseline: Configuration,
  proposal: Configuration,
): Factor {
  const [before, after] = values(baseline, proposal);
  const bound = isRate(id) ? rateChange(id, baseline, proposal).bound : null;
  const numeric = typeof before === "number" && typeof after === "number" && before > 0;
  return {
    id,
    group,
    label,
    baseline: before,
    proposal: after,
    unit,
    ratio: numeric ? after / before : null,
    multiplier: Math.exp(logMultiplier),
    // The value lies between 0 and ln bound by construction; the limits only absorb rounding in the last digit.
    capture: bound === null ? null : Math.min(1, Math.max(0, logMultiplier / Math.log(bound))),
  };
}

import {energyOf, waitingShare} from "../engine/energy.js";
import {stepTokens} from "../engine/lower.js";
import {devicesOf} from "../engine/parallelism.js";
import {fixedCosts, sumParts} from "../engine/stepTime.js";
import type {Configuration} from "../engine/types.js";
import type {FixedCosts, Parts} from "../engine/roofline.js";
import type {Metric} from "./types.js";

/** What a step takes and makes: as much as any metric needs. */
export interface Step {
  readonly parts: Parts;
  readonly seconds: number;
  readonly tokens: number;
  readonly fixed: FixedCosts;
}

/** What a step at a batch takes and makes, from its parts. */
export function stepOf(configuration: Configuration, batch: number, parts: Parts): Step {
  const fixed = fixedCosts(configuration, batch);
  return {parts, seconds: sumParts(parts), tokens: stepTokens(configuration, batch), fixed};
}

/**
 * ln of how good a step is by a metric, up to a constant that is the same for all configurations: −ln of its time, ln of its
 * tokens per second, −ln of a token's energy, or −ln of the device-seconds of a token, which is its cost but for the price.
 */
export function logSpeed(configuration: Configuration, {parts, seconds, tokens, fixed}: Step, metric: Metric): number {
  switch (metric) {
    case "latency":
      return -Math.log(seconds);
    case "throughput":
      return Math.log(tokens / seconds);
    case "energy":
      // Where no power is published `explain` has refused before.
      return -Math.log((energyOf(configuration, seconds, waitingShare(parts, seconds, fixed.bubble)) ?? 1) / tokens);
    case "cost":
      return -Math.log((devicesOf(configuration.scenario) * seconds) / tokens);
  }
}

import {metricSpecs} from "./metrics.js";
import type {Limit, MetricLimit, SolvedScenario} from "./types.js";

/** Whether a limit on a metric is on how far it moves, beside or in place of what it may be. */
export function limitsChange({mostIncrease, mostDecrease}: MetricLimit): boolean {
  return mostIncrease !== null || mostDecrease !== null;
}

/**
 * What limits on a change are on that cannot be asked, though both sides have the scenario: the base has no such value, or no
 * time at all, so that the head can be no worse. Of a scenario that is new its status says it, and of a head that does not fit
 * its verdict.
 */
export function unaskedLimits(before: SolvedScenario | null, after: SolvedScenario): string[] {
  if (before === null || !after.profile.fits) return [];
  return after.scenario.limits.flatMap((limit) => unaskedOf(limit, before));
}

function unaskedOf(limit: Limit, before: SolvedScenario): string[] {
  if (limit.kind === "cause") return before.profile.fits ? [] : [`what ${limit.cause} costs`];
  if (limit.kind !== "metric" || !limitsChange(limit) || before.values[limit.metric] !== null) return [];
  return [`the change of ${metricSpecs[limit.metric].label}`];
}

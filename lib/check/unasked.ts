import {metricSpecs} from "./metrics.js";
import type {CauseLimit, Limit, MetricLimit, SolvedScenario} from "./types.js";

/** Whether a limit on a metric is on how far it moves, beside or in place of what it may be. */
export function limitsChange({mostIncrease, mostDecrease}: MetricLimit): boolean {
  return mostIncrease !== null || mostDecrease !== null;
}

/** The change of a metric, in words. */
export const changeOfMetric = ({metric}: MetricLimit): string => `the change of ${metricSpecs[metric].label}`;
/** That the regime is another, in words. */
export const changeOfRegime = "a shift of the regime";
/** What a cause changes, in words. */
export const changeByCause = ({cause}: CauseLimit): string => `what ${cause} costs`;

/** The change that a limit is on, in words; null where it asks of the head alone. */
export function changeOf(limit: Limit): string | null {
  switch (limit.kind) {
    case "metric":
      return limitsChange(limit) ? changeOfMetric(limit) : null;
    case "regime":
      return limit.mayShift ? null : changeOfRegime;
    case "share":
      return null;
    case "cause":
      return changeByCause(limit);
  }
}

/**
 * What limits on a change are on that cannot be asked, though both sides have the scenario: the base has no such value, or no
 * time at all, so that the head can be no worse. Of a scenario that is new its status says it, and of a head that does not fit
 * its verdict.
 */
export function unaskedLimits(before: SolvedScenario | null, after: SolvedScenario): string[] {
  if (before === null || !after.profile.fits) return [];
  return after.scenario.limits.flatMap((limit) => {
    const has = limit.kind === "metric" ? before.values[limit.metric] !== null : before.profile.fits;
    const change = has ? null : changeOf(limit);
    return change === null ? [] : [change];
  });
}

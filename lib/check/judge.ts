import {CatalogError} from "../catalog/catalogError.js";
import {causeName} from "../explainer/tables.js";
import {regimeNames, termNames} from "../explainer/describe.js";
import {apart, formatShare, listed} from "../explainer/format.js";
import {unitMade} from "../engine/unitMade.js";
import type {Explanation} from "../explainer/types.js";
import {metricSpecs} from "./metrics.js";
import {subjectOf} from "./subjectOf.js";
import type {CauseLimit, CrossedLimit, Limit, MetricLimit, RegimeLimit, ShareLimit, SolvedScenario} from "./types.js";

/** What a limit is held against. */
export interface Judged {
  /** Null where the base lacks the scenario, or it cannot be used: limits on a change are then not asked. */
  readonly before: SolvedScenario | null;
  /** Whether the base may have the scenario though it is not there to compare with. */
  readonly isBaseUnusable: boolean;
  readonly after: SolvedScenario;
  readonly explanation: Explanation | null;
  /** The measured time of the base carried over to the head; takes the place of the computed one. */
  readonly expectedSeconds: number | null;
}

/**
 * The limits of the head that it does not keep; none of a scenario that does not fit, which is a verdict of its own. A limit on
 * a change whose base cannot be used is a warning, whatever its level: the change that mends the base must be able to pass.
 *
 * @throws CatalogError where a limit is set on what the scenario does not have: it would never be crossed.
 */
export function crossedLimits(judged: Judged): CrossedLimit[] {
  if (!judged.after.profile.fits) return [];
  return judged.after.scenario.limits.flatMap((limit) => {
    const subject = subjectOf(limit);
    const crossed = reasonsOf(limit, judged).map((text): CrossedLimit => ({level: limit.level, subject, text}));
    const what = judged.isBaseUnusable ? changeOf(limit) : null;
    if (what !== null)
      crossed.push({level: "warn", subject, text: `the limit on ${what} is not asked, as the base cannot be used`});
    return crossed;
  });
}

/** The change that a limit is on; null where it asks of the head alone. */
function changeOf(limit: Limit): string | null {
  if (limit.kind === "cause") return `the cause ${limit.cause}`;
  if (limit.kind !== "metric" || (limit.mostIncrease === null && limit.mostDecrease === null)) return null;
  return `the change of ${metricSpecs[limit.metric].label}`;
}

function reasonsOf(limit: Limit, judged: Judged): string[] {
  switch (limit.kind) {
    case "metric":
      return metricReasons(limit, judged);
    case "regime":
      return regimeReasons(limit, judged);
    case "share":
      return shareReasons(limit, judged);
    case "cause":
      return causeReasons(limit, judged);
  }
}

function metricReasons(limit: MetricLimit, {before, after, expectedSeconds}: Judged): string[] {
  const {metric, most, least, mostIncrease, mostDecrease, place} = limit;
  const spec = metricSpecs[metric];
  const {label, whenMissing} = spec;
  const isExpected = metric === "latencySeconds" && expectedSeconds !== null;
  const value = isExpected ? expectedSeconds : after.values[metric];
  if (value === null) throw new CatalogError([{...place, message: `this scenario has no ${label}: ${whenMissing}`}]);
  const unit = unitMade(after.scenario.configuration);
  const show = (amount: number, extra: number): string => spec.format(amount, unit, extra);
  const what = isExpected ? `${label}, by the measurement of the base,` : label;
  const reasons: string[] = [];
  const against = (limit: number, word: string): string => {
    const [is, may] = apart(show, value, limit);
    return `${what} is ${is}, the limit is ${may} ${word}`;
  };
  if (most !== null && value > most) reasons.push(against(most, "at most"));
  if (least !== null && value < least) reasons.push(against(least, "at least"));
  const old = before?.values[metric] ?? null;
  const now = after.values[metric];
  if (old === null || now === null || old === 0) return reasons;
  const change = now / old - 1;
  if (mostIncrease !== null && change > mostIncrease)
    reasons.push(`${label} rises by ${overShare(change, mostIncrease)}`);
  if (mostDecrease !== null && -change > mostDecrease)
    reasons.push(`${label} falls by ${overShare(-change, mostDecrease)}`);
  return reasons;
}

function regimeReasons({allowed}: RegimeLimit, {after: {profile}}: Judged): string[] {
  if (profile.regime === null || allowed.includes(profile.regime)) return [];
  const names = listed(allowed.map((regime) => regimeNames[regime]));
  return [`it is ${regimeNames[profile.regime]}, allowed is ${names}`];
}

function shareReasons({term, most}: ShareLimit, {after: {profile}}: Judged): string[] {
  const share = profile.shares?.[term] ?? 0;
  if (share <= most) return [];
  const [is, may] = apart(formatShare, share, most);
  return [`${termNames[term]} takes ${is} of the time, the limit is ${may}`];
}

/** A share that is over its limit, with as many digits as it takes to see it. */
function overShare(share: number, limit: number): string {
  return apart(formatShare, share, limit).join(", the limit is ");
}

/** A cause that makes it worse by its multiplier alone: 1 ÷ multiplier − 1 of the time. */
function causeReasons({cause, mostCost}: CauseLimit, {explanation}: Judged): string[] {
  if (explanation?.answered !== true) return [];
  const found =
    explanation.groups.find(({id}) => id === cause) ??
    explanation.factors.find(({id}) => id.split("+").includes(cause));
  if (found === undefined) return [];
  const cost = 1 / found.multiplier - 1;
  if (cost <= mostCost) return [];
  const name = "label" in found ? causeName(explanation, found.id) : found.id;
  return [`${name} makes it worse by ${overShare(cost, mostCost)}`];
}

import {CatalogError} from "../catalog/catalogError.js";
import {causeName} from "../explainer/tables.js";
import {regimeNames, termNames} from "../explainer/describe.js";
import {apart, formatShare, listed} from "../explainer/format.js";
import {unitMade} from "../engine/unitMade.js";
import type {Explanation} from "../explainer/types.js";
import {isCompared, metricSpecs} from "./metrics.js";
import {subjectOf} from "./subjectOf.js";
import {
  levels,
  type CauseLimit,
  type CrossedLimit,
  type Limit,
  type MetricLimit,
  type RegimeLimit,
  type ShareLimit,
  type SolvedScenario,
} from "./types.js";
import {changeByCause, changeOf, changeOfMetric, changeOfRegime, limitsChange} from "./unasked.js";

/** What a limit is held against. */
export interface Judged {
  /** Null where the base lacks the scenario, or it cannot be used: limits on a change are then not asked, see `unaskedLimits`. */
  readonly before: SolvedScenario | null;
  /** Whether the base may have the scenario though it is not there to compare with. */
  readonly isBaseUnusable: boolean;
  readonly after: SolvedScenario;
  readonly explanation: Explanation | null;
  /** Why the two sides cannot be compared; null where they can, or need not. */
  readonly incomparable: string | null;
  /** The measured time of the base carried over to the head; takes the place of the computed one. */
  readonly expectedSeconds: number | null;
}

/** Why a limit counts as crossed: what was found, or what cannot be judged. */
type Reason = Pick<CrossedLimit, "judged" | "text">;

const found = (text: string): Reason => ({judged: true, text});
const unjudged = (what: string): Reason => ({
  judged: false,
  text: `${what}, for the two sides cannot be compared`,
});

/**
 * The limits of the head that it does not keep, or that ask for a comparison which cannot be made; none of a scenario that does
 * not fit, which is a verdict of its own. A limit on a change whose base cannot be used is a warning, whatever its level: the
 * change that mends the base must be able to pass. What fails comes before what warns.
 *
 * @throws CatalogError where a limit is set on what the scenario does not have: it would never be crossed.
 */
export function crossedLimits(judged: Judged): CrossedLimit[] {
  if (!judged.after.profile.fits) return [];
  const crossed = judged.after.scenario.limits.flatMap((limit) => {
    const subject = subjectOf(limit);
    const reasons = reasonsOf(limit, judged).map((reason): CrossedLimit => ({level: limit.level, subject, ...reason}));
    const change = judged.isBaseUnusable ? changeOf(limit) : null;
    if (change === null) return reasons;
    const text = `${change}, for the base cannot be used`;
    return [...reasons, {level: "warn" as const, subject, judged: false, text}];
  });
  // Test reports tell the first alone where one fails: it must not be a warning.
  return crossed.toSorted((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level));
}

function reasonsOf(limit: Limit, judged: Judged): Reason[] {
  switch (limit.kind) {
    case "metric":
      return [...boundReasons(limit, judged).map(found), ...changeReasons(limit, judged)];
    case "regime":
      return [...allowedReasons(limit, judged).map(found), ...shiftReasons(limit, judged)];
    case "share":
      return shareReasons(limit, judged).map(found);
    case "cause":
      return causeReasons(limit, judged);
  }
}

function boundReasons({metric, most, least, place}: MetricLimit, {after, expectedSeconds}: Judged): string[] {
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
  return reasons;
}

function changeReasons(limit: MetricLimit, {before, after, incomparable}: Judged): Reason[] {
  const {metric, mostIncrease, mostDecrease} = limit;
  if (!limitsChange(limit)) return [];
  const {label} = metricSpecs[metric];
  const [old, now] = [before?.values[metric] ?? null, after.values[metric]];
  if (old === null || now === null || old === 0) return [];
  if (incomparable !== null && !isCompared(metric, incomparable)) return [unjudged(changeOfMetric(limit))];
  const change = now / old - 1;
  const reasons: Reason[] = [];
  if (mostIncrease !== null && change > mostIncrease)
    reasons.push(found(`${label} rises by ${overShare(change, mostIncrease)}`));
  if (mostDecrease !== null && -change > mostDecrease)
    reasons.push(found(`${label} falls by ${overShare(-change, mostDecrease)}`));
  return reasons;
}

function allowedReasons({allowed}: RegimeLimit, {after: {profile}}: Judged): string[] {
  if (allowed === null || profile.regime === null || allowed.includes(profile.regime)) return [];
  const names = listed(allowed.map((regime) => regimeNames[regime]));
  return [`it is ${regimeNames[profile.regime]}, allowed is ${names}`];
}

function shiftReasons({mayShift}: RegimeLimit, {before, after, incomparable}: Judged): Reason[] {
  const [old, now] = [before?.profile.regime ?? null, after.profile.regime];
  if (mayShift || old === null || now === null) return [];
  if (incomparable !== null) return [unjudged(changeOfRegime)];
  return old === now ? [] : [found(`it was ${regimeNames[old]} and is ${regimeNames[now]}, allowed is no shift`)];
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
function causeReasons(limit: CauseLimit, {before, explanation, incomparable}: Judged): Reason[] {
  const {cause, mostCost} = limit;
  if (incomparable !== null && before?.profile.fits === true) return [unjudged(changeByCause(limit))];
  if (explanation?.answered !== true) return [];
  const part =
    explanation.groups.find(({id}) => id === cause) ??
    explanation.factors.find(({id}) => id.split("+").includes(cause));
  if (part === undefined) return [];
  const cost = 1 / part.multiplier - 1;
  if (cost <= mostCost) return [];
  const name = "label" in part ? causeName(explanation, part.id) : part.id;
  return [found(`${name} makes it worse by ${overShare(cost, mostCost)}`)];
}

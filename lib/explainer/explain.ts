import {economicsOf} from "../engine/economics.js";
import {UnpublishedFigureError} from "../engine/resolveHardware.js";
import {solve} from "../engine/solve.js";
import type {Configuration, FittingProfile, Profile} from "../engine/types.js";
import {UserError} from "../engine/userError.js";
import {attribute, groupFactors} from "./attribution.js";
import {breakEvenOf} from "./breakEven.js";
import {answeredClaims, defaultClaimCount, unansweredClaims} from "./claims.js";
import {sideLabels} from "./describe.js";
import {flipsOf} from "./flips.js";
import {gapTo, widened, type HeadlineChoice} from "./gap.js";
import {headroomOf} from "./headroom.js";
import {measuredOf, unexplainedFactor, type MeasuredTimes} from "./measured.js";
import type {
  AnsweredExplanation,
  Explanation,
  ExplanationSide,
  Factor,
  Measured,
  Metric,
  Side,
  Verdict,
} from "./types.js";

/** What a reader may choose about an explanation, and what only the reader knows. */
export interface ExplainOptions {
  /** What to compare; by default tokens per second where a side takes its largest batch, else the time of a step. */
  readonly metric?: Metric | undefined;
  /** What the speed-up is held against; a number is a ratio that somebody claims. By default the rate that bounds the baseline. */
  readonly headline?: HeadlineChoice | undefined;
  /** US dollars for an hour of one accelerator of each side; without them there is no cost. */
  readonly prices?: SidePrices | undefined;
  /** Measured times of both sides, to be held against the engine's. */
  readonly measured?: MeasuredTimes | undefined;
  /** All claims instead of the first seven. */
  readonly verbose?: boolean | undefined;
}

/** US dollars for an hour of one accelerator of each side. */
export interface SidePrices {
  readonly baseline: number;
  readonly proposal: number;
}

/** The two sides cannot be compared: they are computed at unlike granularities. */
export class GranularityError extends UserError {
  override name = "GranularityError";
}

/**
 * Says why `proposal` is better or worse than `baseline`: any two configurations, not only two machines.
 *
 * @throws GranularityError where the sides are computed at different granularities: the difference would be the engine's.
 * @throws UnpublishedFigureError where the hardware lacks a figure that the scenario or the metric needs.
 * @throws UserError where cost is asked for without prices, energy together with measured times, or a number is not above zero.
 */
export function explain(baseline: Configuration, proposal: Configuration, options: ExplainOptions = {}): Explanation {
  const [before, after] = [baseline.scenario.granularity, proposal.scenario.granularity];
  if (before !== after) {
    throw new GranularityError(`both sides must have one granularity, got "${before}" and "${after}"`);
  }
  const metric = options.metric ?? defaultMetric(baseline, proposal);
  checkOptions(metric, options, [baseline, proposal]);
  const labels = sideLabels(baseline, proposal);
  const side = (name: Side, configuration: Configuration): ExplanationSide => ({
    label: labels[name],
    configuration,
    profile: solve(configuration),
  });
  const answer = answerOf(side("baseline", baseline), side("proposal", proposal), metric, options);
  const claims = answer.answered ? answeredClaims(answer) : unansweredClaims(answer);
  const shown = options.verbose ? claims : claims.slice(0, defaultClaimCount);
  return {...answer, claims: shown};
}

function defaultMetric(baseline: Configuration, proposal: Configuration): Metric {
  return baseline.scenario.batch === "max" || proposal.scenario.batch === "max" ? "throughput" : "latency";
}

function checkOptions(metric: Metric, {headline, prices}: ExplainOptions, sides: readonly Configuration[]): void {
  const positive = (value: number, what: string) => {
    if (!(Number.isFinite(value) && value > 0))
      throw new UserError(`${what}: expected a number above zero, got ${value}`);
  };
  if (typeof headline === "number") positive(headline, "claimed ratio");
  if (prices !== undefined)
    for (const side of ["baseline", "proposal"] as const) positive(prices[side], `price of the ${side}`);
  if (metric === "cost" && prices === undefined) {
    throw new UserError("the cost of a token needs the price of an hour of each accelerator");
  }
  if (metric !== "energy") return;
  for (const {hardware} of sides) {
    if (hardware.powerWatts !== null) continue;
    throw new UnpublishedFigureError(
      `${hardware.name} has no published power, so that the energy of a token is not known`,
    );
  }
}

function answerOf(
  baseline: ExplanationSide,
  proposal: ExplanationSide,
  metric: Metric,
  {headline, prices: given, measured: times}: ExplainOptions,
) {
  const prices = given ?? null;
  const verdicts = [verdictOf("baseline", baseline.profile), verdictOf("proposal", proposal.profile)];
  const hold = (predicted: number | null) =>
    times === undefined ? null : measuredOf(times, baseline.profile, proposal.profile, metric, predicted);
  if (!isFitting(baseline) || !isFitting(proposal)) {
    return {
      answered: false,
      metric,
      prices,
      measured: hold(null),
      verdicts,
      policies: [],
      baseline,
      proposal,
      compared: null,
      speedup: null,
      latencySpeedup: null,
      throughputSpeedup: null,
      regimes: null,
      factors: [],
      groups: [],
      interactions: [],
      drillDown: null,
      gap: null,
      flips: null,
      breakEven: null,
      headroom: [],
    } as const;
  }
  const [before, after] = [baseline.configuration, proposal.configuration];
  const [slow, fast] = [baseline.profile, proposal.profile];
  const attribution = attribute(before, after, metric);
  const priceRatio = prices === null ? 1 : prices.proposal / prices.baseline;
  const predicted = {
    baseline: comparedOf(slow, metric, prices?.baseline ?? null),
    proposal: comparedOf(fast, metric, prices?.proposal ?? null),
  };
  const predictedSpeedup = gain(metric, predicted);
  const measured = hold(predictedSpeedup);
  const unexplained = measured === null ? null : unexplainedFactor(measured);
  const factors = [
    ...attribution.factors,
    ...(metric === "cost" && priceRatio !== 1 ? [priceFactor(prices!)] : []),
    ...(unexplained === null ? [] : [unexplained]),
  ];
  const compared = measured === null ? predicted : rescaled(predicted, metric, measured);
  const throughputSpeedup = fast.throughputPerSecond / slow.throughputPerSecond;
  const paid = throughputSpeedup * (unexplained?.multiplier ?? 1);
  return {
    answered: true,
    metric,
    prices,
    measured,
    verdicts,
    policies: attribution.policies,
    baseline,
    proposal,
    compared,
    speedup: gain(metric, compared),
    latencySpeedup: slow.latencySeconds / fast.latencySeconds,
    throughputSpeedup,
    regimes: {baseline: slow.regime, proposal: fast.regime, shifted: slow.regime !== fast.regime},
    factors,
    groups: groupFactors(factors),
    interactions: attribution.interactions,
    drillDown: attribution.drillDown,
    gap: wholeGap(),
    flips: {baseline: flipsOf(before, slow.batch), proposal: flipsOf(after, fast.batch)},
    breakEven: breakEvenOf(before, after, metric, paid, priceRatio),
    headroom: headroomOf(after),
  } as const satisfies Omit<AnsweredExplanation, "claims">;

  /** The gap, with what is known beside the two configurations. */
  function wholeGap() {
    const known = gapTo(headline ?? null, {
      baseline: baseline as ExplanationSide<FittingProfile>,
      proposal: proposal as ExplanationSide<FittingProfile>,
      factors: attribution.factors,
      metric,
    });
    const priced = known === null || metric !== "cost" ? known : widened(known, "price", 1 / priceRatio);
    return priced === null || unexplained === null ? priced : widened(priced, "unexplained", unexplained.multiplier);
  }
}

/** What is compared of a side, by the metric. */
function comparedOf(profile: FittingProfile, metric: Metric, price: number | null): number {
  if (metric === "latency") return profile.latencySeconds;
  if (metric === "throughput") return profile.throughputPerSecond;
  const {energyJoules, costUsd, madePerStep} = economicsOf(profile, {pricePerHour: price ?? undefined});
  return metric === "energy" ? energyJoules! / madePerStep : (costUsd! / madePerStep) * 1e6;
}

/** How many times better the proposal is. */
function gain(metric: Metric, {baseline, proposal}: AnsweredExplanation["compared"]): number {
  return metric === "throughput" ? proposal / baseline : baseline / proposal;
}

/** What is compared, by the measured times instead of the predicted ones. */
function rescaled(
  predicted: AnsweredExplanation["compared"],
  metric: Metric,
  measured: Measured,
): AnsweredExplanation["compared"] {
  const scaled = (side: Side) => {
    const {seconds, predictedSeconds} = measured[side];
    const slower = seconds / predictedSeconds!;
    return metric === "throughput" ? predicted[side] / slower : predicted[side] * slower;
  };
  return {baseline: scaled("baseline"), proposal: scaled("proposal")};
}

/** The price as a cause: it multiplies the cost of each token, whatever else differs. */
function priceFactor({baseline, proposal}: SidePrices): Factor {
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

function isFitting(side: ExplanationSide): side is ExplanationSide<FittingProfile> {
  return side.profile.fits;
}

function verdictOf(side: Side, {fits, footprint, cure}: Profile): Verdict {
  return {side, fits, totalBytes: footprint.totalBytes, usableBytes: footprint.usableBytes, cure};
}

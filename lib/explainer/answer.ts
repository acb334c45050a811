import type {FittingProfile, Profile} from "../engine/types.js";
import {attribute, groupFactors} from "./attribution.js";
import {breakEvenOf} from "./breakEven.js";
import {comparedOf, gain, priceFactor, rescaled} from "./compared.js";
import type {ExplainOptions} from "./explain.js";
import {flipsOf} from "./flips.js";
import {gapTo, withKnown} from "./gap.js";
import {headroomOf} from "./headroom.js";
import {leversOf} from "./levers.js";
import {measuredOf, unexplainedFactor} from "./measured.js";
import {overBatches} from "./overBatches.js";
import type {AnsweredExplanation, ExplanationSide, Metric, Side, UnansweredExplanation, Verdict} from "./types.js";

/** All of an explanation but its sentences. */
export type Answer = Omit<AnsweredExplanation, "claims">;
/** The same where a side does not fit. */
export type NoAnswer = Omit<UnansweredExplanation, "claims">;

/** What there is to know of two sides that are solved. */
export function answerOf(
  baseline: ExplanationSide,
  proposal: ExplanationSide,
  metric: Metric,
  options: ExplainOptions,
): Answer | NoAnswer {
  return isFitting(baseline) && isFitting(proposal)
    ? answered(baseline, proposal, metric, options)
    : unanswered(baseline, proposal, metric, options);
}

function answered(
  baseline: ExplanationSide<FittingProfile>,
  proposal: ExplanationSide<FittingProfile>,
  metric: Metric,
  {headline, prices: given, measured: times}: ExplainOptions,
): Answer {
  const prices = given ?? null;
  const [before, after] = [baseline.configuration, proposal.configuration];
  const [slow, fast] = [baseline.profile, proposal.profile];
  const latencySpeedup = slow.latencySeconds / fast.latencySeconds;
  const throughputSpeedup = fast.throughputPerSecond / slow.throughputPerSecond;
  const priceRatio = prices === null ? 1 : prices.proposal / prices.baseline;
  const predicted = {
    baseline: comparedOf(slow, metric, prices?.baseline ?? null),
    proposal: comparedOf(fast, metric, prices?.proposal ?? null),
  };
  const measured = times === undefined ? null : measuredOf(times, slow, fast, metric, gain(metric, predicted));
  const compared = measured === null ? predicted : rescaled(predicted, metric, measured);

  // Beside the causes that the two configurations differ in stand those that only the reader knows of.
  const attribution = attribute(before, after, metric);
  const price = metric === "cost" && priceRatio !== 1 ? priceFactor(prices!) : null;
  const unexplained = measured === null ? null : unexplainedFactor(measured);
  const known = [price, unexplained].filter((factor) => factor !== null);
  const factors = [...attribution.factors, ...known];
  const gap = gapTo(headline ?? null, {baseline, proposal, factors: attribution.factors, metric});

  const sides = {
    baseline: {configuration: before, partsOver: overBatches(before)},
    proposal: {configuration: after, partsOver: overBatches(after)},
  };
  return {
    answered: true,
    metric,
    prices,
    measured,
    verdicts: verdictsOf(slow, fast),
    policies: attribution.policies,
    baseline,
    proposal,
    compared,
    speedup: gain(metric, compared),
    latencySpeedup,
    throughputSpeedup,
    regimes: {baseline: slow.regime, proposal: fast.regime, shifted: slow.regime !== fast.regime},
    factors,
    groups: groupFactors(factors),
    interactions: attribution.interactions,
    drillDown: attribution.drillDown,
    gap: gap === null ? null : withKnown(gap, known),
    flips: {
      baseline: flipsOf(before, slow.batch, sides.baseline.partsOver),
      proposal: flipsOf(after, fast.batch, sides.proposal.partsOver),
    },
    breakEven: breakEvenOf(sides, metric, throughputSpeedup * (unexplained?.multiplier ?? 1), priceRatio),
    headroom: headroomOf(after),
    levers: leversOf(after, fast.batch, metric),
  };
}

function unanswered(
  baseline: ExplanationSide,
  proposal: ExplanationSide,
  metric: Metric,
  {prices, measured: times}: ExplainOptions,
): NoAnswer {
  return {
    answered: false,
    metric,
    prices: prices ?? null,
    measured: times === undefined ? null : measuredOf(times, baseline.profile, proposal.profile, metric, null),
    verdicts: verdictsOf(baseline.profile, proposal.profile),
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
    levers: [],
  };
}

function isFitting(side: ExplanationSide): side is ExplanationSide<FittingProfile> {
  return side.profile.fits;
}

function verdictsOf(baseline: Profile, proposal: Profile): Verdict[] {
  const verdictOf = (side: Side, {fits, footprint, cure}: Profile): Verdict => ({
    side,
    fits,
    totalBytes: footprint.totalBytes,
    usableBytes: footprint.usableBytes,
    cure,
  });
  return [verdictOf("baseline", baseline), verdictOf("proposal", proposal)];
}

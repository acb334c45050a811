import {solve} from "../engine/solve.js";
import type {Configuration, FittingProfile, Profile} from "../engine/types.js";
import {UserError} from "../engine/userError.js";
import {attribute} from "./attribution.js";
import {answeredClaims, defaultClaimCount, unansweredClaims} from "./claims.js";
import {sideLabels} from "./describe.js";
import {batchFlips} from "./flips.js";
import {gapTo} from "./gap.js";
import {headroomOf} from "./headroom.js";
import type {AnsweredExplanation, Explanation, ExplanationSide, Metric, RateId, Side, Verdict} from "./types.js";

/** What a reader may choose about an explanation. */
export interface ExplainOptions {
  /** What to compare; by default tokens per second where a side takes its largest batch, else the time of a step. */
  readonly metric?: Metric | undefined;
  /** The rate whose ratio the speed-up is held against; by default the one that bounds the baseline. */
  readonly headline?: RateId | undefined;
  /** All claims instead of the first seven. */
  readonly verbose?: boolean | undefined;
}

/** The two sides cannot be compared: they are computed at unlike granularities. */
export class GranularityError extends UserError {
  override name = "GranularityError";
}

/**
 * Says why `proposal` is faster or slower than `baseline`: any two configurations, not only two machines.
 *
 * @throws GranularityError where the sides are computed at different granularities: the difference would be the engine's.
 * @throws UnpublishedFigureError where the hardware lacks a figure that the scenario needs.
 */
export function explain(baseline: Configuration, proposal: Configuration, options: ExplainOptions = {}): Explanation {
  const [before, after] = [baseline.scenario.granularity, proposal.scenario.granularity];
  if (before !== after) {
    throw new GranularityError(`both sides must have one granularity, got "${before}" and "${after}"`);
  }
  const metric = options.metric ?? defaultMetric(baseline, proposal);
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

function answerOf(baseline: ExplanationSide, proposal: ExplanationSide, metric: Metric, {headline}: ExplainOptions) {
  const verdicts = [verdictOf("baseline", baseline.profile), verdictOf("proposal", proposal.profile)];
  if (!isFitting(baseline) || !isFitting(proposal)) {
    return {
      answered: false,
      metric,
      verdicts,
      policies: [],
      baseline,
      proposal,
      speedup: null,
      latencySpeedup: null,
      throughputSpeedup: null,
      regimes: null,
      factors: [],
      interactions: [],
      gap: null,
      flips: null,
      headroom: [],
    } as const;
  }
  const [before, after] = [baseline.configuration, proposal.configuration];
  const [slow, fast] = [baseline.profile, proposal.profile];
  const {factors, interactions, policies} = attribute(before, after, metric);
  const latencySpeedup = slow.latencySeconds / fast.latencySeconds;
  const throughputSpeedup = fast.throughputPerSecond / slow.throughputPerSecond;
  return {
    answered: true,
    metric,
    verdicts,
    policies,
    baseline,
    proposal,
    speedup: metric === "latency" ? latencySpeedup : throughputSpeedup,
    latencySpeedup,
    throughputSpeedup,
    regimes: {baseline: slow.regime, proposal: fast.regime, shifted: slow.regime !== fast.regime},
    factors,
    interactions,
    gap: gapTo(headline ?? null, before, after, factors, metric, slow.regime),
    flips: {baseline: batchFlips(before), proposal: batchFlips(after)},
    headroom: headroomOf(after),
  } as const satisfies Omit<AnsweredExplanation, "claims">;
}

function isFitting(side: ExplanationSide): side is ExplanationSide<FittingProfile> {
  return side.profile.fits;
}

function verdictOf(side: Side, {fits, footprint, cure}: Profile): Verdict {
  return {side, fits, totalBytes: footprint.totalBytes, usableBytes: footprint.usableBytes, cure};
}

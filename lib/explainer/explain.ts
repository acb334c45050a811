import {UnpublishedFigureError} from "../engine/resolveHardware.js";
import {solve} from "../engine/solve.js";
import type {Configuration} from "../engine/types.js";
import {UserError} from "../engine/userError.js";
import {answerOf} from "./answer.js";
import {claimsOf} from "./claims/claimsOf.js";
import {sideLabels} from "./describe.js";
import type {SidePrices} from "./compared.js";
import type {HeadlineChoice} from "./gap.js";
import type {MeasuredTimes} from "./measured.js";
import type {Explanation, ExplanationSide, Metric, Side} from "./types.js";

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
  /** All claims instead of the seven of most worth. */
  readonly verbose?: boolean | undefined;
}

/** The two sides cannot be compared: they are computed at unlike granularities. */
export class GranularityError extends UserError {
  override name = "GranularityError";
}

/**
 * Says why `proposal` is better or worse than `baseline`: any two configurations, not only two machines.
 *
 * @throws GranularityError where the sides are computed at different granularities: the difference would be the engine's.
 * @throws UnpublishedFigureError where the hardware or the model lacks a figure that the scenario or the metric needs.
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
  return {...answer, claims: claimsOf(answer, {verbose: options.verbose ?? false})};
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

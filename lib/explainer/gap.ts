import {exchanges} from "../engine/lower.js";
import {stepTime, sumParts, type StepTime} from "../engine/stepTime.js";
import {regimes, type Configuration, type FittingProfile, type Regime} from "../engine/types.js";
import {logSpeed} from "./metric.js";
import {isRate, rateChange} from "./rates.js";
import {retimed, scaleTerm, type Timing} from "./scaledTerm.js";
import {shapleyValues, tabulate} from "./shapley.js";
import {strongestFirst} from "./strongestFirst.js";
import {rateIds} from "./types.js";
import type {
  ExplanationSide,
  Factor,
  Gap,
  GapTerm,
  GapTermId,
  Headline,
  HeadlineWord,
  Metric,
  RateId,
} from "./types.js";

/** The term of the roofline that each rate shortens. */
export const termOf: Readonly<Record<RateId, Exclude<Regime, "overhead">>> = {
  "peak-flops": "compute",
  "memory-bandwidth": "memory",
  "link-bandwidth": "link",
};

/** Below this, in log units, a term is rounding and not a reason. */
const negligible = 1e-12;

/** What a reader may hold a speed-up against: a rate, the capacity, or a ratio that somebody claims. */
export type HeadlineChoice = HeadlineWord | number;

/** What a gap is computed from. */
export interface GapRequest {
  readonly baseline: ExplanationSide<FittingProfile>;
  readonly proposal: ExplanationSide<FittingProfile>;
  readonly factors: readonly Factor[];
  readonly metric: Metric;
}

/**
 * Why the speed-up is not the headline ratio R, in terms with
 *
 *     speed-up = R · Π multiplier(term).
 *
 * @param choice null chooses the rate that bounds the baseline, or else the one that changed most.
 * @returns null where that rate, or any, is not a pure one that differs between the sides, and where capacity sets no batch.
 */
export function gapTo(choice: HeadlineChoice | null, request: GapRequest): Gap | null {
  if (choice === "memory-capacity" || (choice === null && isLedByCapacity(request))) {
    return gapToCapacity(request, choice !== null);
  }
  const rates = pureRates(request);
  if (typeof choice === "number") return gapToClaim(choice, rates, request);
  const chosen = choice === null ? chooseHeadline(rates, request) : rates.find(({id}) => id === choice);
  return chosen === undefined
    ? null
    : closed(
        {...chosen, factor: chosen.id, chosen: choice !== null},
        rateTerms(termOf[chosen.id], chosen.ratio, request),
      );
}

/** Whether the capacity did more than any other cause, which it does through the largest batch alone. */
function isLedByCapacity(request: GapRequest): boolean {
  return capacitySetsSpeed(request) && strongestFirst(request.factors)[0]?.id === "memory-capacity";
}

/** Whether the capacity has a ratio to hold the speed-up against: where both sides take the largest batch, in tokens per second. */
export function capacitySetsSpeed({
  baseline,
  proposal,
  metric,
}: Pick<GapRequest, "baseline" | "proposal" | "metric">): boolean {
  const sides = [baseline, proposal];
  return metric === "throughput" && sides.every(({configuration}) => configuration.scenario.batch === "max");
}

/** A rate that differs, with the ratio of the data sheets. */
interface RateGain {
  readonly id: RateId;
  readonly label: string;
  readonly ratio: number;
}

function pureRates({baseline, proposal, factors}: GapRequest): RateGain[] {
  const [before, after] = [baseline.configuration, proposal.configuration];
  // A side that sends nothing over the link has no time left once all else is taken away: the link's ratio explains nothing.
  const linked = exchanges(before) && exchanges(after);
  return factors.flatMap(({id, label, capture}) =>
    isRate(id) && capture !== null && (linked || id !== "link-bandwidth")
      ? [{id, label, ratio: rateChange(id, before, after).ratio}]
      : [],
  );
}

/** Multipliers within one per cent of 1 do not make a rate the one to explain. */
const telling = 0.01;

/**
 * The rate that bounds the baseline; else the one that did most, unless one did more that is no pure rate; else, where none
 * did anything, the one that changed most.
 */
function chooseHeadline(rates: readonly RateGain[], {baseline, factors}: GapRequest): RateGain | undefined {
  const binding = rates.find(({id}) => termOf[id] === baseline.profile.regime);
  if (binding !== undefined) return binding;
  const effect = (id: string) =>
    Math.abs(Math.log(factors.find((factor) => factor.id.split("+").includes(id))?.multiplier ?? 1));
  const most = Math.max(...rateIds.map(effect));
  if (most >= telling) return rates.find(({id}) => effect(id) === most);
  return rates.toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)))[0];
}

/**
 * The terms between the ratio of a rate and the speed-up. Take the other terms of the formula away on both sides (free
 * launches, infinite peaks) and the speed-up becomes R, up to the difference in work. Which term costs how much of it is
 * again a game with an order-free answer: the Shapley value of taking each away.
 */
function rateTerms(
  kept: Exclude<Regime, "overhead">,
  ratio: number,
  {baseline, proposal, metric}: GapRequest,
): GapTerm[] {
  const [before, after] = [baseline.configuration, proposal.configuration];
  const [slow, fast] = [stepTime(before), stepTime(after)];
  const removable = regimes.filter((term) => term !== kept);
  const table = tabulate(removable.length, (coalition) => {
    const removed = removable.filter((_, index) => coalition & (1 << index));
    return speedWithout(removed, after, fast, metric) - speedWithout(removed, before, slow, metric);
  });
  const regained = shapleyValues(table);
  const terms = removable.map((id, index): GapTerm => ({
    id,
    multiplier: Math.exp(-regained[index]!),
    baselineSeconds: baseline.profile[`${id}Seconds`],
    proposalSeconds: proposal.profile[`${id}Seconds`],
  }));
  // Power is no work: where energy is compared it is a reason of its own.
  const power = metric === "energy" ? before.hardware.powerWatts! / after.hardware.powerWatts! : 1;
  const work = Math.exp(table.at(-1)! - Math.log(ratio)) / power;
  return [...terms, timeless("power", power), timeless("work", work)];
}

/** The gap to a claimed ratio: what no rate of the data sheet promises, then what became of the largest that one does. */
function gapToClaim(ratio: number, rates: readonly RateGain[], request: GapRequest): Gap {
  const largest = rates.toSorted((a, b) => b.ratio - a.ratio)[0];
  const kept = largest === undefined || largest.ratio <= 1 ? null : largest;
  // Where no rate rises, the rest is told from the one that every step needs on both sides.
  const term = kept === null ? "memory" : termOf[kept.id];
  const promised = kept?.ratio ?? 1;
  return closed({factor: "claim", label: "the claimed ratio", ratio, chosen: true}, [
    timeless("rate", promised / ratio),
    ...rateTerms(term, promised, request),
  ]);
}

/** The gap to the ratio of capacities, where these set the batch: the room that is left for sequences, and what a step takes. */
function gapToCapacity(request: GapRequest, chosen: boolean): Gap | null {
  const {baseline, proposal, factors} = request;
  const factor = factors.find(({id}) => id === "memory-capacity");
  if (factor === undefined || factor.ratio === null || !capacitySetsSpeed(request)) return null;
  const [before, after] = [baseline.profile, proposal.profile];
  const batches = after.batch / before.batch;
  const times = before.latencySeconds / after.latencySeconds;
  const {latencySeconds: baselineSeconds} = before;
  const {latencySeconds: proposalSeconds} = after;
  const each = after.throughputPerSecond / before.throughputPerSecond / batches / times;
  return closed({factor: "memory-capacity", label: factor.label, ratio: factor.ratio, chosen}, [
    timeless("room", batches / factor.ratio),
    {id: "step", multiplier: times, baselineSeconds, proposalSeconds},
    timeless("work", each),
  ]);
}

function timeless(id: GapTermId, multiplier: number): GapTerm {
  return {id, multiplier, baselineSeconds: null, proposalSeconds: null};
}

/** A gap from its terms, the largest first. */
function closed({factor, label, ratio, chosen}: Headline, terms: readonly GapTerm[]): Gap {
  return {
    headline: {factor, label, ratio, chosen},
    multiplier: terms.reduce((product, {multiplier}) => product * multiplier, 1),
    terms: strongestFirst(terms.filter(({multiplier}) => Math.abs(Math.log(multiplier)) > negligible)),
  };
}

/** `gap` with the causes that only the reader knows, which stand between the engine's answer and what is compared. */
export function withKnown(gap: Gap, known: readonly Factor[]): Gap {
  const further = known.map(({id, multiplier}) => timeless(id as "price" | "unexplained", multiplier));
  return closed(gap.headline, [...gap.terms, ...further]);
}

/** How good a step would be by the metric if these terms of the formula took no time. */
function speedWithout(terms: readonly Regime[], configuration: Configuration, step: StepTime, metric: Metric): number {
  const timing = terms.reduce<Timing>((timed, term) => scaleTerm(timed, term, Infinity), step);
  const parts = retimed(step, timing);
  return logSpeed(configuration, {parts, seconds: sumParts(parts), tokens: step.tokens, fixed: step.fixed}, metric);
}

import {change} from "../engine/change.js";
import {exchanges} from "../engine/lower.js";
import {linkRateOrNull} from "../engine/resolveHardware.js";
import {
  regimes,
  type Calibration,
  type Configuration,
  type FittingProfile,
  type Hardware,
  type Regime,
  type Scenario,
} from "../engine/types.js";
import {bytesPerSecond, flopPerSecond, seconds} from "../engine/units.js";
import {logSpeedOf} from "./metric.js";
import {isRate, rateChange} from "./rates.js";
import {shapleyValues, tabulate} from "./shapley.js";
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
const termOf: Readonly<Record<RateId, Exclude<Regime, "overhead">>> = {
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
  if (choice === "memory-capacity") return gapToCapacity(request);
  const rates = ratesThatDiffer(request);
  if (typeof choice === "number") return gapToClaim(choice, rates, request);
  const chosen =
    choice === null ? chooseHeadline(rates, request.baseline.profile.regime) : rates.find(({id}) => id === choice);
  return chosen === undefined
    ? null
    : closed({...chosen, factor: chosen.id}, rateTerms(termOf[chosen.id], chosen.ratio, request));
}

/** A rate that differs, with the ratio of the data sheets. */
interface RateGain {
  readonly id: RateId;
  readonly label: string;
  readonly ratio: number;
}

function ratesThatDiffer({baseline, proposal, factors}: GapRequest): RateGain[] {
  const [before, after] = [baseline.configuration, proposal.configuration];
  // A side that sends nothing over the link has no time left once all else is taken away: the link's ratio explains nothing.
  const linked = exchanges(before) && exchanges(after);
  return factors.flatMap(({id, label, capture}) =>
    isRate(id) && capture !== null && (linked || id !== "link-bandwidth")
      ? [{id, label, ratio: rateChange(id, before, after).ratio}]
      : [],
  );
}

function chooseHeadline(rates: readonly RateGain[], regime: Regime): RateGain | undefined {
  const binding = rates.find(({id}) => termOf[id] === regime);
  return binding ?? rates.toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)))[0];
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
  const removable = regimes.filter((term) => term !== kept);
  const table = tabulate(removable.length, (coalition) => {
    const removed = removable.filter((_, index) => coalition & (1 << index));
    return logSpeedOf(without(removed, after), metric) - logSpeedOf(without(removed, before), metric);
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
  const {regime} = request.baseline.profile;
  const kept = largest === undefined || largest.ratio <= 1 ? null : largest;
  const term = kept === null ? (regime === "overhead" ? "memory" : regime) : termOf[kept.id];
  const promised = kept?.ratio ?? 1;
  return closed({factor: "claim", label: "the claimed ratio", ratio}, [
    timeless("rate", promised / ratio),
    ...rateTerms(term, promised, request),
  ]);
}

/** The gap to the ratio of capacities, where these set the batch: the room that is left for sequences, and what a step takes. */
function gapToCapacity({baseline, proposal, factors, metric}: GapRequest): Gap | null {
  const factor = factors.find(({id}) => id === "memory-capacity");
  const bothAtMost = [baseline, proposal].every(({configuration}) => configuration.scenario.batch === "max");
  if (factor === undefined || factor.ratio === null || metric !== "throughput" || !bothAtMost) return null;
  const [before, after] = [baseline.profile, proposal.profile];
  const batches = after.batch / before.batch;
  const times = before.latencySeconds / after.latencySeconds;
  const {latencySeconds: baselineSeconds} = before;
  const {latencySeconds: proposalSeconds} = after;
  const each = after.throughputPerSecond / before.throughputPerSecond / batches / times;
  return closed({factor: "memory-capacity", label: factor.label, ratio: factor.ratio}, [
    timeless("room", batches / factor.ratio),
    {id: "step", multiplier: times, baselineSeconds, proposalSeconds},
    timeless("work", each),
  ]);
}

function timeless(id: GapTermId, multiplier: number): GapTerm {
  return {id, multiplier, baselineSeconds: null, proposalSeconds: null};
}

/** A gap from its terms, the largest first. */
function closed({factor, label, ratio}: Headline, terms: readonly GapTerm[]): Gap {
  return {
    headline: {factor, label, ratio},
    multiplier: terms.reduce((product, {multiplier}) => product * multiplier, 1),
    terms: terms
      .filter(({multiplier}) => Math.abs(Math.log(multiplier)) > negligible)
      .toSorted((a, b) => Math.abs(Math.log(b.multiplier)) - Math.abs(Math.log(a.multiplier))),
  };
}

/** `gap` with a further reason, of what only the reader knows. */
export function widened(gap: Gap, id: "price" | "unexplained", multiplier: number): Gap {
  return closed(gap.headline, [...gap.terms, timeless(id, multiplier)]);
}

/** The configuration as it would be if these terms of the formula took no time. */
function without(terms: readonly Regime[], configuration: Configuration): Configuration {
  const free = seconds(0);
  let hardware: Partial<Hardware> = {};
  let calibration: Partial<Calibration> = {};
  let scenario: Partial<Scenario> = {};
  for (const term of terms) {
    if (term === "overhead") {
      calibration = {...calibration, launchSeconds: {graph: free, eager: free}, stepSeconds: free};
    }
    if (term === "memory") hardware = {...hardware, memoryBandwidthBytesPerSecond: bytesPerSecond(Infinity)};
    if (term === "link" && linkRateOrNull(configuration.hardware) !== null) {
      const unlimited = bytesPerSecond(Infinity);
      hardware = {...hardware, linkBandwidthBytesPerSecond: unlimited, hostLinkBandwidthBytesPerSecond: unlimited};
      scenario = {networkBytesPerSecond: unlimited};
      calibration = {...calibration, linkLatencySeconds: free};
    }
    if (term === "compute") {
      const formats = Object.keys(configuration.hardware.peakFlopPerSecond);
      const peaks = Object.fromEntries(formats.map((format) => [format, flopPerSecond(Infinity)]));
      hardware = {...hardware, peakFlopPerSecond: peaks};
    }
  }
  return change(configuration, {hardware, calibration, scenario});
}

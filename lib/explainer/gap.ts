import {change} from "../engine/change.js";
import {exchanges} from "../engine/lower.js";
import {linkRateOrNull} from "../engine/resolveHardware.js";
import {stepTime} from "../engine/stepTime.js";
import {
  regimes,
  type Calibration,
  type Configuration,
  type Hardware,
  type Regime,
  type Scenario,
} from "../engine/types.js";
import {bytesPerSecond, flopPerSecond, seconds} from "../engine/units.js";
import {logSpeed} from "./attribution.js";
import {isRate, rateChange} from "./rates.js";
import {shapleyValues, tabulate} from "./shapley.js";
import type {Factor, Gap, GapTerm, Metric, RateId} from "./types.js";

/** The term of the roofline that each rate shortens. */
const termOf: Readonly<Record<RateId, Exclude<Regime, "overhead">>> = {
  "peak-flops": "compute",
  "memory-bandwidth": "memory",
  "link-bandwidth": "link",
};

/** Below this, in log units, a term is rounding and not a reason. */
const negligible = 1e-12;

/**
 * Why the speed-up is not the headline ratio R. Take the other terms of the formula away on both sides (free launches,
 * infinite peaks) and the speed-up becomes R, up to the difference in work. Which term costs how much of it is again a game
 * with an order-free answer: the Shapley value of taking each away. Hence, exactly,
 *
 *     speed-up = R · Π multiplier(term).
 *
 * @param headline the rate whose ratio the reader has in mind; null chooses the one that bounds the baseline, or else the
 * one that changed most.
 * @returns null where that rate, or any, is not a pure one that differs between the sides.
 */
export function gapTo(
  headline: RateId | null,
  baseline: Configuration,
  proposal: Configuration,
  factors: readonly Factor[],
  metric: Metric,
  baselineRegime: Regime,
): Gap | null {
  // A side that sends nothing over the link has no time left once all else is taken away: the link's ratio explains nothing.
  const linked = exchanges(baseline) && exchanges(proposal);
  const rates = factors.filter(
    ({id, capture}) => isRate(id) && capture !== null && (linked || id !== "link-bandwidth"),
  );
  const factor = headline === null ? chooseHeadline(rates, baselineRegime) : rates.find(({id}) => id === headline);
  if (factor === undefined || !isRate(factor.id)) return null;
  const {ratio} = rateChange(factor.id, baseline, proposal);

  const kept = termOf[factor.id];
  const removable = regimes.filter((term) => term !== kept);
  const table = tabulate(removable.length, (coalition) => {
    const removed = removable.filter((_, index) => coalition & (1 << index));
    return logSpeed(without(removed, proposal), metric) - logSpeed(without(removed, baseline), metric);
  });
  const before = stepTime(baseline).parts;
  const after = stepTime(proposal).parts;
  const regained = shapleyValues(table);
  const terms: GapTerm[] = removable.map((id, index) => ({
    id,
    multiplier: Math.exp(-regained[index]!),
    baselineSeconds: before[id],
    proposalSeconds: after[id],
  }));
  const work = table.at(-1)! - Math.log(ratio);
  terms.push({id: "work", multiplier: Math.exp(work), baselineSeconds: null, proposalSeconds: null});
  return {
    headline: {factor: factor.id, label: factor.label, ratio},
    multiplier: Math.exp(table[0]!) / ratio,
    terms: terms
      .filter(({multiplier}) => Math.abs(Math.log(multiplier)) > negligible)
      .sort((a, b) => Math.abs(Math.log(b.multiplier)) - Math.abs(Math.log(a.multiplier))),
  };
}

function chooseHeadline(rates: readonly Factor[], regime: Regime): Factor | undefined {
  const binding = rates.find(({id}) => termOf[id as RateId] === regime);
  return binding ?? rates.toSorted((a, b) => Math.abs(Math.log(b.ratio!)) - Math.abs(Math.log(a.ratio!)))[0];
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

import {stepTime, sumParts} from "../../engine/stepTime.js";
import {regimes, type FittingProfile} from "../../engine/types.js";
import {termNames} from "../describe.js";
import {retimed, scaleTerm} from "../scaledTerm.js";
import type {ExplanationSide, Headroom} from "../types.js";
import type {Aside} from "./aside.js";
import {isStrong} from "./draft.js";
import {latencyAside} from "./latency.js";

/**
 * Why twice as much of a resource gives less than the share of its term promises (half of it, by Amdahl's law): another term
 * was hidden behind it and takes its place, or its time is fixed. Null where it gives what is promised.
 */
export function shortfallOf(
  {resource, speedup}: Headroom,
  {configuration, profile}: ExplanationSide<FittingProfile>,
): Aside | null {
  const left = 1 - profile.shares[resource] / 2;
  if (left * speedup > 1 || !isStrong(left * speedup)) return null;
  const latency = resource === "link" ? latencyAside(configuration) : null;
  if (latency !== null) return latency;
  const step = stepTime(configuration);
  const parts = retimed(step, scaleTerm(step, resource, 2));
  const growth = (term: (typeof regimes)[number]) => parts[term] - step.parts[term];
  // The term itself does not grow.
  const most = regimes.reduce((a, b) => (growth(b) > growth(a) ? b : a));
  if (growth(most) < (sumParts(parts) - left * step.seconds) / 2) return null;
  return {
    text: ` (${termNames[most]} then takes the place of ${termNames[resource]})`,
    values: {[`${resource}:then`]: most},
  };
}

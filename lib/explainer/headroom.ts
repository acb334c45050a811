import {communicates} from "../engine/parallelism.js";
import {stepTime, sumParts} from "../engine/stepTime.js";
import {regimes, type Configuration} from "../engine/types.js";
import {retimed, scaleTerm} from "./scaledTerm.js";
import type {Headroom} from "./types.js";

/**
 * What doubling each resource alone would make of a configuration: twice the peaks, the memory bandwidth or the link
 * bandwidth, or half the launch overhead. Sorted from the most to the least helpful; the link only where one is used.
 */
export function headroomOf(configuration: Configuration): Headroom[] {
  const step = stepTime(configuration);
  return regimes
    .filter((resource) => resource !== "link" || communicates(configuration.scenario) || configuration.scenario.offload)
    .map((resource) => ({resource, speedup: step.seconds / sumParts(retimed(step, scaleTerm(step, resource, 2)))}))
    .sort((a, b) => b.speedup - a.speedup);
}

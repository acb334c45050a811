import {change} from "../engine/change.js";
import {communicates} from "../engine/parallelism.js";
import {stepTime} from "../engine/stepTime.js";
import {regimes, type Configuration, type Hardware, type Regime} from "../engine/types.js";
import {bytesPerSecond, seconds} from "../engine/units.js";
import type {Headroom} from "./types.js";

/**
 * What doubling each resource alone would make of a configuration: twice the peaks, the memory bandwidth or the link
 * bandwidth, or half the launch overhead. Sorted from the most to the least helpful; the link only where one is used.
 */
export function headroomOf(configuration: Configuration): Headroom[] {
  const now = stepTime(configuration).seconds;
  return regimes
    .filter((resource) => resource !== "link" || communicates(configuration.scenario) || configuration.scenario.offload)
    .map((resource) => ({resource, speedup: now / stepTime(doubled(resource, configuration)).seconds}))
    .sort((a, b) => b.speedup - a.speedup);
}

function doubled(resource: Regime, configuration: Configuration): Configuration {
  const {hardware, calibration} = configuration;
  const twice = (rate: number | null) => (rate === null ? null : bytesPerSecond(2 * rate));
  switch (resource) {
    case "compute": {
      const peaks = Object.entries(hardware.peakFlopPerSecond).map(([format, peak]) => [format, 2 * peak]);
      const peakFlopPerSecond = Object.fromEntries(peaks) as Hardware["peakFlopPerSecond"];
      return change(configuration, {hardware: {peakFlopPerSecond}});
    }
    case "memory":
      return change(configuration, {
        hardware: {memoryBandwidthBytesPerSecond: bytesPerSecond(2 * hardware.memoryBandwidthBytesPerSecond)},
      });
    case "link":
      return change(configuration, {
        hardware: {
          linkBandwidthBytesPerSecond: twice(hardware.linkBandwidthBytesPerSecond),
          hostLinkBandwidthBytesPerSecond: twice(hardware.hostLinkBandwidthBytesPerSecond),
        },
        scenario: {networkBytesPerSecond: bytesPerSecond(2 * configuration.scenario.networkBytesPerSecond)},
      });
    case "overhead": {
      const {graph, eager} = calibration.launchSeconds;
      return change(configuration, {
        calibration: {
          launchSeconds: {graph: seconds(graph / 2), eager: seconds(eager / 2)},
          stepSeconds: seconds(calibration.stepSeconds / 2),
        },
      });
    }
  }
}

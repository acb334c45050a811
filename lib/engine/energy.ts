import {devicesOf} from "./parallelism.js";
import type {Configuration} from "./types.js";
import {joules, type Joules} from "./units.js";

/**
 * Energy of all devices in one step: full power while a kernel runs, idle power while the device waits for one. It grows with
 * each part of the time.
 *
 * @param time seconds of the step.
 * @param waiting fraction of it that is overhead.
 * @returns null where no power is published.
 */
export function energyOf(
  {hardware, scenario, calibration}: Configuration,
  time: number,
  waiting: number,
): Joules | null {
  if (hardware.powerWatts === null) return null;
  const power = hardware.powerWatts * (1 - waiting * (1 - calibration.idlePowerFraction));
  return joules(devicesOf(scenario) * power * time);
}

import {devicesOf} from "./parallelism.js";
import type {Parts} from "./roofline.js";
import type {Configuration} from "./types.js";
import {joules, type Joules} from "./units.js";

/**
 * Fraction of a step's time in which a device waits for a kernel: launches, the fixed time, and the bubble of a pipeline,
 * which is part of every term.
 */
export function waitingShare({compute, memory, link}: Parts, time: number, bubble: number): number {
  return 1 - (compute + memory + link) / ((1 + bubble) * time);
}

/**
 * Energy of all devices in one step: full power while a kernel runs, idle power while the device waits for one. It grows with
 * each part of the time.
 *
 * @param time seconds of the step.
 * @param waiting fraction of it as `waitingShare` gives it.
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

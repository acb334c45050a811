import {findCalibration} from "../catalog/lookup.js";
import {resolveCalibration} from "../catalog/resolveCalibration.js";
import {change} from "../engine/change.js";
import {devicesOf} from "../engine/parallelism.js";
import {computeFormatOrNull} from "../engine/resolveHardware.js";
import type {Configuration} from "../engine/types.js";
import type {Naive} from "./types.js";

/**
 * What simpler rules say of a configuration, in the sense of the measured value: speed where a larger value is better, its
 * inverse where a smaller one is. Only ratios of these mean anything.
 *
 * @param perDevice whether the measured value is for one of the devices.
 * @param answer what the engine makes of a configuration, in the measured value's unit.
 */
export function naiveOf(
  configuration: Configuration,
  {largerIsBetter, perDevice}: {readonly largerIsBetter: boolean; readonly perDevice: boolean},
  answer: (configuration: Configuration) => number,
): Naive {
  const {hardware, scenario} = configuration;
  const devices = perDevice ? 1 : devicesOf(scenario);
  const format = computeFormatOrNull(hardware, scenario.precision.activations);
  const peak = format === null ? undefined : hardware.peakFlopPerSecond[format];
  const inSense = (rate: number) => (largerIsBetter ? rate : 1 / rate);
  const calibration = resolveCalibration(findCalibration("ideal"), hardware);
  return {
    bandwidth: inSense(devices * hardware.memoryBandwidthBytesPerSecond),
    flops: peak === undefined ? null : inSense(devices * peak),
    roofline: answer(change(configuration, {calibration, scenario: {granularity: "model"}})),
  };
}

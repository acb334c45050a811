import {resolveCalibration} from "../catalog/resolveCalibration.js";
import {calibrations} from "../catalog/registry.generated.js";
import {arithmeticPrecisions, type ArithmeticPrecision} from "../engine/precision.js";
import {matrixFraction} from "../engine/roofline.js";
import type {Hardware} from "../engine/types.js";
import {formatQuantity} from "../explainer/format.js";
import {formatIntensity, formatRate} from "../explainer/rooflineRows.js";

/** The roof of the formats that share a peak. */
export interface MachineRoof {
  readonly formats: readonly ArithmeticPrecision[];
  /** FLOP/s (of integers OP/s), dense, by the data sheet. */
  readonly peak: number;
  /** FLOP/byte. */
  readonly ridge: number;
  /** The same as achieved, with the calibrated constants. */
  readonly achievedPeak: number;
  readonly achievedRidge: number;
}

/** All roofs of one machine: one slope, and a level for each peak. */
export interface MachineRoofs {
  /** Bytes per second. */
  readonly bandwidth: number;
  readonly achievedBandwidth: number;
  /** Highest first. */
  readonly roofs: readonly MachineRoof[];
}

/** The roofs of an accelerator in every format that it has, by the data sheet and with the calibrated constants. */
export function machineRoofs(hardware: Hardware): MachineRoofs {
  const calibration = resolveCalibration(calibrations.calibrated, hardware);
  const bandwidth = hardware.memoryBandwidthBytesPerSecond;
  const achievedBandwidth = calibration.memoryFraction * bandwidth;
  const byPeak = new Map<string, MachineRoof>();
  for (const format of arithmeticPrecisions) {
    const peak = hardware.peakFlopPerSecond[format];
    if (peak === undefined) continue;
    const achievedPeak = matrixFraction(calibration, format) * peak;
    const key = `${peak} ${achievedPeak}`;
    const formats = [...(byPeak.get(key)?.formats ?? []), format];
    const ridges = {ridge: peak / bandwidth, achievedRidge: achievedPeak / achievedBandwidth};
    byPeak.set(key, {formats, peak, achievedPeak, ...ridges});
  }
  const roofs = [...byPeak.values()].sort((a, b) => b.peak - a.peak);
  return {bandwidth, achievedBandwidth, roofs};
}

/** The roofs as rows, with a head. */
export function machineRoofRows({roofs}: MachineRoofs): string[][] {
  return [
    ["format", "peak", "ridge point", "peak as achieved", "ridge point as achieved"],
    ...roofs.map(({formats, peak, ridge, achievedPeak, achievedRidge}) => [
      formats.join(", "),
      rateOf(formats, peak),
      `${formatIntensity(ridge)} FLOP/byte`,
      rateOf(formats, achievedPeak),
      `${formatIntensity(achievedRidge)} FLOP/byte`,
    ]),
  ];
}

/** A rate in the unit of its formats: operations where all are whole numbers. */
export function rateOf(formats: readonly ArithmeticPrecision[], rate: number): string {
  return formats.every((format) => format.startsWith("int")) ? formatQuantity(rate, "OP/s", 3) : formatRate(rate);
}

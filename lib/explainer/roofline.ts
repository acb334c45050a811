import {computeFormat, peakRate} from "../engine/resolveHardware.js";
import {matrixFraction} from "../engine/roofline.js";
import type {FittingProfile, Regime} from "../engine/types.js";
import type {AnsweredExplanation, Side} from "./types.js";

/** One side's roof: attainable FLOP/s = min(peak, intensity · bandwidth), by the data sheet and as achieved. */
export interface Roof {
  readonly side: Side;
  readonly peakFlopPerSecond: number;
  readonly bandwidthBytesPerSecond: number;
  readonly ridgePoint: number;
  readonly achievedPeakFlopPerSecond: number;
  readonly achievedBandwidthBytesPerSecond: number;
  readonly achievedRidgePoint: number;
}

/** Where a side, or one of its operators, stands: its intensity, and the FLOP/s that it reaches with all overheads. */
export interface RooflinePoint {
  readonly side: Side;
  /** Null for the whole step. */
  readonly operator: string | null;
  /** FLOP/byte. */
  readonly intensity: number;
  readonly flopPerSecond: number;
  readonly regime: Regime;
  /** Fraction of the step's time. */
  readonly share: number;
}

/** The roofline picture of an explanation (Williams et al., doi 10.1145/1498765.1498785), for one device of each side. */
export interface Roofline {
  readonly roofs: readonly Roof[];
  /** The whole step of each side. */
  readonly points: readonly RooflinePoint[];
  /** Operators with arithmetic, where the step is lowered into more than one. */
  readonly operators: readonly RooflinePoint[];
}

/** Computes the roofline picture: what a chart draws and its table lists. */
export function rooflineOf({baseline, proposal}: AnsweredExplanation): Roofline {
  const sides = [
    ["baseline", baseline.profile],
    ["proposal", proposal.profile],
  ] as const;
  return {
    roofs: sides.map(([side, profile]) => roofOf(side, profile)),
    points: sides.map(([side, profile]) => stepPoint(side, profile)),
    operators: sides.flatMap(([side, profile]) => (profile.operators.length > 1 ? operatorPoints(side, profile) : [])),
  };
}

function roofOf(side: Side, {configuration, ridgePoint}: FittingProfile): Roof {
  const {hardware, calibration, scenario} = configuration;
  const format = computeFormat(hardware, scenario.precision.activations);
  const peak = peakRate(hardware, format);
  const bandwidth = hardware.memoryBandwidthBytesPerSecond;
  const achievedPeak = matrixFraction(calibration, format) * peak;
  const achievedBandwidth = calibration.memoryFraction * bandwidth;
  return {
    side,
    peakFlopPerSecond: peak,
    bandwidthBytesPerSecond: bandwidth,
    ridgePoint,
    achievedPeakFlopPerSecond: achievedPeak,
    achievedBandwidthBytesPerSecond: achievedBandwidth,
    achievedRidgePoint: achievedPeak / achievedBandwidth,
  };
}

function stepPoint(side: Side, profile: FittingProfile): RooflinePoint {
  const flopPerStep = profile.operators.reduce((sum, {repeat, flop}) => sum + repeat * flop, 0);
  return {
    side,
    operator: null,
    intensity: profile.arithmeticIntensity,
    flopPerSecond: flopPerStep / profile.latencySeconds,
    regime: profile.regime,
    share: 1,
  };
}

function operatorPoints(side: Side, {operators, latencySeconds}: FittingProfile): RooflinePoint[] {
  return operators
    .filter(({flop, arithmeticIntensity}) => flop > 0 && arithmeticIntensity !== null)
    .map(({id, repeat, flop, seconds, regime, arithmeticIntensity}) => ({
      side,
      operator: id,
      intensity: arithmeticIntensity as number,
      flopPerSecond: flop / seconds,
      regime,
      share: (repeat * seconds) / latencySeconds,
    }));
}

import {resolveCalibration} from "../../lib/catalog/resolveCalibration.js";
import {calibrations} from "../../lib/catalog/registry.generated.js";
import type {Calibration} from "../../lib/engine/types.js";
import {seconds} from "../../lib/engine/units.js";

/** A constant that kernels can tell, by its path in a calibration file. */
export interface FittedConstant {
  readonly path: readonly string[];
  readonly words: string;
  /** Where the search begins: a round figure, not an earlier fit, so that a fit depends on its table alone. */
  readonly start: number;
  /** Largest value that has a meaning: a fraction of a peak is at most 1. */
  readonly most: number;
  /** The last digit that is written; finer ones are noise beside the interval. */
  readonly digit: number;
  /** The unit that it is written with; null for a fraction. */
  readonly unit: "us" | null;
}

const fraction = (path: readonly string[], words: string, start: number): FittedConstant => ({
  path,
  words,
  start,
  most: 1,
  digit: 0.01,
  unit: null,
});

/** In the order of the numbers that stand for a calibration below. */
export const fittedConstants: readonly FittedConstant[] = [
  fraction(["memoryFraction"], "achieved fraction of the memory bandwidth", 0.8),
  fraction(["matrixFraction", "bits16"], "achieved fraction of the peak, 16-bit products", 0.8),
  fraction(["matrixFraction", "bits8"], "achieved fraction of the peak, 8-bit products", 0.6),
  fraction(["attentionFraction"], "achieved fraction of the peak, prefill attention", 0.5),
  {
    path: ["launch", "graph"],
    words: "fixed time of one kernel in a captured graph",
    start: 5,
    most: 1000,
    digit: 0.1,
    unit: "us",
  },
];

/** What is not fitted stays as it is: of it, kernels show what widening narrow weights takes, and no more. */
const others = resolveCalibration(calibrations.calibrated, {id: "any"});

/** A calibration with these values, in the order of `fittedConstants`. */
export function calibrationOf(values: readonly number[]): Calibration {
  const [memoryFraction = 1, bits16 = 1, bits8 = 1, attentionFraction = 1, graphMicroseconds = 0] = values;
  return {
    ...others,
    id: "fit",
    memoryFraction,
    matrixFraction: {...others.matrixFraction, bits16, bits8},
    attentionFraction,
    launchSeconds: {...others.launchSeconds, graph: seconds(graphMicroseconds * 1e-6)},
  };
}

/** A value in whole steps of its constant's last digit, without the dust of binary fractions. */
function inDigits({digit}: FittedConstant, value: number, round: (steps: number) => number): number {
  // A value that is a whole number of steps but for dust is one, in whatever direction it would be rounded.
  return Number((round(Number((value / digit).toPrecision(12))) * digit).toPrecision(12));
}

/** The values as a calibration file states them, which are also those that the stated residuals belong to. */
export function rounded(values: readonly number[]): readonly number[] {
  return fittedConstants.map((constant, index) => inDigits(constant, values[index] ?? constant.start, Math.round));
}

/** An interval as a calibration file states it: rounded outwards, and holding the value. */
export function roundedInterval(
  constant: FittedConstant,
  [low, high]: readonly [number, number],
  value: number,
): readonly [number, number] {
  return [
    Math.min(value, inDigits(constant, low, Math.floor)),
    Math.max(value, Math.min(constant.most, inDigits(constant, high, Math.ceil))),
  ];
}

/** In the notation of a calibration file: a bare number for a fraction, "5.3 us" for a time. */
export function written({unit}: FittedConstant, value: number): number | string {
  return unit === null ? value : `${value} ${unit}`;
}

import type {ArithmeticPrecision} from "../../engine/precision.js";
import type {HardwareEntry} from "../types.js";
import {matrixRates, type MatrixRates} from "./matrixRates.js";
import {about} from "./words.js";

/** Formats of matrix units, from wide to narrow. */
export const matrixFormats = ["tf32", "bf16", "fp16", "fp8", "int8", "int4", "fp4"] as const;
/** A format of matrix units. */
export type MatrixFormat = (typeof matrixFormats)[number];

/** One peak of the matrix units. */
export interface Peak {
  readonly precision: MatrixFormat;
  readonly value: number;
  /** The rate that a format of relative rate 1 would have, going by this peak: the same for all where all are dense. */
  readonly unit: number;
}

/** Why a peak is taken for one with sparsity: it is so many times what another figure lets expect. */
export interface Sparse {
  readonly peak: Peak;
  /** The figure that it is compared with. */
  readonly against: ArithmeticPrecision;
  /** How many times that figure it is. */
  readonly found: number;
  /** How many times it should be. */
  readonly expected: number;
}

/** The peaks of an accelerator's matrix units, held against their architecture's pattern. */
export interface Peaks {
  readonly pattern: MatrixRates;
  readonly all: readonly Peak[];
  readonly sparse: readonly Sparse[];
  /** Pairs that would fit the pattern if they changed places. */
  readonly swapped: readonly (readonly [wide: Peak, narrow: Peak])[];
}

/** Data sheets round and take different clocks: how far peaks of one pattern lie apart. */
const sameUnit = 0.06;
/** The same against fp32, whose lanes often run at another clock. */
const sameAsLanes = 0.3;

const isTwice = (ratio: number, tolerance: number): boolean => about(ratio, 2, tolerance);

/** Formats of one width count once, since whoever errs in one errs in both. */
const width: Readonly<Record<MatrixFormat, number>> = {tf32: 19, bf16: 16, fp16: 16, fp8: 8, int8: 8, int4: 4, fp4: 4};

function agreeing(peaks: readonly Peak[], unit: number): readonly Peak[] {
  return peaks.filter((peak) => about(peak.unit, unit, sameUnit));
}

/** The unit that most widths agree on; of two that as many agree on the smaller, because nobody doubts a rate downwards. */
function commonUnit(peaks: readonly Peak[]): number | undefined {
  const votes = (unit: number): number => new Set(agreeing(peaks, unit).map(({precision}) => width[precision])).size;
  return peaks
    .map(({unit}) => unit)
    .toSorted((a, b) => votes(b) - votes(a) || a - b)
    .at(0);
}

/** Reads the peaks of an accelerator, and which of them are about twice what the others or fp32 let expect. */
export function readPeaks(entry: HardwareEntry): Peaks {
  const pattern = matrixRates(entry);
  const {peakFlopPerSecond: stated} = entry.hardware;
  const all = matrixFormats.flatMap((precision): Peak[] => {
    const [value, rate] = [stated[precision], pattern.rates[precision]];
    return value === undefined || rate === undefined ? [] : [{precision, value, unit: value / rate}];
  });
  const swapped = swappedPeaks(all, pattern, stated.fp32);
  const isSwapped = ({precision}: Peak): boolean => swapped.flat().some((peak) => peak.precision === precision);
  const sparse = sparsePeaks(all, pattern, stated.fp32).filter(({peak}) => !isSwapped(peak));
  return {pattern, all, sparse, swapped};
}

/** Pairs whose values fit each other and a further rate of the chip once they are exchanged. */
function swappedPeaks(all: readonly Peak[], {rates}: MatrixRates, fp32: number | undefined): Peaks["swapped"] {
  return all.flatMap((wide) =>
    all
      .filter((narrow) => width[narrow.precision] < width[wide.precision] && narrow.value < wide.value)
      .filter((narrow) => {
        const unit = wide.value / rates[narrow.precision]!;
        if (!about(narrow.value / rates[wide.precision]!, unit, sameUnit)) return false;
        const further = all.filter((peak) => peak !== wide && peak !== narrow);
        const lanes = rates.fp32 === undefined ? undefined : fp32;
        return agreeing(further, unit).length > 0 || (lanes !== undefined && about(unit, lanes, sameAsLanes));
      })
      .map((narrow) => [wide, narrow] as const),
  );
}

function sparsePeaks(all: readonly Peak[], {rates}: MatrixRates, fp32: number | undefined): readonly Sparse[] {
  const lanes = rates.fp32 === undefined ? undefined : fp32;
  const toLanes = (peak: Peak): Sparse => ({
    peak,
    against: "fp32",
    found: peak.value / (lanes ?? 1),
    expected: rates[peak.precision]!,
  });
  const anchored = lanes === undefined ? [] : all.filter(({unit}) => about(unit, lanes, sameAsLanes));
  const unit = commonUnit(anchored.length > 0 ? anchored : all);
  if (unit === undefined) return [];
  if (lanes !== undefined && anchored.length === 0 && isTwice(unit / lanes, 0.2)) {
    return all.filter((peak) => isTwice(peak.unit / lanes, 0.2)).map(toLanes);
  }
  const dense = agreeing(all, unit);
  return all
    .filter((peak) => isTwice(peak.unit / unit, sameUnit))
    .map((peak) => {
      const reference = nearestTo(peak, dense);
      const expected = rates[peak.precision]! / rates[reference.precision]!;
      return {peak, against: reference.precision, found: peak.value / reference.value, expected};
    });
}

/** The peak to compare with, as readers would: of the formats next wider the one of the same kind, else the next narrower. */
export function nearestTo({precision}: Peak, peaks: readonly Peak[]): Peak {
  const wider = peaks.filter((peak) => width[peak.precision] > width[precision]);
  const next = Math.min(...wider.map((peak) => width[peak.precision]));
  const candidates = wider.filter((peak) => width[peak.precision] === next);
  const isInteger = (format: MatrixFormat): boolean => format.startsWith("int");
  return (
    candidates.find((peak) => isInteger(peak.precision) === isInteger(precision)) ??
    candidates[0] ??
    peaks.find((peak) => peak.precision !== precision)!
  );
}

import {calibrationOf, fittedConstants} from "./constants.js";
import {predictKernel} from "../../lib/validate/kernelModel.js";
import type {Kernel} from "./kernels.js";
import {minimise} from "./nelderMead.js";
import {groupBy} from "./statistics.js";

/** Values of the constants in the order of `fittedConstants`, and which of them the kernels could tell. */
export interface KernelFit {
  readonly values: readonly number[];
  readonly told: readonly boolean[];
  /** Mean of |ln(predicted ÷ measured)| over each category, and the mean of those. */
  readonly error: number;
}

/** ln(predicted ÷ measured) of each kernel. */
export function logErrors(kernels: readonly Kernel[], values: readonly number[]): readonly number[] {
  const calibration = calibrationOf(values);
  return kernels.map(({lowered, seconds}) => Math.log(predictKernel(lowered, calibration) / seconds));
}

/**
 * The least of these: the mean over categories of the mean |ln(predicted ÷ measured)| in each. The absolute error, for a few
 * odd rows must not steer; each category alike, for how many rows of a kind were published says nothing of its weight.
 */
function objective(kernels: readonly Kernel[]): (values: readonly number[]) => number {
  const categories = [...groupBy(kernels, ({category}) => category).values()];
  return (values) => {
    const calibration = calibrationOf(values);
    let sum = 0;
    for (const category of categories) {
      let inside = 0;
      for (const {lowered, seconds} of category)
        inside += Math.abs(Math.log(predictKernel(lowered, calibration) / seconds));
      sum += inside / category.length;
    }
    return sum / categories.length;
  };
}

/** Starts of the search, as multiples of each constant's own: from one side, the middle and the other. */
const starts = [1, 0.8, 1.2];

/**
 * Fits the constants to kernels. Deterministic: the same kernels in the same order give the same values.
 *
 * @param from - Begin there alone, where a good answer is known already, as a bootstrap does.
 */
export function fitKernels(kernels: readonly Kernel[], from?: readonly number[]): KernelFit {
  const error = objective(kernels);
  const begin = from ?? fittedConstants.map(({start}) => start);
  const told = begin.map((_, index) => {
    const moved = begin.map((value, other) => (other === index ? value / 2 : value));
    return error(moved) !== error(begin);
  });
  const free = begin.flatMap((_, index) => (told[index] === true ? [index] : []));
  // The search is over logarithms: a factor weighs alike for a fraction and a time, and no value can turn negative.
  const valuesAt = (point: readonly number[]): readonly number[] => {
    const values = [...begin];
    free.forEach((index, axis) => {
      values[index] = Math.min(fittedConstants[index]?.most ?? Infinity, Math.exp(point[axis] ?? 0));
    });
    return values;
  };
  const found = (from === undefined ? starts : [1])
    .map((factor) =>
      minimise(
        (point) => error(valuesAt(point)),
        free.map((index) => Math.log((begin[index] ?? 1) * factor)),
      ),
    )
    .reduce((best, other) => (other.value < best.value ? other : best));
  return {values: valuesAt(found.point), told, error: found.value};
}

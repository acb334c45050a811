import type {FitResidual, ResidualUse} from "../../lib/catalog/types.js";
import {rounded} from "./constants.js";
import {fitKernels, logErrors} from "./fitKernels.js";
import type {Kernel} from "./kernels.js";
import {groupBy, quantile} from "./statistics.js";

/** How a list of log errors is stated in a calibration file: four decimals, which is a hundredth of a per cent. */
export function summarise(category: string, use: ResidualUse, errors: readonly number[]): FitResidual {
  const absolute = errors.map(Math.abs);
  const round = (value: number): number => Number(value.toFixed(4)) + 0;
  return {
    category,
    use,
    count: errors.length,
    medianAbsoluteLogError: round(quantile(absolute, 0.5)),
    p90AbsoluteLogError: round(quantile(absolute, 0.9)),
    medianLogError: round(quantile(errors, 0.5)),
  };
}

/** The errors of each category. */
export function residuals(
  kernels: readonly Kernel[],
  values: readonly number[],
  use: ResidualUse,
): readonly FitResidual[] {
  return [...groupBy(kernels, ({category}) => category)].map(([category, inside]) =>
    summarise(category, use, logErrors(inside, values)),
  );
}

/** Rows that were left out of a fit, and how well that fit predicts them. */
export interface HoldOut {
  readonly name: string;
  readonly values: readonly number[];
  readonly whole: FitResidual;
  readonly categories: readonly FitResidual[];
}

/**
 * Leaves out each engine, then each accelerator, in turn: fits on the rest and scores on what was left out. Only categories
 * that the rest holds too are scored, since nothing was learnt of the others.
 */
export function holdOuts(kernels: readonly Kernel[]): readonly HoldOut[] {
  return (["engine", "hardware"] as const).flatMap((key) =>
    [...groupBy(kernels, (kernel) => kernel[key])].flatMap(([name, inside]): HoldOut[] => {
      const rest = kernels.filter((kernel) => kernel[key] !== name);
      const learnt = new Set(rest.map(({category}) => category));
      const scored = inside.filter(({category}) => learnt.has(category));
      if (scored.length === 0) return [];
      const values = rounded(fitKernels(rest).values);
      const whole = summarise(`${name}, fitted on the others`, "held-out", logErrors(scored, values));
      return [{name, values, whole, categories: residuals(scored, values, "held-out")}];
    }),
  );
}

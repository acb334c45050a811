import {fitKernels} from "./fitKernels.js";
import type {Kernel} from "./kernels.js";
import {groupBy, quantile, seededRandom} from "./statistics.js";

/** Low and high end of each constant, in the order of `fittedConstants`. */
export type Intervals = readonly (readonly [number, number])[];

/**
 * The 90 % interval of each constant, by refitting on resampled kernels. Whole series are drawn, for the rows of one series
 * (one accelerator, one release of an engine, one format) err together: drawing rows one by one would make a thousand
 * measurements of a few kernels look like a thousand kernels. Each category keeps its number of series.
 */
export function bootstrap(
  kernels: readonly Kernel[],
  values: readonly number[],
  {draws = 200, seed = 1} = {},
): Intervals {
  const random = seededRandom(seed);
  const categories = [...groupBy(kernels, ({category}) => category).values()].map((category) => [
    ...groupBy(category, ({series}) => series).values(),
  ]);
  const fits = Array.from({length: draws}, () => {
    const drawn = categories.flatMap((series) =>
      series.flatMap(() => series[Math.floor(random() * series.length)] ?? []),
    );
    return fitKernels(drawn, values).values;
  });
  return values.map((_, index) => {
    const spread = fits.map((fit) => fit[index] ?? NaN);
    return [quantile(spread, 0.05), quantile(spread, 0.95)] as const;
  });
}

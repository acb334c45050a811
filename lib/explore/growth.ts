/** Growth by a constant factor a year: the straight line on a logarithmic scale that is nearest to points. */
export interface Growth {
  /** Factor from one year to the next. */
  readonly perYear: number;
  /** Points that it was fitted to. */
  readonly count: number;
  /** First and last year of them. */
  readonly years: readonly [first: number, last: number];
  /** Value of the line in a year. */
  readonly at: (year: number) => number;
}

/** A value above 0 in a year. */
export interface DatedValue {
  readonly year: number;
  readonly value: number;
}

/**
 * Fits growth by least squares of the logarithms. Null where there is no line to fit: fewer than three points, or all in one
 * year.
 */
export function fitGrowth(points: readonly DatedValue[]): Growth | null {
  const count = points.length;
  const mean = (of: (point: DatedValue) => number) => points.reduce((sum, point) => sum + of(point), 0) / count;
  if (count < 3) return null;
  const meanYear = mean(({year}) => year);
  const meanLog = mean(({value}) => Math.log(value));
  const spread = mean(({year}) => (year - meanYear) ** 2);
  if (spread === 0) return null;
  const slope = mean(({year, value}) => (year - meanYear) * (Math.log(value) - meanLog)) / spread;
  const years = points.map(({year}) => year);
  return {
    perYear: Math.exp(slope),
    count,
    years: [Math.min(...years), Math.max(...years)],
    at: (year) => Math.exp(meanLog + slope * (year - meanYear)),
  };
}

/** Years in which growth doubles a value; Infinity where it does not grow. */
export function doublingYears({perYear}: Pick<Growth, "perYear">): number {
  return perYear > 1 ? Math.LN2 / Math.log(perYear) : Infinity;
}

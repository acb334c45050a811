/** So many errors are kept as they are, and their quantiles are exact. */
const mostExact = 4096;

/** Errors below this are counted as it, errors above `largest` as that. */
const smallest = 1e-6;
const largest = 100;
/** Ratio of a bin's ends: a quantile is off by a quarter of a per cent of itself at most. */
const binRatio = 1.005;
const binWidth = Math.log(binRatio);
const binCount = Math.ceil(Math.log(largest / smallest) / binWidth);

function binOf(size: number): number {
  const bin = Math.floor(Math.log(size / smallest) / binWidth);
  return Math.min(binCount - 1, Math.max(0, bin));
}

const binCentres = Float64Array.from({length: binCount}, (_, bin) => smallest * Math.exp((bin + 0.5) * binWidth));

/** ln(predicted ÷ measured), finite for any two numbers above zero, however far apart. */
export function logErrorOf(predicted: number, measured: number): number {
  return Math.log(predicted) - Math.log(measured);
}

/** How many errors fall into each bin of their size, those below and those above zero. */
interface Histogram {
  readonly below: Uint32Array;
  readonly above: Uint32Array;
}

/** Any number of errors ln(predicted ÷ measured), in constant memory. */
export class LogErrors {
  count = 0;
  #exact: number[] = [];
  #histogram: Histogram | null = null;

  /** Adds one error, which is finite. */
  add(error: number): void {
    this.count += 1;
    if (this.#histogram === null) {
      this.#exact.push(error);
      if (this.#exact.length > mostExact) this.#spill();
    } else this.#histogram[error < 0 ? "below" : "above"][binOf(Math.abs(error))]! += 1;
  }

  /** Adds all that another has. */
  merge(other: LogErrors): void {
    if (other.#histogram === null) {
      for (const error of other.#exact) this.add(error);
      return;
    }
    const {below, above} = this.#histogram ?? this.#spill();
    for (let bin = 0; bin < binCount; bin++) {
      below[bin]! += other.#histogram.below[bin]!;
      above[bin]! += other.#histogram.above[bin]!;
    }
    this.count += other.count;
  }

  /** The size that the given fraction of the errors' sizes lies below, interpolated between neighbours; null of none. */
  absoluteQuantile(fraction: number): number | null {
    return quantile(this.count, fraction, this.#sizes());
  }

  /** The middle error: above zero where predictions are mostly too large; null of none. */
  median(): number | null {
    return quantile(this.count, 0.5, this.#inOrder());
  }

  #spill(): Histogram {
    this.#histogram = {below: new Uint32Array(binCount), above: new Uint32Array(binCount)};
    const kept = this.#exact;
    this.#exact = [];
    this.count -= kept.length;
    for (const error of kept) this.add(error);
    return this.#histogram;
  }

  *#sizes(): Generator<Step> {
    if (this.#histogram === null) {
      yield* this.#exact.map(Math.abs).sort(byValue).map(once);
      return;
    }
    const {below, above} = this.#histogram;
    for (let bin = 0; bin < binCount; bin++) yield [binCentres[bin]!, below[bin]! + above[bin]!];
  }

  *#inOrder(): Generator<Step> {
    if (this.#histogram === null) {
      yield* [...this.#exact].sort(byValue).map(once);
      return;
    }
    const {below, above} = this.#histogram;
    for (let bin = binCount - 1; bin >= 0; bin--) yield [-binCentres[bin]!, below[bin]!];
    for (let bin = 0; bin < binCount; bin++) yield [binCentres[bin]!, above[bin]!];
  }
}

/** A value, and how many have it. */
type Step = readonly [value: number, count: number];

const once = (value: number): Step => [value, 1];
const byValue = (a: number, b: number): number => a - b;

function quantile(count: number, fraction: number, ascending: Iterable<Step>): number | null {
  if (count === 0) return null;
  const place = (count - 1) * fraction;
  const [lowRank, highRank] = [Math.floor(place), Math.ceil(place)];
  let low: number | null = null;
  let seen = 0;
  for (const [value, times] of ascending) {
    seen += times;
    if (low === null && seen > lowRank) low = value;
    if (low !== null && seen > highRank) return low + (value - low) * (place - lowRank);
  }
  return low;
}

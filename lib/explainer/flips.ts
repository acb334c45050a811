import {largestBatch} from "../engine/footprint.js";
import {ratesOf, type Parts} from "../engine/roofline.js";
import {partsAt, regimeOf} from "../engine/stepTime.js";
import type {Configuration, Regime} from "../engine/types.js";
import type {Flip} from "./types.js";

/** Batches up to here are searched: far beyond what memory holds for any model, so that the reader sees the flip to come. */
export const largestSearchedBatch = 65_536;

/** Every batch up to here is tried, then so many in each octave. */
const [tried, perOctave] = [16, 4];

/** The batches between which regimes are compared: a regime that comes and goes between two of them would be missed. */
const grid: readonly number[] = Array.from(
  {length: tried + perOctave * Math.log2(largestSearchedBatch / tried)},
  (_, step) => (step < tried ? step + 1 : Math.round(tried * 2 ** ((step - tried + 1) / perOctave))),
);

/** Where two terms are as close as this the regime may come and go between two batches of the grid. */
const close = 0.1;

/** Batches tried between two of the grid where terms are close. */
const between = 12;

/**
 * The batches at which the regime of a configuration changes. Each flip is exact: solving at `at − 1` gives `from`, at `at`
 * gives `to`.
 */
export function batchFlips(configuration: Configuration): Flip[] {
  const rates = ratesOf(configuration);
  const partsOf = (batch: number) => partsAt(configuration, batch, rates);
  const regimeAt = (batch: number): Regime => regimeOf(partsOf(batch));
  const maxBatch = largestBatch(configuration);
  const flips: Flip[] = [];
  let left = 1;
  let regime = regimeAt(left);
  let contested = true;
  const advance = (right: number, reached: Regime) => {
    while (regime !== reached) {
      const at = firstOther(regimeAt, regime, left, right);
      const to = regimeAt(at);
      flips.push({variable: "batch", at, from: regime, to, fits: at <= maxBatch});
      left = at;
      regime = to;
    }
    left = right;
  };
  for (const right of grid) {
    const parts = partsOf(right);
    const wasContested = contested;
    contested = isContested(parts);
    if ((wasContested || contested) && right - left > 1) {
      const start = left;
      for (let step = 1; step < between; step++) {
        const middle = Math.round(start + ((right - start) * step) / between);
        if (middle > left && middle < right) advance(middle, regimeAt(middle));
      }
    }
    advance(right, regimeOf(parts));
  }
  return flips;
}

/** Whether the two largest terms are close. */
function isContested({compute, memory, link, overhead}: Parts): boolean {
  const first = Math.max(compute, memory, link, overhead);
  const second = Math.max(
    Math.min(Math.max(compute, memory), Math.max(link, overhead)),
    Math.min(compute, memory),
    Math.min(link, overhead),
  );
  return second > (1 - close) * first;
}

/** A batch in (left, right] whose regime is not `regime` while that of the batch before is, by bisection. */
function firstOther(regimeAt: (batch: number) => Regime, regime: Regime, left: number, right: number): number {
  let same = left;
  let other = right;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (regimeAt(middle) === regime) same = middle;
    else other = middle;
  }
  return other;
}

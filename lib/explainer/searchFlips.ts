import type {Parts} from "../engine/roofline.js";
import {regimeOf} from "../engine/stepTime.js";
import type {Regime} from "../engine/types.js";

/** A value at which the regime changes. */
export interface Change {
  readonly at: number;
  readonly from: Regime;
  readonly to: Regime;
}

/** Where two terms are as close as this the regime may come and go between two points of a grid. */
const close = 0.1;

/** Points tried between two of the grid where terms are close. */
const between = 8;

/** How closely a real number is bisected, as a fraction of it. */
const digits = 1e-9;

/**
 * Every change of regime over a range, found on the exact function: the grid is compared point by point, more finely where two
 * terms are close, and each change is bisected. A whole number comes back as the first with the new regime; a real one to
 * the last digits.
 *
 * @param grid points to compare, ascending, the ends of the range among them.
 * @param partsAt the parts of the time at a value.
 */
export function searchFlips(
  grid: readonly number[],
  partsAt: (value: number) => Parts,
  {whole}: {readonly whole: boolean},
): Change[] {
  const regimeAt = (value: number): Regime => regimeOf(partsAt(value));
  const changes: Change[] = [];
  let left = grid[0]!;
  let regime = regimeAt(left);
  let contested = true;
  const advance = (right: number, reached: Regime) => {
    while (regime !== reached) {
      const at = firstOther(regimeAt, regime, left, right, whole);
      const to = regimeAt(at);
      changes.push({at, from: regime, to});
      left = at;
      regime = to;
    }
    left = right;
  };
  for (const right of grid.slice(1)) {
    const parts = partsAt(right);
    const wasContested = contested;
    contested = isContested(parts);
    if ((wasContested || contested) && (!whole || right - left > 1)) {
      const start = left;
      for (let step = 1; step < between; step++) {
        const exact = start + ((right - start) * step) / between;
        const middle = whole ? Math.round(exact) : exact;
        if (middle > left && middle < right) advance(middle, regimeAt(middle));
      }
    }
    advance(right, regimeOf(parts));
  }
  return changes;
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

/** A value in (left, right] whose regime is not `regime` while that just before it is, by bisection. */
function firstOther(
  regimeAt: (value: number) => Regime,
  regime: Regime,
  left: number,
  right: number,
  whole: boolean,
): number {
  let [same, other] = [left, right];
  while (other - same > (whole ? 1 : digits * other)) {
    const middle = whole ? Math.floor((same + other) / 2) : (same + other) / 2;
    if (regimeAt(middle) === regime) same = middle;
    else other = middle;
  }
  return other;
}

/** What is the case at a value, and how far, in log units, from anything else. */
export interface Reading<State> {
  readonly state: State;
  readonly margin: number;
}

/** A value from which on something else is the case. */
export interface StateChange<State> {
  readonly at: number;
  readonly from: State;
  readonly to: State;
}

/**
 * By how much the margin is taken to change for each log unit of the value: the terms of a step's time grow between not at all
 * and with the value, attention with its square; where an operator passes from one term to another, one may jump.
 */
const steepest = 1.5;

/** Between values as close as this, in log units, nothing comes and goes: a thirty-second of an octave. */
const closest = Math.LN2 / 32;

/** How closely a real number is searched, as a fraction of it. */
const digits = 1e-9;

/**
 * Every change of state over a range, found on the exact function. Between two values it is searched by halves (of the
 * octaves that lie between) until the two are neighbours, or are in one state from which both are too far for it to have
 * come and gone. A whole number comes back as the first in the new state; a real one to the last digits.
 *
 * @param grid values to start from, ascending, the ends of the range among them.
 * @param read called once for each value.
 */
export function searchChanges<State>(
  grid: readonly number[],
  read: (value: number) => Reading<State>,
  {whole}: {readonly whole: boolean},
): StateChange<State>[] {
  const changes: StateChange<State>[] = [];
  const search = (left: number, before: Reading<State>, right: number, after: Reading<State>): void => {
    const same = before.state === after.state;
    if (same && before.margin + after.margin > steepest * Math.log(right / left)) return;
    if (whole ? right - left === 1 : right - left <= digits * right) {
      if (!same) changes.push({at: right, from: before.state, to: after.state});
      return;
    }
    if (same && right < left * Math.exp(closest)) return;
    const mean = Math.sqrt(left * right);
    const middle = whole ? Math.round(mean) : mean;
    const between = read(middle);
    search(left, before, middle, between);
    search(middle, between, right, after);
  };
  let left = grid[0]!;
  let before = read(left);
  for (const right of grid.slice(1)) {
    const after = read(right);
    search(left, before, right, after);
    left = right;
    before = after;
  }
  return changes;
}

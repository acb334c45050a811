import type {Parts} from "../engine/roofline.js";
import {regimeOf} from "../engine/stepTime.js";
import type {Regime} from "../engine/types.js";
import {searchChanges, type Reading, type StateChange} from "./searchChanges.js";

/**
 * Every change of regime over a range.
 *
 * @param grid values to start from, ascending, the ends of the range among them.
 * @param partsAt the parts of the time at a value.
 */
export function searchFlips(
  grid: readonly number[],
  partsAt: (value: number) => Parts,
  {whole}: {readonly whole: boolean},
): StateChange<Regime>[] {
  return searchChanges(grid, (value) => readingOf(partsAt(value)), {whole});
}

/** The regime, and how far the largest term is above the second. */
function readingOf(parts: Parts): Reading<Regime> {
  const {compute, memory, link, overhead} = parts;
  const first = Math.max(compute, memory, link, overhead);
  const second = Math.max(
    Math.min(Math.max(compute, memory), Math.max(link, overhead)),
    Math.min(compute, memory),
    Math.min(link, overhead),
  );
  return {state: regimeOf(parts), margin: Math.log(first / second)};
}

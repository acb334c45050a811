import type {Regime} from "../engine/types.js";
import {largestSearchedBatch} from "./flips.js";
import type {Flip} from "./types.js";

/** A run of batches at which the two sides are in different regimes; `last` is the largest batch searched where it is open. */
export interface ShiftWindow {
  readonly first: number;
  readonly last: number;
}

/** The regime of a side at a batch, from its flips and the regime that it has anywhere if there are none. */
export function regimeAt(flips: readonly Flip[], batch: number, constant: Regime): Regime {
  let regime = flips[0]?.from ?? constant;
  for (const {at, to} of flips) if (at <= batch) regime = to;
  return regime;
}

/** All maximal runs of batches at which the sides differ in regime. */
export function shiftWindows(
  baseline: {readonly flips: readonly Flip[]; readonly regime: Regime},
  proposal: {readonly flips: readonly Flip[]; readonly regime: Regime},
): ShiftWindow[] {
  const flipped = [...baseline.flips, ...proposal.flips].map(({at}) => at);
  const edges = [...new Set([1, ...flipped])].sort((a, b) => a - b);
  const windows: {first: number; last: number}[] = [];
  edges.forEach((first, index) => {
    const last = (edges[index + 1] ?? largestSearchedBatch + 1) - 1;
    const differ =
      regimeAt(baseline.flips, first, baseline.regime) !== regimeAt(proposal.flips, first, proposal.regime);
    const previous = windows.at(-1);
    if (!differ) return;
    if (previous !== undefined && previous.last === first - 1) previous.last = last;
    else windows.push({first, last});
  });
  return windows;
}

import {largestBatch} from "../engine/footprint.js";
import {regimeNames} from "../explainer/describe.js";
import {formatCount, formatRatio} from "../explainer/format.js";
import type {AnsweredExplanation} from "../explainer/types.js";
import {logBatches, sweepBatch, type BatchPoint} from "./sweepBatch.js";

/** The least and the most that a batch axis reaches to. */
const [shortest, longest] = [256, 65_536];

/**
 * The comparison over the batches of an axis: from 1 to a power of two beyond what fits on both sides and beyond each
 * change of regime that fits, with the batches on both sides of each change. It does not depend on the batch compared.
 */
export function comparisonSweep({baseline, proposal, flips}: AnsweredExplanation): BatchPoint[] {
  const sides = [baseline.configuration, proposal.configuration] as const;
  const limit = Math.min(...sides.map(largestBatch));
  const changes = [...flips.baseline, ...flips.proposal].filter(({fits}) => fits).map(({at}) => at);
  const reach = Math.max(limit, ...changes, baseline.profile.batch, proposal.profile.batch);
  const last = Math.min(longest, Math.max(shortest, 2 ** Math.ceil(Math.log2(1.25 * reach))));
  const edges = [...changes.flatMap((at) => [at - 1, at]), limit].filter((batch) => batch >= 1 && batch <= last);
  const batches = new Set([...logBatches(last), ...edges]);
  return sweepBatch(
    ...sides,
    [...batches].sort((a, b) => a - b),
  );
}

/** Rows of the table of a sweep: the powers of two, and both sides of each change of regime. */
export function sweepRows({baseline, proposal, flips}: AnsweredExplanation, sweep: readonly BatchPoint[]): string[][] {
  const changes = new Set([...flips.baseline, ...flips.proposal].flatMap(({at}) => [at - 1, at]));
  const shown = sweep.filter(({batch}) => Number.isInteger(Math.log2(batch)) || changes.has(batch));
  return [
    ["batch", "speed-up", baseline.label, proposal.label, "fits on both"],
    ...shown.map(({batch, speedup, baselineRegime, proposalRegime, fits}) => [
      formatCount(batch),
      formatRatio(speedup),
      regimeNames[baselineRegime],
      regimeNames[proposalRegime],
      fits ? "yes" : "no",
    ]),
  ];
}

import {largestBatch} from "../engine/footprint.js";
import {regimeNames} from "../explainer/describe.js";
import {flipsIn} from "../explainer/flips.js";
import {formatCount, formatRatio} from "../explainer/format.js";
import {gainName} from "../explainer/tables.js";
import type {AnsweredExplanation, Flip} from "../explainer/types.js";
import {logBatches, sweepBatch, type BatchPoint} from "./sweepBatch.js";

/** The least and the most that a batch axis reaches to. */
const [shortest, longest] = [256, 65_536];

/**
 * The comparison over the batches of an axis: from 1 to a power of two beyond what fits on both sides and beyond each
 * change of regime that fits, with the batches on both sides of each change. It does not depend on the batch compared.
 */
export function comparisonSweep(explanation: AnsweredExplanation): BatchPoint[] {
  const {baseline, proposal, metric, prices} = explanation;
  const sides = [baseline.configuration, proposal.configuration] as const;
  const limit = Math.min(...sides.map(largestBatch));
  const changes = batchFlipsOf(explanation)
    .filter(({fits}) => fits)
    .map(({at}) => at);
  const reach = Math.max(limit, ...changes, baseline.profile.batch, proposal.profile.batch);
  const last = Math.min(longest, Math.max(shortest, 2 ** Math.ceil(Math.log2(1.25 * reach))));
  const edges = [...changes.flatMap((at) => [at - 1, at]), limit].filter((batch) => batch >= 1 && batch <= last);
  const batches = new Set([...logBatches(last), ...edges]);
  return sweepBatch(
    ...sides,
    [...batches].sort((a, b) => a - b),
    metric,
    metric === "cost" && prices !== null ? prices.proposal / prices.baseline : 1,
  );
}

/** Rows of the table of a sweep: the powers of two, and both sides of each change of regime. */
export function sweepRows(explanation: AnsweredExplanation, sweep: readonly BatchPoint[]): string[][] {
  const {baseline, proposal} = explanation;
  const changes = new Set(batchFlipsOf(explanation).flatMap(({at}) => [at - 1, at]));
  const shown = sweep.filter(({batch}) => Number.isInteger(Math.log2(batch)) || changes.has(batch));
  return [
    ["batch", gainName(explanation), baseline.label, proposal.label, "fits on both"],
    ...shown.map(({batch, speedup, baselineRegime, proposalRegime, fits}) => [
      formatCount(batch),
      formatRatio(speedup),
      regimeNames[baselineRegime],
      regimeNames[proposalRegime],
      fits ? "yes" : "no",
    ]),
  ];
}

function batchFlipsOf({flips}: AnsweredExplanation): Flip[] {
  return flipsIn([...flips.baseline, ...flips.proposal], "batch");
}

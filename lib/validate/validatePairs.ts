import {isPositive} from "./checkedAnswer.js";
import type {SpeedupSummary} from "./figures.js";
import {readRows, type TableSource} from "./readRows.js";
import type {RunStore, StoredRun} from "./runStore.js";
import {changeOf, speedupScopes} from "./scopes.js";
import {speedupBetween} from "./speedupBetween.js";
import {SpeedupTally, type Speedup} from "./speedups.js";
import {requiredColumns} from "./tableColumns.js";
import type {Row, Unpredicted} from "./types.js";
import {nobody, type Witness} from "./witness.js";

/**
 * Predicts a table of speed-ups between two runs.
 *
 * @param runs - The runs that the pairs name.
 * @throws UserError with file and line where the table cannot be read.
 */
export async function validatePairs(
  source: TableSource,
  runs: RunStore,
  witness: Witness = nobody,
): Promise<SpeedupSummary> {
  const tally = new SpeedupTally();
  for await (const row of readRows(source, requiredColumns.pairs)) {
    const speedup = pairOf(row, runs);
    if ("reason" in speedup) tally.skipped.add(speedup.reason);
    else {
      tally.add(speedup);
      witness.speedup?.("pairs", speedup);
    }
  }
  return tally.summary();
}

function pairOf(row: Row, runs: RunStore): Speedup | Unpredicted {
  const measured = row.number("measured_speedup");
  if (measured === null || !isPositive(measured)) return {reason: "measured_speedup is no number above 0"};
  const [baselineId, proposalId] = [row.text("baseline_id"), row.text("proposal_id")];
  const [baseline, proposal] = [runs.get(baselineId), runs.get(proposalId)];
  if ("reason" in baseline) return baseline;
  if ("reason" in proposal) return proposal;
  return predicted(row, measured, `${baselineId} → ${proposalId}`, baseline, proposal);
}

function predicted(
  row: Row,
  measured: number,
  id: string,
  baseline: StoredRun,
  proposal: StoredRun,
): Speedup | Unpredicted {
  if (baseline.largerIsBetter !== proposal.largerIsBetter)
    return {reason: "one run of the pair is a time and the other a rate"};
  const work = workRatio(row, baseline, proposal);
  if (work === null) return {reason: "a speed-up in throughput between times, without the batches"};
  const kind = row.text("kind");
  return {
    id,
    place: row.place,
    category: kind === "" ? "no kind stated" : kind,
    scopes: speedupScopes(changeOf(kind), baseline.traits, proposal.traits),
    measured,
    predicted: speedupBetween(baseline, proposal, baseline.largerIsBetter, work),
  };
}

/**
 * How much more the proposal does in the time that its run states. A table may hold speed-ups in throughput between runs that
 * state the time of a batch, and says so in the column `control`; then it is the ratio of the batches, null where they are not
 * known.
 */
function workRatio(row: Row, baseline: StoredRun, proposal: StoredRun): number | null {
  if (baseline.largerIsBetter || !row.text("control").includes("throughput")) return 1;
  const before = row.number("baseline_batch") ?? baseline.batch;
  const after = row.number("proposal_batch") ?? proposal.batch;
  if (before === null || after === null || before <= 0 || after <= 0) return null;
  return after / before;
}

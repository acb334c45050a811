import {BoundedGroups} from "./boundedGroups.js";
import {checkedAnswer} from "./checkedAnswer.js";
import type {ValueSummary} from "./figures.js";
import {impossibleSeries} from "./measuredKernel.js";
import {predictKernelRow, type KernelPrediction} from "./predictKernelRow.js";
import {readRows, type TableSource} from "./readRows.js";
import {requiredColumns} from "./tableColumns.js";
import {isPredicted} from "./types.js";
import {ValueTally} from "./values.js";

/** The rows of one series, which are scored once it is known whether all of them are possible. */
class Series {
  readonly tally = new ValueTally();
  possible = true;
}

/** Of the series beyond these, one impossible row leaves all out. */
const mostSeries = 300;

/**
 * Predicts a table of single kernels. A series in which any row is faster than the data sheet's rates allow was not measured
 * as it says, so none of its rows is scored.
 *
 * @throws UserError with file and line where the table cannot be read.
 */
export async function validateKernels(source: TableSource, calibrationId: string): Promise<ValueSummary> {
  const all = new ValueTally();
  const bySeries = new BoundedGroups(() => new Series(), mostSeries);
  for await (const row of readRows(source, requiredColumns.kernels)) {
    const answer = checkedAnswer((each) => predictKernelRow(each, calibrationId), row);
    if (!isPredicted(answer)) {
      all.skipped.add(answer.reason);
      continue;
    }
    const {category, predicted, measured, series: name, possible} = answer as KernelPrediction;
    const series = bySeries.of(name);
    series.possible &&= possible;
    const scope = "GEMM and attention kernels";
    series.tally.add({id: row.text("id"), place: row.place, category, scope, predicted, measured});
  }
  for (const [name, {tally, possible}] of bySeries.entries()) {
    if (possible) all.merge(tally);
    else all.skipped.add(impossibleSeries(name), tally.count);
  }
  return all.summary();
}

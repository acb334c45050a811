import {checkedAnswer} from "./checkedAnswer.js";
import type {ValueSummary} from "./figures.js";
import {predictRun} from "./predictRun.js";
import {readRows, type TableSource} from "./readRows.js";
import type {RunStore} from "./runStore.js";
import {traitsOf} from "./scopes.js";
import {requiredColumns} from "./tableColumns.js";
import {isPredicted} from "./types.js";
import {ValueTally} from "./values.js";
import {nobody, type Witness} from "./witness.js";

/**
 * Predicts a table of end-to-end runs.
 *
 * @param store - Keeps each run for pairs; null where there are none.
 * @throws UserError with file and line where the table cannot be read.
 */
export async function validateRuns(
  source: TableSource,
  calibrationId: string,
  store: RunStore | null,
  witness: Witness = nobody,
): Promise<ValueSummary> {
  const tally = new ValueTally();
  for await (const row of readRows(source, requiredColumns.runs)) {
    const answer = checkedAnswer((each) => predictRun(each, calibrationId), row);
    const id = row.text("id");
    if (store !== null && id !== "") store.add(id, answer, row.number("batch"), traitsOf(row), row.place);
    if (!isPredicted(answer)) tally.skipped.add(answer.reason);
    else if (answer.relative) tally.skipped.add("only ratios of such values can be predicted");
    else {
      const {category, predicted, measured} = answer;
      const value = {id, place: row.place, category, scope: null, predicted, measured};
      tally.add(value);
      witness.value?.("runs", value, answer);
    }
  }
  return tally.summary();
}

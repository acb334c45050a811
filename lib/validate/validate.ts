import {UserError} from "../engine/userError.js";
import type {ScopedGroups, SpeedupSummary, ValueSummary} from "./figures.js";
import type {TableSource} from "./readRows.js";
import {RunStore} from "./runStore.js";
import {SpeedupTally} from "./speedups.js";
import type {TableKind} from "./types.js";
import {validateKernels} from "./validateKernels.js";
import {validatePairs} from "./validatePairs.js";
import {validateRuns} from "./validateRuns.js";
import {validateServing, type ServingSummary} from "./validateServing.js";
import {nobody, type Witness} from "./witness.js";

/** The tables that were given. */
export type TableSources = Readonly<Partial<Record<TableKind, TableSource>>>;

/** How well the engine predicts each table; null for one that was not given. */
export interface Validation {
  readonly calibration: string;
  readonly runs: ValueSummary | null;
  readonly pairs: SpeedupSummary | null;
  readonly serving: ServingSummary | null;
  readonly kernels: ValueSummary | null;
  /** The speed-ups of pairs and serving points by scope; null where not both were given. */
  readonly together: ScopedGroups | null;
}

/**
 * Holds the engine against measured tables, one after the other, each read once from its beginning to its end.
 *
 * @param witness - Is told of each row that is scored.
 * @throws UserError with file and line where a table cannot be read, or where there are pairs without the runs that they name.
 */
export async function validate(
  sources: TableSources,
  calibrationId: string,
  witness: Witness = nobody,
): Promise<Validation> {
  if (sources.pairs !== undefined && sources.runs === undefined)
    throw new UserError("--pairs needs --runs: the table of the runs that the pairs name");
  const store = sources.pairs === undefined ? null : new RunStore();
  const pool = new SpeedupTally();
  const counting: Witness = {
    ...witness,
    speedup: (table, speedup) => {
      pool.add(speedup);
      witness.speedup?.(table, speedup);
    },
  };
  const runs = sources.runs === undefined ? null : await validateRuns(sources.runs, calibrationId, store, counting);
  const pairs =
    sources.pairs === undefined || store === null ? null : await validatePairs(sources.pairs, store, counting);
  const serving =
    sources.serving === undefined ? null : await validateServing(sources.serving, calibrationId, counting);
  const kernels = sources.kernels === undefined ? null : await validateKernels(sources.kernels, calibrationId);
  const together = pairs === null || serving === null ? null : pool.summary().byScope;
  return {calibration: calibrationId, runs, pairs, serving, kernels, together};
}

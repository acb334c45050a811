import type {SpeedupGroup, SpeedupSummary, Target, ValueSummary} from "../validate/figures.js";
import {logErrorOf, LogErrors} from "../validate/logErrors.js";
import type {MissReason} from "../validate/missReasonWords.js";
import type {AccuracyRows} from "./accuracyRows.js";
import type {
  AccuracySpeedup,
  StoredMisses,
  StoredResults,
  StoredSpeedups,
  StoredTable,
  StoredValues,
} from "./accuracyTypes.js";
import {isMiss} from "./missBand.js";

/** What is kept of a validation of the full tables, which are not shipped. */
export function accuracyResults(
  {validation, speedups}: AccuracyRows,
  hashes: Readonly<Record<"runs" | "pairs" | "serving" | "kernels", string>>,
): StoredResults {
  const {calibration, runs, pairs, serving, kernels} = validation;
  if (runs === null || pairs === null || serving === null || kernels === null)
    throw new Error("expected a validation of all tables");
  const table = (summary: ValueSummary | SpeedupSummary, sha256: string): StoredTable => ({
    rows: summary.rows,
    predicted: summary.count,
    sha256,
  });
  return {
    calibration,
    tables: {
      runs: table(runs, hashes.runs),
      pairs: table(pairs, hashes.pairs),
      serving: table(serving, hashes.serving),
      kernels: table(kernels, hashes.kernels),
    },
    speedups: [...speedupsOf("pairs", pairs.byCategory), ...speedupsOf("serving", serving.speedups.byCategory)],
    scopes: [...speedupsOf("pairs", pairs.byScope), ...speedupsOf("serving", serving.speedups.byScope)],
    values: [
      ...valuesOf("runs", runs.byCategory),
      ...valuesOf("serving", serving.byCategory),
      ...valuesOf("kernels", kernels.byCategory),
    ],
    valueScopes: [...valuesOf("serving", serving.byScope), ...valuesOf("kernels", kernels.byScope)],
    misses: missesOf(speedups.filter(({kind}) => kind !== "software")),
  };
}

function speedupsOf(
  table: StoredSpeedups["table"],
  groups: Readonly<Record<string, SpeedupGroup & {readonly target?: Target | null}>>,
): StoredSpeedups[] {
  return Object.entries(groups).map(([name, {baselines, target}]) => ({
    table,
    name,
    rules: baselines,
    ...(target == null ? {} : {target}),
  }));
}

function valuesOf(
  table: StoredValues["table"],
  groups: Readonly<Record<string, Omit<StoredValues, "table" | "name">>>,
): StoredValues[] {
  return Object.entries(groups).map(([name, figures]) => ({table, name, ...figures}));
}

function missesOf(speedups: readonly AccuracySpeedup[]): StoredResults["misses"] {
  const missed = speedups.filter((speedup) => isMiss(errorOf(speedup)));
  const groups = new Map<MissReason | null, AccuracySpeedup[]>();
  for (const speedup of missed) {
    const group = groups.get(speedup.reason);
    if (group === undefined) groups.set(speedup.reason, [speedup]);
    else group.push(speedup);
  }
  const byReason = [...groups].map(([reason, group]): StoredMisses => {
    const errors = new LogErrors();
    for (const speedup of group) errors.add(errorOf(speedup));
    const size = (speedup: AccuracySpeedup): number => Math.abs(errorOf(speedup));
    return {
      reason,
      count: group.length,
      share: Number((group.length / missed.length).toFixed(4)),
      medianAbsoluteLogError: Number((errors.absoluteQuantile(0.5) ?? 0).toFixed(6)),
      example: group.reduce((worst, other) => (size(other) > size(worst) ? other : worst)),
    };
  });
  // What is known first, the commonest of it; the rest closes the list.
  byReason.sort((a, b) => Number(a.reason === null) - Number(b.reason === null) || b.count - a.count);
  return {of: speedups.length, count: missed.length, byReason};
}

function errorOf({predicted, measured}: AccuracySpeedup): number {
  return logErrorOf(predicted.engine, measured);
}

import type {Cells} from "./csv.js";

/**
 * The rule by which rows of the full tables come into data/measured/, as docs/measured-figures.md states it. It looks at what a row is
 * about and at its id, never at its value or at what the engine makes of it: misses come in as hits do.
 */

/** One of so many pairs is taken … */
const oneOf = 40;
/** … and at least so many of each source and kind of change. */
const leastPairs = 2;
/** Rows of each source and phase, where the pairs bring fewer. */
const leastRuns = 3;
/** One series of serving points stands for so many rows … */
const rowsOfSeries = 70;
/** … by so many of its points. */
const servingPoints = 3;

/** Serving points that are alike in these are a series. */
const seriesColumns = [
  ...["engine", "gemm_quant_mode", "moe_quant_mode", "pp_size", "attention_dp_size", "input_len", "output_len"],
];
/** What differs within a series. */
const pointColumns = ["hardware_id", "tp", "moe_tp_size", "moe_ep_size", "batch"];

/** Where the serving table, whose rows name no source, comes from. */
export const servingSource = {
  source: "ai-dynamo/aiconfigurator (NVIDIA, Apache-2.0)",
  source_url: "https://github.com/ai-dynamo/aiconfigurator/tree/095f58a51c4ca8e61b66ec108d86f223f8d559ce",
} as const;

/** Tables of measurements as they are read. */
export interface MeasuredTables {
  readonly runs: readonly Cells[];
  readonly pairs: readonly Cells[];
  readonly serving: readonly Cells[];
}

/** The rows that are shipped. */
export function selectRows({runs, pairs, serving}: MeasuredTables): MeasuredTables {
  const pool = runs.filter(isUsable);
  const usable = new Set(pool.map(idOf));
  const candidates = pairs.filter((pair) => sidesOf(pair).every((id) => usable.has(id)));
  const kept = new Set<string>();
  for (const group of groupsOf(candidates, ["kind", "source"])) {
    const most = Math.max(leastPairs, Math.ceil(group.length / oneOf));
    for (const pair of spread(sorted(group, ["baseline_id", "proposal_id"]), most))
      for (const id of sidesOf(pair)) kept.add(id);
  }
  for (const group of groupsOf(pool, ["source", "phase"])) {
    if (group.filter((run) => kept.has(idOf(run))).length >= leastRuns) continue;
    for (const run of spread(sorted(group, ["id"]), leastRuns)) kept.add(idOf(run));
  }
  return {
    runs: pool.filter((run) => kept.has(idOf(run))),
    pairs: candidates.filter((pair) => sidesOf(pair).every((id) => kept.has(id))),
    serving: selectServing(serving),
  };
}

/** Names its accelerator, and states a time or a rate: no ratio, and nothing that was worked out from one. */
function isUsable(run: Cells): boolean {
  return run["hardware_id"] !== "" && !/^(speedup|achieved)_/.test(run["metric"] ?? "");
}

/** Of each model and precision series in proportion to their rows, thinned. */
function selectServing(rows: readonly Cells[]): readonly Cells[] {
  return [...groupsOf(rows, ["model_id", "precision"])].flatMap((group) => {
    const inOrder = sorted(group, [...seriesColumns, ...pointColumns]);
    const hits = new Set(spread(inOrder, Math.ceil(group.length / rowsOfSeries)));
    const series = [...groupsOf(inOrder, seriesColumns)].filter((points) => points.some((point) => hits.has(point)));
    return series.flatMap((points) => spread(points, servingPoints)).map((row) => ({...row, ...servingSource}));
  });
}

function idOf(run: Cells): string {
  return run["id"] ?? "";
}

function sidesOf(pair: Cells): readonly string[] {
  return [pair["baseline_id"] ?? "", pair["proposal_id"] ?? ""];
}

/** Rows that are alike in some columns, in the order in which they come first. */
function groupsOf<Row extends Cells>(rows: readonly Row[], columns: readonly string[]): Iterable<readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(columns.map((column) => row[column]));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups.values();
}

function sorted<Row extends Cells>(rows: readonly Row[], columns: readonly string[]): readonly Row[] {
  return rows.toSorted((a, b) => {
    for (const column of columns) {
      const [left, right] = [a[column] ?? "", b[column] ?? ""];
      const order = Number(left) - Number(right) || (left < right ? -1 : left > right ? 1 : 0);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** So many items of a list, in the middles of as many equal parts of it. */
export function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  const count = Math.min(most, items.length);
  return Array.from({length: count}, (_, index) => items[Math.floor(((index + 0.5) * items.length) / count)]!);
}

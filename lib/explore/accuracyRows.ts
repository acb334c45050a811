import {logErrorOf} from "../validate/logErrors.js";
import {speedupMissReason, valueMissReason} from "../validate/missReason.js";
import {readRows, type TableSource} from "../validate/readRows.js";
import type {Speedup} from "../validate/speedups.js";
import {requiredColumns} from "../validate/tableColumns.js";
import type {Prediction, Row} from "../validate/types.js";
import {validate, type Validation} from "../validate/validate.js";
import type {MeasuredValue} from "../validate/values.js";
import {
  speedupKinds,
  valueKinds,
  type AccuracySpeedup,
  type AccuracyValue,
  type Citation,
  type SpeedupKind,
  type ValueKind,
} from "./accuracyTypes.js";
import {citationOf, isServing, pairWords, quantityOf, rowWords} from "./accuracyWords.js";
import {isMiss} from "./missBand.js";

/** The tables by kind, each whole. */
export interface AccuracyTables {
  readonly runs: Uint8Array;
  readonly pairs: Uint8Array;
  readonly serving: Uint8Array;
  readonly kernels?: Uint8Array;
}

/** All that was predicted of some tables, row by row, and the figures over them. */
export interface AccuracyRows {
  readonly validation: Validation;
  readonly values: readonly AccuracyValue[];
  readonly speedups: readonly AccuracySpeedup[];
  /** Accelerators that the runs and serving points name. */
  readonly accelerators: readonly string[];
}

/**
 * Predicts measured tables and keeps every row, in words and with its source: for tables that fit in memory.
 *
 * @param uncited - Cites rows of a table that has no column of sources.
 * @throws UserError where a table cannot be read.
 */
export async function accuracyRows(
  tables: AccuracyTables,
  calibrationId: string,
  uncited: Citation,
): Promise<AccuracyRows> {
  const rows = {
    runs: await rowsById("runs", tables.runs),
    serving: await rowsById("serving", tables.serving),
  };
  const inThroughput = await pairsInThroughput(tables.pairs);
  const values: AccuracyValue[] = [];
  const speedups: AccuracySpeedup[] = [];
  const validation = await validate(sourcesOf(tables), calibrationId, {
    value(table, value, prediction) {
      const row = table === "runs" || table === "serving" ? rows[table].get(value.id) : undefined;
      if (row !== undefined) values.push(valueOf(row, value, prediction, uncited));
    },
    speedup(table, speedup) {
      const [before, after] = speedup.id
        .split(" → ")
        .map((id) => rows[table === "serving" ? "serving" : "runs"].get(id));
      if (before === undefined || after === undefined) return;
      const quantity = table === "pairs" && inThroughput.has(speedup.id) ? "throughput" : quantityOf(after);
      speedups.push(speedupOf(before, after, quantity, speedup, uncited));
    },
  });
  const all = [...rows.runs.values(), ...rows.serving.values()];
  return {validation, values, speedups, accelerators: [...new Set(all.map((row) => row.text("hardware_id")))].sort()};
}

function sourcesOf({runs, pairs, serving, kernels}: AccuracyTables) {
  const sources = {runs: source("runs", runs), pairs: source("pairs", pairs), serving: source("serving", serving)};
  return kernels === undefined ? sources : {...sources, kernels: source("kernels", kernels)};
}

function source(name: string, bytes: Uint8Array): TableSource {
  return {file: `${name}.csv`, content: once(bytes)};
}

// eslint-disable-next-line @typescript-eslint/require-await -- what reads tables takes them from streams.
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function rowsById(table: "runs" | "serving", bytes: Uint8Array): Promise<ReadonlyMap<string, Row>> {
  const rows = new Map<string, Row>();
  for await (const row of readRows(source(table, bytes), requiredColumns[table])) rows.set(row.text("id"), row);
  return rows;
}

/** Pairs whose speed-up is one in throughput, though their runs state times. */
async function pairsInThroughput(bytes: Uint8Array): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const row of readRows(source("pairs", bytes), requiredColumns.pairs)) {
    if (row.text("control").includes("throughput")) ids.add(`${row.text("baseline_id")} → ${row.text("proposal_id")}`);
  }
  return ids;
}

/** Digits that a reader of a chart can use; the rest says how a computer multiplies. */
function short(value: number): number {
  return Number(value.toPrecision(5));
}

function valueOf(row: Row, value: MeasuredValue, {largerIsBetter}: Prediction, uncited: Citation): AccuracyValue {
  const {predicted, measured} = value;
  const slower = largerIsBetter === predicted > measured;
  return {
    id: value.id,
    kind: kindOfValue(row, value.category),
    words: rowWords(row),
    quantity: quantityOf(row),
    unit: isServing(row) ? "ms" : row.text("unit"),
    predicted: short(predicted),
    measured: short(measured),
    citation: citationOf(row, uncited),
    reason: isMiss(logErrorOf(predicted, measured)) ? valueMissReason(row, slower) : null,
  };
}

function kindOfValue(row: Row, category: string): ValueKind {
  if (isServing(row)) return "serving";
  const phase = category.split(",")[0];
  return valueKinds.find((kind) => kind === phase) ?? "forward";
}

function speedupOf(before: Row, after: Row, quantity: string, speedup: Speedup, uncited: Citation): AccuracySpeedup {
  const {predicted, measured} = speedup;
  const citations = [citationOf(before, uncited), citationOf(after, uncited)];
  return {
    id: speedup.id,
    kind: kindOfSpeedup(speedup.category),
    ...pairWords(before, after),
    quantity,
    measured: short(measured),
    predicted: {
      engine: short(predicted.engine),
      bandwidth: shortOrNull(predicted.bandwidth),
      flops: shortOrNull(predicted.flops),
      noChange: shortOrNull(predicted.noChange),
      roofline: shortOrNull(predicted.roofline),
    },
    citations: citations[0]!.url === citations[1]!.url ? [citations[0]!] : citations,
    reason: isMiss(logErrorOf(predicted.engine, measured))
      ? speedupMissReason(before, after, predicted.engine > measured)
      : null,
  };
}

function shortOrNull(value: number | null): number | null {
  return value === null ? null : short(value);
}

/** "C accelerator+precision" and "batch, dense", in the page's words. */
export function kindOfSpeedup(category: string): SpeedupKind {
  const words = category
    .replace(/^[A-Z] /, "")
    .replace("+", " and ")
    .split(",")[0]!;
  if (/\bTP\b/.test(words)) return "devices";
  return speedupKinds.find((kind) => kind === words) ?? "software";
}

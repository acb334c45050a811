import type {Phase} from "../engine/types.js";
import {UserError} from "../engine/userError.js";
import {countIn, requestRateIn} from "./rowCounts.js";
import type {Row} from "./types.js";

/** What a row of a table of runs counts; null for what it leaves out. */
export interface RunCounts {
  readonly devices: number;
  /** Devices that share the matrices: in training one where the row does not say, else all. */
  readonly tensorParallel: number;
  readonly batch: number | "max" | null;
  /** Requests a second, where the row states that instead of a batch. */
  readonly requestRate: number | null;
  readonly inputLength: number | null;
  readonly outputLength: number | null;
}

/**
 * The counts of a row.
 *
 * @throws UserError where a cell holds none, or two do not go together.
 */
export function countsOf(row: Row, phase: Phase): RunCounts {
  const requestRate = requestRateIn(row, "batch");
  const shared = countIn(row, "tp");
  const devices = countIn(row, "count") ?? shared;
  if (devices === null) throw new UserError("the number of accelerators is not stated");
  const tensorParallel = shared ?? (phase === "training" ? 1 : devices);
  if (devices % tensorParallel !== 0) throw new UserError(`count ${devices} is no multiple of tp ${tensorParallel}`);
  return {
    devices,
    tensorParallel,
    batch: requestRate === null ? batchIn(row) : null,
    requestRate,
    inputLength: lengthIn(row, "input_len"),
    outputLength: lengthIn(row, "output_len"),
  };
}

/** Sequences; "max" is the most that fit. */
function batchIn(row: Row): number | "max" | null {
  return row.text("batch").toLowerCase() === "max" ? "max" : countIn(row, "batch");
}

/** Tokens; some tables write 0 for the prompt of a decode step, or for the answer to a prompt by itself. */
function lengthIn(row: Row, column: string): number | null {
  const length = countIn(row, column, 0);
  return length === null ? null : Math.max(1, length);
}

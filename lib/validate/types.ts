/** The tables that the engine can be held against. */
export const tableKinds = ["runs", "pairs", "serving", "kernels"] as const;
/** End-to-end results; speed-ups between two of those; serving points; single kernels. */
export type TableKind = (typeof tableKinds)[number];

/** What the engine says of a measured row, in the row's own unit. */
export interface Prediction {
  readonly predicted: number;
  readonly measured: number;
  /** Whether a larger value is the better one (tokens per second), or the smaller (milliseconds). */
  readonly largerIsBetter: boolean;
  /** Whether the value holds up to a factor that the row does not state: only ratios of such rows can be scored. */
  readonly relative: boolean;
  /** What the row measures, such as "decode, dense"; errors are summed up by it. */
  readonly category: string;
  /** What simpler rules say of the same row, in the same unit; a rule that cannot answer is left out. */
  readonly naive: Naive;
}

/** Simpler rules that people answer by. Values are times or rates up to a common factor: they are used in ratios alone. */
export interface Naive {
  /** By memory bandwidth alone. */
  readonly bandwidth: number | null;
  /** By peak FLOP/s alone. */
  readonly flops: number | null;
  /** By the whole model's roofline at the data sheet's peaks. */
  readonly roofline: number | null;
}

/** Why a row cannot be predicted, in words that many rows share. */
export interface Unpredicted {
  readonly reason: string;
}

/** The answer to one row. */
export type RowAnswer = Prediction | Unpredicted;

/** Whether a row could be predicted. */
export function isPredicted(answer: RowAnswer): answer is Prediction {
  return "predicted" in answer;
}

/** Reads cells of one row of a table. */
export interface Row {
  /** As messages name it: `runs.csv:17`. */
  readonly place: string;
  /** The text of a cell, trimmed; "" where it is empty or the table has no such column. */
  text(column: string): string;
  /** The number in a cell; null where it is empty or holds none. */
  number(column: string): number | null;
}

import type {TableRow} from "../catalog/decodeTables.js";

/** The text in a column of a row; names the column where there is something else. */
export function textCell(row: TableRow, column: string): string {
  const value = row[column];
  if (typeof value === "string") return value;
  throw wrong(column, "text", value);
}

/** The text in a column of a row, or null where there is none. */
export function wordCell(row: TableRow, column: string): string | null {
  return row[column] == null ? null : textCell(row, column);
}

/** The number in a column of a row, or null where there is none. */
export function numberCell(row: TableRow, column: string): number | null {
  const value = row[column];
  if (value == null) return null;
  if (typeof value === "number") return value;
  throw wrong(column, "a number", value);
}

function wrong(column: string, expected: string, value: unknown): Error {
  return new Error(
    `table column "${column}": expected ${expected}, got ${String(value)}; the table is of another version`,
  );
}

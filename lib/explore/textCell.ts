import type {TableRow} from "../catalog/decodeTables.js";

/** The text in a column of a row; names the column where there is something else. */
export function textCell(row: TableRow, column: string): string {
  const value = row[column];
  if (typeof value === "string") return value;
  throw new Error(`table column "${column}": expected text, got ${String(value)}; the table is of another version`);
}

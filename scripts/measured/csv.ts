import {parse} from "csv-parse/sync";

/** One row of a table, its cells by the name of their column. */
export type Cells = Readonly<Record<string, string>>;

/** Reads a CSV with a header row. */
export function readCsv(text: string): readonly Cells[] {
  return parse(text, {bom: true, columns: true, skip_empty_lines: true});
}

/** Writes rows that have the same columns as a CSV with a header row. */
export function writeCsv(rows: readonly Cells[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))];
  return lines.map((cells) => `${cells.map(quoted).join(",")}\n`).join("");
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

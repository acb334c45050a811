import {CsvError, parse} from "csv-parse/sync";
import {UserError} from "../../lib/engine/userError.js";
import type {Row} from "../../lib/validate/types.js";

/** One row of a table that constants rest on: a cell that is filled in with nonsense ends the fit. */
export class TableRow implements Row {
  constructor(
    readonly file: string,
    readonly line: number,
    private readonly cells: Readonly<Record<string, string>>,
  ) {}

  get place(): string {
    return `${this.file}:${this.line}`;
  }

  /** The text of a cell; empty where it is left out. */
  text(column: string): string {
    return this.cells[column] ?? "";
  }

  /** @throws {UserError} where the cell is filled in, but with no number above 0. */
  number(column: string): number | null {
    return this.text(column) === "" ? null : this.positive(column);
  }

  /** @throws {UserError} where the cell holds no number above 0. */
  positive(column: string): number {
    const text = this.text(column);
    const value = Number(text);
    if (text === "" || !Number.isFinite(value) || value <= 0)
      throw this.error(`${column}: expected a number above 0, got ${JSON.stringify(text.slice(0, 40))}`);
    return value;
  }

  /** A message that begins with the row's place. */
  error(message: string): UserError {
    return new UserError(`${this.place}: ${message}`);
  }
}

/** A row as the parser gives it, with the line that it ends at. */
interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: {readonly lines: number};
}

/**
 * Reads a CSV with a header row.
 *
 * @param columns - Columns that must be there; others are kept and ignored.
 * @throws {UserError} with file and line where the text is no such table.
 */
export function readTable(text: string, file: string, columns: readonly string[]): readonly TableRow[] {
  let header: readonly string[] = [];
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      columns: (names: string[]) => (header = names),
    }) as unknown as readonly Parsed[];
    const missing = columns.filter((column) => !header.includes(column));
    if (missing.length > 0) throw new UserError(`${file}:1: missing column ${missing.join(", ")}`);
    if (records.length === 0) throw new UserError(`${file}: holds no rows`);
    return records.map(({record, info}) => new TableRow(file, info.lines, record));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UserError(`${file}: cannot be read as CSV: ${error.message}`);
  }
}

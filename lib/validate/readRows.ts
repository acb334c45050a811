import {Readable, pipeline} from "node:stream";
import {CsvError, parse} from "csv-parse";
import {UserError} from "../engine/userError.js";
import {checkedText} from "./checkedText.js";
import {columnPlaces} from "./columnPlaces.js";
import {TableRow, type ColumnPlaces} from "./tableRow.js";

/** A longer row is none of a table, but a quote that nobody closed. */
const longestRow = 100_000;

/** A table, before its text is looked at. */
export interface TableSource {
  /** As messages name it. */
  readonly file: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Reads a CSV with a header row, one row after another: whatever its size, what is held at a time is a few rows.
 *
 * @param required - Columns that must be there; others are passed over.
 * @throws UserError with file and line where the text is no such table, or holds no rows.
 */
export async function* readRows({file, content}: TableSource, required: readonly string[]): AsyncGenerator<TableRow> {
  const lines = new LineCount();
  let columns: ColumnPlaces | null = null;
  let empty = true;
  const parser = parse({
    bom: true,
    // A table joined from two may have both; left to itself the parser goes by the first line.
    record_delimiter: ["\r\n", "\n", "\r"],
    skip_empty_lines: true,
    max_record_size: longestRow,
    // Done here and not in the loop below, which lags behind: a wrong header goes before whatever is wrong further down.
    on_record: (cells, info) => {
      const line = lines.begin(cells, info.lines);
      if (columns !== null) return passedOn(new TableRow(file, line, cells, columns));
      columns = columnPlaces(cells, required, `${file}:${line}`);
      return null;
    },
  });
  // What goes wrong reaches the loop through the parser, which the pipeline destroys with it.
  pipeline(Readable.from(checkedText(file, content)), parser, () => undefined);
  try {
    for await (const row of parser) {
      empty = false;
      yield row as TableRow;
    }
  } catch (error) {
    throw error instanceof CsvError ? new UserError(`${file}:${problem(error, lines)}`) : error;
  }
  if (columns === null) throw new UserError(`${file}: is empty, expected a header row and rows below it`);
  if (empty) throw new UserError(`${file}: holds no rows below its header`);
}

/** The parser passes on whatever it is given, but its types know rows of cells alone. */
function passedOn(row: TableRow): string[] {
  return row as unknown as string[];
}

/** From the lines that the parser counts to those that an editor shows. */
class LineCount {
  /** A line break of two characters inside a cell is counted twice by the parser. */
  #surplus = 0;
  /** The line that the last row ended at. */
  last = 0;

  /** The line that a row begins at which the parser found to end at line `counted`. */
  begin(cells: readonly string[], counted: number): number {
    let breaks = 0;
    for (const cell of cells) {
      if (!cell.includes("\n") && !cell.includes("\r")) continue;
      const double = cell.split("\r\n").length - 1;
      this.#surplus += double;
      breaks += cell.split(/[\r\n]/).length - 1 - double;
    }
    this.last = counted - this.#surplus;
    return this.last - breaks;
  }

  /** As an editor shows the line that the parser is at. */
  shown(counted: number): number {
    return counted - this.#surplus;
  }
}

/** The line, and what is wrong there. */
function problem(error: CsvError, lines: LineCount): string {
  const here = lines.shown(Number(error["lines"]));
  switch (error.code) {
    case "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH": {
      const count = Array.isArray(error["record"]) ? error["record"].length : 0;
      return `${here}: holds ${count} ${count === 1 ? "cell" : "cells"}, expected as many as the header`;
    }
    case "CSV_MAX_RECORD_SIZE":
      return `${lines.last + 1}: a row of more than ${longestRow} characters begins here; is a quote not closed?`;
    case "CSV_QUOTE_NOT_CLOSED":
      return `${lines.last + 1}: a quote in the row that begins here is not closed`;
    case "INVALID_OPENING_QUOTE":
      return `${here}: a quote stands inside a cell that does not begin with one`;
    case "CSV_INVALID_CLOSING_QUOTE":
      return `${here}: a quote inside a quoted cell is not doubled`;
    default:
      return `${here}: cannot be read as CSV: ${error.message}`;
  }
}

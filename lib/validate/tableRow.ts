import type {Row} from "./types.js";

/** Where the cells of a table's rows stand, by the name of their column. */
export type ColumnPlaces = ReadonlyMap<string, number>;

/** A decimal number as tables hold it; not what JavaScript takes besides, such as "0x10" or "Infinity". */
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** One row of a CSV table. */
export class TableRow implements Row {
  readonly #file: string;
  readonly #line: number;
  readonly #cells: readonly string[];
  readonly #columns: ColumnPlaces;

  /** @param line - The line that the row begins at, counted from 1. */
  constructor(file: string, line: number, cells: readonly string[], columns: ColumnPlaces) {
    this.#file = file;
    this.#line = line;
    this.#cells = cells;
    this.#columns = columns;
  }

  get place(): string {
    return `${this.#file}:${this.#line}`;
  }

  text(column: string): string {
    const index = this.#columns.get(column);
    return index === undefined ? "" : this.#cells[index]!.trim();
  }

  number(column: string): number | null {
    const text = this.text(column);
    if (!decimal.test(text)) return null;
    const value = Number(text);
    return Number.isFinite(value) ? value : null;
  }
}

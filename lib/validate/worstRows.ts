import {roundedError} from "./figures.js";

/** A measured value beside the engine's, named so that a reader finds it in the table. */
export interface WorstRow {
  /** The ids that the table gives it; "" where it gives none. */
  readonly id: string;
  /** File and line. */
  readonly place: string;
  readonly category: string;
  readonly predicted: number;
  readonly measured: number;
  /** ln(predicted ÷ measured). */
  readonly logError: number;
}

const most = 10;

/** The rows with the largest errors, of any number of rows. */
export class WorstRows {
  readonly #rows: WorstRow[] = [];

  /** Whether a row with this error would be among them: asked first, so that the others need not be named. */
  takes(logError: number): boolean {
    const last = this.#rows[most - 1];
    return last === undefined || Math.abs(logError) > Math.abs(last.logError);
  }

  /** Keeps a row if it is among the worst; of equal ones the first. */
  add(row: WorstRow): void {
    if (!this.takes(row.logError)) return;
    const size = Math.abs(row.logError);
    const index = this.#rows.findIndex((other) => Math.abs(other.logError) < size);
    this.#rows.splice(index < 0 ? this.#rows.length : index, 0, row);
    this.#rows.length = Math.min(most, this.#rows.length);
  }

  /** Adds all that another has. */
  merge(other: WorstRows): void {
    for (const row of other.#rows) this.add(row);
  }

  /** The worst first, their numbers rounded as errors are. */
  list(): readonly WorstRow[] {
    return this.#rows.map((row) => ({
      ...row,
      predicted: Number(row.predicted.toPrecision(6)),
      measured: Number(row.measured.toPrecision(6)),
      logError: roundedError(row.logError),
    }));
  }
}

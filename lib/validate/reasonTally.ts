/** Rows that could not be used, by the reason. */
export interface Skipped {
  readonly reason: string;
  readonly count: number;
}

/** A table of nobody's making may give each row a reason of its own. */
const mostReasons = 200;
const longestReason = 200;
const others = "other reasons";

/** Counts rows by the reason why they could not be used, in constant memory. */
export class ReasonTally {
  readonly #counts = new Map<string, number>();
  count = 0;

  /** Counts `rows` more rows. */
  add(reason: string, rows = 1): void {
    const known = reason.length > longestReason ? `${reason.slice(0, longestReason)}…` : reason;
    const key = this.#counts.has(known) || this.#counts.size < mostReasons ? known : others;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + rows);
    this.count += rows;
  }

  /** All reasons, the commonest first. */
  list(): readonly Skipped[] {
    return [...this.#counts]
      .map(([reason, count]) => ({reason, count}))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  }
}

/** One measured figure beside its budget. */
export interface Result {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The budget, and whether the figure must stay below or above it. */
  readonly budget: number;
  readonly bound: "at most" | "at least";
}

/** Whether a figure keeps its budget. */
export function keeps({value, budget, bound}: Result): boolean {
  return bound === "at most" ? value <= budget : value >= budget;
}

/** One line of the report. */
export function line(result: Result): string {
  const {what, value, unit, budget, bound} = result;
  const figure = `${Number(value.toPrecision(3)).toLocaleString("en-US")} ${unit}`;
  return `${keeps(result) ? "ok  " : "OVER"}  ${what.padEnd(46)} ${figure.padStart(18)}   ${bound} ${budget.toLocaleString("en-US")} ${unit}`;
}

import type {LogErrors} from "./logErrors.js";
import type {Skipped} from "./reasonTally.js";
import type {WorstRow} from "./worstRows.js";

/** How well many values were predicted. An error is ln(predicted ÷ measured); a figure of no values is null. */
export interface Figures {
  readonly count: number;
  readonly medianAbsoluteLogError: number | null;
  readonly p90AbsoluteLogError: number | null;
  /** With its sign: above zero where predictions are mostly too large. */
  readonly medianLogError: number | null;
}

/** The same for speed-ups, which also have a direction. */
export interface SpeedupFigures extends Figures {
  /** Share of the speed-ups whose direction is right (`directionIsRight`). */
  readonly directionAccuracy: number | null;
}

/** Most that the figures of a scope may be, for the engine to be good enough there. */
export interface Target {
  readonly medianAbsoluteLogError: number;
  readonly p90AbsoluteLogError: number | null;
  /** Least that it may be. */
  readonly directionAccuracy: number | null;
}

/** The rules that predict speed-ups: the engine, and what people do without one. */
export const rules = ["engine", "bandwidth", "flops", "noChange", "roofline"] as const;
/** The engine; the ratio of memory bandwidths, of peak FLOP/s; that nothing changes; the whole model's roofline. */
export type Rule = (typeof rules)[number];

/** Speed-ups of one kind, by each rule. */
export interface SpeedupGroup extends SpeedupFigures {
  readonly baselines: Readonly<Record<Rule, SpeedupFigures>>;
}

/** What every table's answer holds. */
export interface Coverage {
  /** Rows that were predicted. */
  readonly count: number;
  /** Rows of the table. */
  readonly rows: number;
  /** Share of the rows that were predicted. */
  readonly predictable: number;
  readonly skipped: readonly Skipped[];
  readonly worst: readonly WorstRow[];
}

/** Values that were predicted as they are: times and rates. */
export interface ValueSummary extends Coverage, Figures {
  readonly byCategory: Readonly<Record<string, Figures>>;
  readonly byScope: Readonly<Record<string, Figures & {readonly target: Target}>>;
}

/** Speed-ups by what they count towards, and what the engine is held to there; null where to nothing. */
export type ScopedGroups = Readonly<Record<string, SpeedupGroup & {readonly target: Target | null}>>;

/** Speed-ups that were predicted. */
export interface SpeedupSummary extends Coverage, SpeedupGroup {
  readonly byCategory: Readonly<Record<string, SpeedupGroup>>;
  readonly byScope: ScopedGroups;
}

/** The figures of some errors. */
export function figuresOf(errors: LogErrors): Figures {
  return {
    count: errors.count,
    medianAbsoluteLogError: roundedError(errors.absoluteQuantile(0.5)),
    p90AbsoluteLogError: roundedError(errors.absoluteQuantile(0.9)),
    medianLogError: roundedError(errors.median()),
  };
}

/** An error to the sixth decimal, a millionth of the value: further digits say how a computer multiplies, and no more. */
export function roundedError<Value extends number | null>(error: Value): Value {
  return (error === null ? null : Number(error.toFixed(6)) + 0) as Value;
}

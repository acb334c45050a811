import type {Comparison} from "../../comparisons.js";
import type {AnsweredExplanation, Explanation} from "../../../lib/explainer/types.js";

/** A comparison with its explanation, all claims told. */
export interface Swept<E extends Explanation = Explanation> extends Comparison {
  readonly explanation: E;
}

/** A comparison of two sides that both fit. */
export type Answered = Swept<AnsweredExplanation>;

/** What must hold of each comparison of the sweep; it throws where it does not. */
export interface Property<S extends Swept> {
  /** A contract, as a test's title. */
  readonly title: string;
  /** Where checking is dear, it is done of one in so many comparisons; of each by default. */
  readonly oneIn?: number;
  check(swept: S): void;
}

/** States a fact of a comparison; cheaper than an expectation, for tens of thousands of them. */
export function hold(condition: boolean, otherwise: () => string): asserts condition {
  if (!condition) throw new Error(otherwise());
}

/** States that two numbers above zero are the same but for rounding. */
export function same(value: number, expected: number, what: string, tolerance = 1e-12): void {
  hold(
    Math.abs(value - expected) <= tolerance * Math.abs(expected),
    () => `${what}: expected ${expected}, got ${value}`,
  );
}

/** The product of the multipliers of some causes, terms or families. */
export function productOf(parts: readonly {readonly multiplier: number}[]): number {
  return parts.reduce((product, {multiplier}) => product * multiplier, 1);
}

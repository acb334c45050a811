import type {ConventionRule} from "../conventionRules.js";
import type {HardwareEntry} from "../types.js";

/** A figure that departs from a convention. */
export interface Departure {
  /** Dotted path: `peak.bf16`, `formFactor`. */
  readonly figure: string;
  /** What was found, what the convention expects, and the cure. */
  readonly reason: string;
}

/** One convention that the figures of an accelerator are held against. */
export interface Convention {
  readonly rule: ConventionRule;
  /**
   * @param entry - The accelerator that is checked.
   * @param others - The rest of the catalog, to compare with.
   */
  readonly check: (entry: HardwareEntry, others: readonly HardwareEntry[]) => readonly Departure[];
}

import type {Rule, SpeedupFigures, Target} from "../validate/figures.js";
import type {MissReason} from "../validate/missReasonWords.js";

/** What a measured run does, as the page groups values. */
export const valueKinds = ["decode", "prefill", "request", "serving", "training", "forward"] as const;
/** One of them. */
export type ValueKind = (typeof valueKinds)[number];

/** What differs between the two sides of a measured speed-up, as the page groups them. */
export const speedupKinds = [
  ...(["accelerator", "precision", "accelerator and precision", "devices"] as const),
  ...(["batch", "context", "software"] as const),
] as const;
/** One of them. */
export type SpeedupKind = (typeof speedupKinds)[number];

/** A publication that a row cites. */
export interface Citation {
  readonly name: string;
  readonly url: string;
}

/** A measured value beside the engine's. */
export interface AccuracyValue {
  readonly id: string;
  readonly kind: ValueKind;
  /** "Llama-3.1-8B, decode, fp8, 2 × H100 SXM, batch 64, 128 tokens in, 2,048 out, TensorRT-LLM v0.9.0". */
  readonly words: string;
  readonly quantity: string;
  readonly unit: string;
  readonly predicted: number;
  readonly measured: number;
  readonly citation: Citation;
  /** Why it was likely missed; null where no reason is known, or where it was not missed. */
  readonly reason: MissReason | null;
}

/** A measured speed-up beside what each rule says. */
export interface AccuracySpeedup {
  readonly id: string;
  readonly kind: SpeedupKind;
  /** What the two sides share, in words. */
  readonly shared: string;
  /** What the one has and the other has not. */
  readonly baseline: string;
  readonly proposal: string;
  /** What it is a speed-up in: "tokens a second", "time per output token". */
  readonly quantity: string;
  readonly measured: number;
  readonly predicted: Readonly<Record<Rule, number | null>> & {readonly engine: number};
  /** One, or two where the sides come from different publications. */
  readonly citations: readonly Citation[];
  readonly reason: MissReason | null;
}

/** What the page has to show of the shipped table. */
export interface Accuracy {
  /** Hash of the tables that it was made from. */
  readonly sourcesSha256: string;
  /** Which kernels the constants were fitted on. */
  readonly fittedOn: string;
  /** Rows of the shipped tables, predicted or not. */
  readonly rows: {readonly runs: number; readonly pairs: number; readonly serving: number};
  /** Accelerators that they name. */
  readonly accelerators: number;
  readonly values: readonly AccuracyValue[];
  readonly speedups: readonly AccuracySpeedup[];
}

/** Figures of one rule, as they are stored. */
export type StoredFigures = SpeedupFigures;

/** Speed-ups of one kind or scope, with the figures of each rule. */
export interface StoredSpeedups {
  readonly table: "pairs" | "serving";
  readonly name: string;
  readonly rules: Readonly<Record<Rule, StoredFigures>>;
  readonly target?: Target | null;
}

/** Values of one category. */
export interface StoredValues {
  readonly table: "runs" | "serving" | "kernels";
  readonly name: string;
  readonly count: number;
  readonly medianAbsoluteLogError: number | null;
  readonly p90AbsoluteLogError: number | null;
  readonly medianLogError: number | null;
  readonly target?: Target | null;
}

/** Speed-ups that one reason stands for, out of all that were missed. */
export interface StoredMisses {
  /** Null for those without a known one. */
  readonly reason: MissReason | null;
  readonly count: number;
  readonly share: number;
  /** ln(predicted ÷ measured) without its sign. */
  readonly medianAbsoluteLogError: number;
  /** The furthest off. */
  readonly example: AccuracySpeedup;
}

/** A table that a validation was made of. */
export interface StoredTable {
  readonly rows: number;
  readonly predicted: number;
  readonly sha256: string;
}

/** The last validation of the full tables. */
export interface StoredResults {
  readonly calibration: string;
  readonly tables: Readonly<Record<"runs" | "pairs" | "serving" | "kernels", StoredTable>>;
  readonly speedups: readonly StoredSpeedups[];
  readonly scopes: readonly StoredSpeedups[];
  readonly values: readonly StoredValues[];
  readonly valueScopes: readonly StoredValues[];
  readonly misses: {
    /** Speed-ups, changes of software left out. */
    readonly of: number;
    /** Those outside the band. */
    readonly count: number;
    readonly byReason: readonly StoredMisses[];
  };
}

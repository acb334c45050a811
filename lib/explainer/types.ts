import type {Bytes} from "../engine/units.js";
import type {Configuration, Cure, FittingProfile, Profile, Regime} from "../engine/types.js";

/**
 * What is compared: the time of one step; the tokens (or samples) per second of all sequences; the energy of a token; or the
 * price of a million tokens.
 */
export const metrics = ["latency", "throughput", "energy", "cost"] as const;
/** What is compared. */
export type Metric = (typeof metrics)[number];

/** Families of causes: what the engine knows, then what only the reader does. */
export const factorGroups = [
  "hardware",
  "numerics",
  "workload",
  "software",
  "parallelism",
  "price",
  "measurement",
] as const;
/** A family of causes. */
export type FactorGroup = (typeof factorGroups)[number];

/** Causes that may differ between two configurations. */
export type FactorId =
  | "peak-flops"
  | "memory-bandwidth"
  | "memory-capacity"
  | "link-bandwidth"
  | "host-link-bandwidth"
  | "weight-precision"
  | "activation-precision"
  | "kv-precision"
  | "model"
  | "phase"
  | "batch"
  | "input-length"
  | "output-length"
  | "launch-overhead"
  | "step-overhead"
  | "efficiency"
  | "tensor-parallel"
  | "pipeline-parallel"
  | "data-parallel"
  | "expert-parallel"
  | "network"
  | "offload"
  | "training-plan"
  | "power"
  | "price"
  | "unexplained";

/** The rates among the causes. */
export const rateIds = ["peak-flops", "memory-bandwidth", "link-bandwidth"] as const;
/** The rates among them: raising one can only help, by its own ratio at most. */
export type RateId = (typeof rateIds)[number];

/** One cause of the speed-up. */
export interface Factor {
  /** One id, or several joined by "+" where causes had to be merged. */
  readonly id: string;
  readonly group: FactorGroup;
  readonly label: string;
  readonly baseline: number | string;
  readonly proposal: number | string;
  /** Unit of a numeric `baseline` and `proposal`; null for a count or a name. */
  readonly unit: string | null;
  /** proposal ÷ baseline; null for names, and where the baseline is 0. */
  readonly ratio: number | null;
  /** What the cause multiplies the speed-up by; the product over all factors is the speed-up. */
  readonly multiplier: number;
  /** ln multiplier ÷ ln ratio, in [0, 1]; null for what is not a pure rate. */
  readonly capture: number | null;
}

/** What two causes give together beyond what each gives alone, as a multiplier; above 1 where both are needed. */
export interface Interaction {
  readonly factors: readonly [string, string];
  readonly multiplier: number;
}

/** The causes of a family taken together. */
export interface FactorShare {
  readonly id: FactorGroup;
  /** The product of its causes' multipliers, which depends neither on how many they are nor on how finely they are told. */
  readonly multiplier: number;
  /** Ids of its causes. */
  readonly factors: readonly string[];
}

/** What of the data sheet a speed-up may be held against, by name. */
export const headlineWords = [...rateIds, "memory-capacity"] as const;
/** What of the data sheet a speed-up may be held against. */
export type HeadlineWord = (typeof headlineWords)[number];
/** What a speed-up may be held against: a figure of the data sheet, or a ratio that somebody claims. */
export type HeadlineId = HeadlineWord | "claim";

/** The ratio that the reader has in mind. */
export interface Headline {
  readonly factor: HeadlineId;
  readonly label: string;
  readonly ratio: number;
  /** Whether the reader chose it. */
  readonly chosen: boolean;
}

/** Why the speed-up is not the headline ratio. */
export interface Gap {
  readonly headline: Headline;
  /** speed-up ÷ headline ratio; the product of the terms' multipliers. */
  readonly multiplier: number;
  readonly terms: readonly GapTerm[];
}

/**
 * Reasons why a headline ratio did not arrive. `compute`, `memory`, `link`, `overhead`: time on both sides that the headline
 * rate does not shorten. `work`: the two sides do not ask the same amount of the headline resource. `rate`: what was claimed
 * beyond the largest ratio of any rate. `room`: the batch grows by another ratio than the capacity. `step`: a step of the
 * other batch takes another time. `power`, `price`: of a device. `unexplained`: what was measured beyond the engine's answer.
 */
export type GapTermId = Regime | "work" | "rate" | "room" | "step" | "power" | "price" | "unexplained";

/** One reason why the headline ratio did not arrive. */
export interface GapTerm {
  readonly id: GapTermId;
  /** What it multiplies the headline ratio by. */
  readonly multiplier: number;
  /** Time of the term, or of the step, on each side; null for what is no time. */
  readonly baselineSeconds: number | null;
  readonly proposalSeconds: number | null;
}

/** What may be varied to find where a regime changes. */
export const flipVariables = ["batch", "input-length", "memory-bandwidth", "peak-flops"] as const;
/** What is varied to find where a regime changes. */
export type FlipVariable = (typeof flipVariables)[number];

/**
 * Where the regime of one side changes while all else stays. A batch or a length: `from` at `at − 1`, `to` at `at`. A rate,
 * in bytes or FLOP per second: `from` just below `at`, `to` just above.
 */
export interface Flip {
  readonly variable: FlipVariable;
  readonly at: number;
  /** `at` ÷ the present value. */
  readonly ratio: number;
  readonly from: Regime;
  readonly to: Regime;
  /** Whether that batch or length fits in memory. */
  readonly fits: boolean;
}

/** A batch, of both sides, from which on another side is ahead by the metric. */
export interface Crossing {
  readonly at: number;
  readonly ahead: Side;
  /** Whether that batch fits on both sides. */
  readonly fits: boolean;
}

/** From where on the proposal wins, and what it may cost. */
export interface BreakEven {
  /** Null where the sides differ in batch, so that none can be varied on both. */
  readonly batches: readonly Crossing[] | null;
  /** Price of an accelerator of the proposal ÷ that of the baseline, at which a token costs the same. */
  readonly priceRatio: number;
}

/** A measured time beside what the engine says of it. */
export interface MeasuredSide {
  readonly seconds: number;
  /** What the engine predicts; null where it does not fit. */
  readonly predictedSeconds: number | null;
  /** The time that no software can beat: every peak reached, nothing fixed. */
  readonly limitSeconds: number;
  /** Whether the engine thinks it possible: it fits, and is not faster than the limit. */
  readonly possible: boolean;
}

/** Two measured times beside the two configurations. */
export interface Measured {
  readonly baseline: MeasuredSide;
  readonly proposal: MeasuredSide;
  /** By `metric`. */
  readonly speedup: number;
  /** What the engine predicts instead, by `metric`; null where a side does not fit. */
  readonly predictedSpeedup: number | null;
}

/** One operator of either side, in seconds of a step: all of its repeats. */
export interface OperatorChange {
  readonly id: string;
  readonly baselineSeconds: number;
  readonly proposalSeconds: number;
  /** Seconds that each cause saves of it, in the order of `DrillDown.factors`; their sum is `baselineSeconds − proposalSeconds`. */
  readonly savedSeconds: readonly number[];
  /** Null on a side that does not have the operator. */
  readonly regimes: {readonly baseline: Regime | null; readonly proposal: Regime | null};
  /** Whether both sides have it, in different regimes. */
  readonly shifted: boolean;
}

/**
 * What each cause does to the time of each operator. Seconds add where speed-ups multiply, so that rows and columns add up
 * to the change of the step's time; they are no second set of multipliers.
 */
export interface DrillDown {
  /** Ids of the causes, one a column. */
  readonly factors: readonly string[];
  /** Operators in the order in which they run, then the fixed time of the step and the waiting of a pipeline where there is any. */
  readonly operators: readonly OperatorChange[];
  /** Sums over the operators, in the order of `factors`. */
  readonly savedSeconds: readonly number[];
}

/** What twice as much of a resource (half as much, for overhead) would make of the proposal. */
export interface Headroom {
  readonly resource: Regime;
  readonly speedup: number;
}

/** Settings that a reader may change without another machine. */
export type LeverId = "fp8" | "int4-weights" | "kv-fp8" | "graph" | "tensor-parallel" | "batch";

/** What a setting would make of the proposal, by the metric. */
export interface Lever {
  readonly id: LeverId;
  readonly label: string;
  readonly speedup: number;
}

/** Whether a side fits, and if not, what would cure it. */
export interface Verdict {
  readonly side: Side;
  readonly fits: boolean;
  readonly totalBytes: Bytes;
  readonly usableBytes: Bytes;
  readonly cure: Cure | null;
}

/** The two sides of a comparison. */
export type Side = "baseline" | "proposal";

/** Kinds of sentences; a test recomputes each from the two configurations. */
export type ClaimId =
  | "does-not-fit"
  | "fits"
  | "faster"
  | "slower"
  | "takes-less"
  | "takes-more"
  | "no-change"
  | "throughput"
  | "step-time"
  | "same-regime"
  | "regime-shift"
  | "mixed-regime"
  | "gap"
  | "no-gap"
  | "term-times"
  | "leading-factor"
  | "wasted-rate"
  | "needs-both"
  | "capacity"
  | "operators"
  | "flip-window"
  | "flip"
  | "rate-flip"
  | "break-even-batch"
  | "break-even-price"
  | "next-bottleneck"
  | "levers"
  | "bytes"
  | "devices"
  | "precision-fallback"
  | "unexplained"
  | "impossible-measurement";

/**
 * What a sentence is about, and what a mark of a picture shows: a side, a term of a side's time, a cause, an operator, a flip,
 * or a resource that would help. Words and marks of one subject belong together.
 */
export type Subject =
  | "speedup"
  | `side:${Side}`
  | `time:${Side}:${Regime}`
  | `factor:${string}`
  | `operator:${string}`
  | `flip:${Side}:${FlipVariable}`
  | `headroom:${Regime}`
  | "break-even:batch"
  | "break-even:price"
  | `measured:${Side}`;

/** A sentence that is true of the comparison, with what it is about and the numbers that it states. */
export interface Claim {
  readonly id: ClaimId;
  readonly subject: readonly Subject[];
  readonly text: string;
  readonly values: Readonly<Record<string, number | string | boolean>>;
}

/** One side of an explanation. */
export interface ExplanationSide<P extends Profile = Profile> {
  /** What sets this side apart, as in "H100 SXM" or "batch 256". */
  readonly label: string;
  readonly configuration: Configuration;
  readonly profile: P;
}

interface ExplanationBase {
  readonly metric: Metric;
  /** US dollars for an hour of one accelerator of each side, as given. */
  readonly prices: {readonly baseline: number; readonly proposal: number} | null;
  readonly measured: Measured | null;
  readonly verdicts: readonly Verdict[];
  readonly claims: readonly Claim[];
  /** How hybrid configurations were treated where that needed a decision. */
  readonly policies: readonly string[];
}

/** The explanation of two configurations that both fit. */
export interface AnsweredExplanation extends ExplanationBase {
  readonly answered: true;
  readonly baseline: ExplanationSide<FittingProfile>;
  readonly proposal: ExplanationSide<FittingProfile>;
  /**
   * What is compared of each side, by `metric`: seconds, tokens (or samples) per second, joules a token (or sample), or US
   * dollars a million of them. From the measured times where there are any.
   */
  readonly compared: {readonly baseline: number; readonly proposal: number};
  /** How many times better the proposal is by `metric`: less time, energy or money, more tokens per second. */
  readonly speedup: number;
  /** By the engine, whatever was measured. */
  readonly latencySpeedup: number;
  /** By the engine, whatever was measured. */
  readonly throughputSpeedup: number;
  readonly regimes: {readonly baseline: Regime; readonly proposal: Regime; readonly shifted: boolean};
  /** The causes, each by its Owen value: the multipliers' product is `speedup`. */
  readonly factors: readonly Factor[];
  /** The causes by family; the multipliers' product is `speedup`. */
  readonly groups: readonly FactorShare[];
  readonly interactions: readonly Interaction[];
  readonly drillDown: DrillDown;
  readonly gap: Gap | null;
  readonly flips: {readonly baseline: readonly Flip[]; readonly proposal: readonly Flip[]};
  readonly breakEven: BreakEven;
  readonly headroom: readonly Headroom[];
  readonly levers: readonly Lever[];
}

/** The explanation where a side does not fit: verdicts and no times. */
export interface UnansweredExplanation extends ExplanationBase {
  readonly answered: false;
  readonly baseline: ExplanationSide;
  readonly proposal: ExplanationSide;
  readonly compared: null;
  readonly speedup: null;
  readonly latencySpeedup: null;
  readonly throughputSpeedup: null;
  readonly regimes: null;
  readonly factors: readonly [];
  readonly groups: readonly [];
  readonly interactions: readonly [];
  readonly drillDown: null;
  readonly gap: null;
  readonly flips: null;
  readonly breakEven: null;
  readonly headroom: readonly [];
  readonly levers: readonly [];
}

/** The answer of a comparison. */
export type Explanation = AnsweredExplanation | UnansweredExplanation;

import type {Bytes} from "../engine/units.js";
import type {Configuration, Cure, FittingProfile, Profile, Regime} from "../engine/types.js";

/** What is compared: the time of one step, or the tokens per second of all sequences. */
export const metrics = ["latency", "throughput"] as const;
/** What is compared. */
export type Metric = (typeof metrics)[number];

/** Families of causes. */
export type FactorGroup = "hardware" | "numerics" | "workload" | "software" | "parallelism";

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
  | "training-plan";

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

/** Why the speed-up is not the ratio of the headline rate. */
export interface Gap {
  readonly headline: {readonly factor: RateId; readonly label: string; readonly ratio: number};
  /** speed-up ÷ headline ratio; the product of the terms' multipliers. */
  readonly multiplier: number;
  /**
   * `compute`, `memory`, `link`, `overhead`: time on both sides that the headline rate does not shorten. `work`: the two
   * sides do not ask the same amount of the headline resource.
   */
  readonly terms: readonly GapTerm[];
}

/** One reason why the headline ratio did not arrive. */
export interface GapTerm {
  readonly id: Regime | "work";
  /** What it multiplies the headline ratio by. */
  readonly multiplier: number;
  /** Time of the term on each side; null for `work`. */
  readonly baselineSeconds: number | null;
  readonly proposalSeconds: number | null;
}

/** A batch at which the regime of one side changes: `from` at `at − 1`, `to` at `at`. */
export interface Flip {
  readonly variable: "batch";
  readonly at: number;
  readonly from: Regime;
  readonly to: Regime;
  /** Whether that batch fits in memory. */
  readonly fits: boolean;
}

/** What twice as much of a resource (half as much, for overhead) would make of the proposal. */
export interface Headroom {
  readonly resource: Regime;
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

/** Kinds of sentences; a test recomputes each from its values. */
export type ClaimId =
  | "does-not-fit"
  | "fits"
  | "faster"
  | "slower"
  | "no-change"
  | "throughput"
  | "step-time"
  | "same-regime"
  | "regime-shift"
  | "mixed-regime"
  | "gap"
  | "no-gap"
  | "leading-factor"
  | "wasted-rate"
  | "flip-window"
  | "flip"
  | "next-bottleneck"
  | "precision-fallback";

/** A sentence that is true of the comparison, with the numbers that it states. */
export interface Claim {
  readonly id: ClaimId;
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
  /** Baseline time ÷ proposal time, or proposal throughput ÷ baseline throughput, by `metric`. */
  readonly speedup: number;
  readonly latencySpeedup: number;
  readonly throughputSpeedup: number;
  readonly regimes: {readonly baseline: Regime; readonly proposal: Regime; readonly shifted: boolean};
  readonly factors: readonly Factor[];
  readonly interactions: readonly Interaction[];
  readonly gap: Gap | null;
  readonly flips: {readonly baseline: readonly Flip[]; readonly proposal: readonly Flip[]};
  readonly headroom: readonly Headroom[];
}

/** The explanation where a side does not fit: verdicts and no times. */
export interface UnansweredExplanation extends ExplanationBase {
  readonly answered: false;
  readonly baseline: ExplanationSide;
  readonly proposal: ExplanationSide;
  readonly speedup: null;
  readonly latencySpeedup: null;
  readonly throughputSpeedup: null;
  readonly regimes: null;
  readonly factors: readonly [];
  readonly interactions: readonly [];
  readonly gap: null;
  readonly flips: null;
  readonly headroom: readonly [];
}

/** The answer of a comparison. */
export type Explanation = AnsweredExplanation | UnansweredExplanation;

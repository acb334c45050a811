import type {ArithmeticPrecision, Precision, PrecisionFallback} from "./precision.js";
import type {Bytes, BytesPerSecond, Flop, FlopPerByte, FlopPerSecond, Joules, Seconds, Watts} from "./units.js";

/** Market tier of an accelerator; the first level of the `Hardware` registry. */
export const tiers = ["cloud", "workstation", "mobile", "edge", "tiny"] as const;
/** Market tier of an accelerator. */
export type Tier = (typeof tiers)[number];

/** One accelerator. A figure that no source publishes is `null` (or absent from `peakFlopPerSecond`), never a guess. */
export interface Hardware {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly tier: Tier;
  readonly releaseYear: number | null;
  /** Dense peak rate by format. */
  readonly peakFlopPerSecond: Readonly<Partial<Record<ArithmeticPrecision, FlopPerSecond>>>;
  readonly memoryCapacityBytes: Bytes;
  readonly memoryBandwidthBytesPerSecond: BytesPerSecond;
  /** To the other accelerators of the node, per direction. */
  readonly linkBandwidthBytesPerSecond: BytesPerSecond | null;
  /** To the host, per direction. */
  readonly hostLinkBandwidthBytesPerSecond: BytesPerSecond | null;
  /** Thermal design power of the board or module. */
  readonly powerWatts: Watts | null;
}

/** A decoder-only transformer with dense feed-forward blocks: the shape that its published configuration states. */
export interface Model {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly architecture: "decoder";
  readonly layers: number;
  readonly hiddenSize: number;
  /** Query heads. */
  readonly heads: number;
  /** Key/value heads; fewer than `heads` under grouped-query attention. */
  readonly kvHeads: number;
  /** Width of one head; not always `hiddenSize / heads`. */
  readonly headSize: number;
  readonly feedForwardSize: number;
  /** Three matrices (gate, up, down) where true, two (up, down) where false. */
  readonly gatedFeedForward: boolean;
  readonly vocabularySize: number;
  readonly maxContext: number;
  /** Tokens that attention looks back at most; null where it sees the whole context. */
  readonly slidingWindow: number | null;
  /** The output projection is the embedding matrix. */
  readonly tiedEmbeddings: boolean;
  /** Query and key are normalised per head (Qwen3), which adds 2·headSize parameters a layer. */
  readonly queryKeyNorm: boolean;
  /** The query, key and value projections carry a bias (Qwen2). */
  readonly attentionBias: boolean;
}

/** Phases that the engine computes. */
export const phases = ["decode", "prefill"] as const;
/** What is run: one decode step, or the prefill of a batch of prompts. */
export type Phase = (typeof phases)[number];

/** How kernels reach the device. */
export const executions = ["graph", "eager"] as const;
/** Kernels replayed from a captured graph, or launched one by one by the host. */
export type Execution = (typeof executions)[number];

/** How finely a model is lowered. */
export const granularities = ["operator", "model"] as const;
/** One roofline per operator, or a single one for the whole model. */
export type Granularity = (typeof granularities)[number];

/** What is run. */
export interface Scenario {
  readonly phase: Phase;
  /** Sequences run together; "max" takes the largest batch that fits. */
  readonly batch: number | "max";
  /** Prompt tokens of each sequence. */
  readonly inputLength: number;
  /** Tokens that each sequence generates; a decode step is the mean one over them. */
  readonly outputLength: number;
  readonly precision: Precision;
  /** Accelerators that share each matrix. */
  readonly tensorParallel: number;
  readonly execution: Execution;
  readonly granularity: Granularity;
}

/** Achieved fractions of the peaks and fixed costs, resolved for one accelerator. */
export interface Calibration {
  readonly id: string;
  /** Achieved fraction of the peak in matrix products, by the width of the format. */
  readonly matrixFraction: {readonly bits16: number; readonly bits8: number; readonly bits4: number};
  /** Achieved fraction of the peak in prefill attention. */
  readonly attentionFraction: number;
  /** Achieved fraction of the memory bandwidth. */
  readonly memoryFraction: number;
  /** Achieved fraction of the one-way link bandwidth. */
  readonly linkFraction: number;
  /** Fixed time of one all-reduce. */
  readonly linkLatencySeconds: Seconds;
  /** Fixed time of one kernel launch. */
  readonly launchSeconds: {readonly graph: Seconds; readonly eager: Seconds};
  /** Launches a layer at `model` granularity; at `operator` granularity each operator states its own. */
  readonly launchesPerLayer: number;
  /** Fixed time of one step, outside all layers. */
  readonly stepSeconds: Seconds;
  /** Power drawn while the device waits, as a fraction of `powerWatts`. */
  readonly idlePowerFraction: number;
}

/** All that a solve needs. */
export interface Configuration {
  readonly hardware: Hardware;
  readonly model: Model;
  readonly scenario: Scenario;
  readonly calibration: Calibration;
}

/** What can bind an operator, or a step. */
export const regimes = ["compute", "memory", "link", "overhead"] as const;
/** The term that takes the largest share of the time. */
export type Regime = (typeof regimes)[number];

/** One operator of the lowered model, for one device, and what it costs once. */
export interface OperatorProfile {
  readonly id: string;
  /** Times that it runs in a step (its layers). */
  readonly repeat: number;
  readonly flop: Flop;
  readonly weightBytes: Bytes;
  readonly activationBytes: Bytes;
  readonly kvCacheBytes: Bytes;
  readonly linkBytes: Bytes;
  readonly launches: number;
  /** The format that it computes in on this hardware, after any fallback; null for operators without matrix products. */
  readonly precision: ArithmeticPrecision | null;
  readonly computeSeconds: Seconds;
  readonly memorySeconds: Seconds;
  readonly linkSeconds: Seconds;
  readonly overheadSeconds: Seconds;
  /** Roofline part plus overhead, once. */
  readonly seconds: Seconds;
  /** The term with the largest part of `seconds`. */
  readonly regime: Regime;
  readonly arithmeticIntensity: FlopPerByte | null;
}

/** Memory of one device. */
export interface Footprint {
  readonly weightsBytes: Bytes;
  readonly kvCacheBytes: Bytes;
  readonly workspaceBytes: Bytes;
  readonly totalBytes: Bytes;
  /** What may be used of the capacity: all but a tenth of what weights and workspace leave. */
  readonly usableBytes: Bytes;
}

/** Fractions of the time, which sum to 1. */
export type Shares = Readonly<Record<Regime, number>>;

/** What would make a configuration fit that does not. */
export interface Cure {
  /** Bytes over what is usable on one device. */
  readonly missingBytes: Bytes;
  /** Largest batch that fits as it is; 0 where the weights alone do not. */
  readonly maxBatch: number;
  /** Fewest accelerators, sharing each matrix, that hold this batch; null where none of the sizes tried does. */
  readonly smallestTensorParallel: number | null;
  /** Widest weight format that fits on the same devices at this batch; null where none does. */
  readonly widestWeights: ArithmeticPrecision | null;
}

/** The part of a profile that needs no time: known whether or not the configuration fits. */
interface ProfileBase {
  readonly configuration: Configuration;
  /** The batch that was computed: the scenario's, or the largest that fits where it says "max". */
  readonly batch: number;
  readonly footprint: Footprint;
  /** Largest batch that fits, all else equal; 0 where none does. */
  readonly maxBatch: number;
  readonly arithmeticIntensity: FlopPerByte;
  /** Peak rate over memory bandwidth, from the data sheet, for the format that matrix products run in. */
  readonly ridgePoint: FlopPerByte;
  readonly precisionFallbacks: readonly PrecisionFallback[];
}

/** The answer of a solve where the configuration fits. */
export interface FittingProfile extends ProfileBase {
  readonly fits: true;
  readonly cure: null;
  /** Time of one step (decode) or of the whole prompt (prefill). */
  readonly latencySeconds: Seconds;
  readonly computeSeconds: Seconds;
  readonly memorySeconds: Seconds;
  readonly linkSeconds: Seconds;
  readonly overheadSeconds: Seconds;
  readonly shares: Shares;
  readonly regime: Regime;
  /** Tokens per second over all sequences: generated ones in decode, read ones in prefill. */
  readonly throughputPerSecond: number;
  /** Operations per second over the peak of all devices. */
  readonly mfu: number;
  /** Bytes per second over the memory bandwidth of all devices. */
  readonly mbu: number;
  /** All devices together, one step; null where no power is published. */
  readonly energyJoules: Joules | null;
  readonly operators: readonly OperatorProfile[];
}

/** The answer of a solve where it does not fit: no time, but what is missing and what would cure it. */
export interface OversizedProfile extends ProfileBase {
  readonly fits: false;
  readonly cure: Cure;
  readonly latencySeconds: null;
  readonly computeSeconds: null;
  readonly memorySeconds: null;
  readonly linkSeconds: null;
  readonly overheadSeconds: null;
  readonly shares: null;
  readonly regime: null;
  readonly throughputPerSecond: null;
  readonly mfu: null;
  readonly mbu: null;
  readonly energyJoules: null;
  readonly operators: null;
}

/** The answer of a solve. */
export type Profile = FittingProfile | OversizedProfile;

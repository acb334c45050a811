import type {ArithmeticPrecision, Precision, PrecisionFallback, StorageFormat} from "./precision.js";
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
  /** What the driver reports as the device's total memory, which decides what fits; null where none is published. */
  readonly memoryAddressableBytes: Bytes | null;
  readonly memoryBandwidthBytesPerSecond: BytesPerSecond;
  /** To the other accelerators of the node, per direction. */
  readonly linkBandwidthBytesPerSecond: BytesPerSecond | null;
  /** To the host, per direction. */
  readonly hostLinkBandwidthBytesPerSecond: BytesPerSecond | null;
  /** Thermal design power of the board or module. */
  readonly powerWatts: Watts | null;
}

/** What names a model. */
interface ModelName {
  readonly id: string;
  readonly name: string;
  readonly family: string;
}

/** The experts that replace the dense feed-forward block of most layers. */
export interface Experts {
  /** Experts of one layer that a router chooses from. */
  readonly count: number;
  /** Experts that each token is sent to. */
  readonly active: number;
  /** Width of one expert. */
  readonly feedForwardSize: number;
  /** Width of the block that every token passes beside its experts; 0 where there is none. */
  readonly sharedFeedForwardSize: number;
  /** Layers that have the dense block instead. */
  readonly denseLayers: number;
  /** The format that the published expert weights are stored in, where that is narrower than the rest; else null. */
  readonly format: StorageFormat | null;
}

/** Multi-head latent attention (DeepSeek-V2, arXiv 2405.04434): keys and values are cached as one compressed vector. */
export interface LatentAttention {
  /** Width of the compressed keys and values. */
  readonly kvRank: number;
  /** Width of the compressed queries; 0 where queries are not compressed. */
  readonly queryRank: number;
  /** Width of the part of each head that carries the position; its key is shared by all heads and cached. */
  readonly ropeSize: number;
  /** Width of the part of each query and key that carries no position. */
  readonly contentSize: number;
  /** Width of one head's values. */
  readonly valueSize: number;
}

/** A decoder-only transformer: the shape that its published configuration states. */
export interface DecoderModel extends ModelName {
  readonly architecture: "decoder";
  readonly layers: number;
  readonly hiddenSize: number;
  /** Query heads. */
  readonly heads: number;
  /** Key/value heads; fewer than `heads` under grouped-query attention. */
  readonly kvHeads: number;
  /** Width of one head; not always `hiddenSize / heads`. */
  readonly headSize: number;
  /** Width of the dense feed-forward block, of the layers that have one. */
  readonly feedForwardSize: number;
  /** Three matrices (gate, up, down) where true, two (up, down) where false. */
  readonly gatedFeedForward: boolean;
  readonly vocabularySize: number;
  readonly maxContext: number;
  /** Tokens that attention looks back at most; null where it sees the whole context. */
  readonly slidingWindow: number | null;
  /** Layers that see the whole context where the others have a window. */
  readonly fullAttentionLayers: number;
  /** The output projection is the embedding matrix. */
  readonly tiedEmbeddings: boolean;
  /** Positions with a learned embedding; 0 where positions are rotated or biased. */
  readonly learnedPositions: number;
  /** Query and key are normalised per head (Qwen3), which adds 2·headSize parameters a layer. */
  readonly queryKeyNorm: boolean;
  /** The query, key and value projections carry a bias (Qwen2). */
  readonly attentionBias: boolean;
  /**
   * Attention and feed-forward block read the same normed input, and what both give is added up at once (GPT-J, Falcon, Phi,
   * Command R); else one follows the other.
   */
  readonly parallelBlocks: boolean;
  readonly experts: Experts | null;
  readonly latentAttention: LatentAttention | null;
}

/** A transformer that reads a whole input at once, each token seeing all others (BERT, ViT). */
export interface EncoderModel extends ModelName {
  readonly architecture: "encoder";
  readonly layers: number;
  readonly hiddenSize: number;
  readonly heads: number;
  readonly headSize: number;
  readonly feedForwardSize: number;
  /** Tokens with an embedding; 0 where the input is an image. */
  readonly vocabularySize: number;
  readonly maxContext: number;
  /** Tokens of one sample where the input has a fixed size (an image); null where the scenario's input length says. */
  readonly tokensPerSample: number | null;
  /** Parameters outside the layers' matrices and the token embedding: positions, patches, biases, norms, heads. */
  readonly otherParameters: number;
}

/**
 * An encoder that reads a recording, and a decoder that writes text about it (Whisper, arXiv 2212.04356). Each layer of the
 * decoder attends to the tokens before and to what the encoder made of the recording, whose keys and values are projected
 * once. Embedding and output projection are one matrix; positions of the decoder are learned, those of the encoder fixed.
 */
export interface EncoderDecoderModel extends ModelName {
  readonly architecture: "encoder-decoder";
  /** Layers of the decoder. */
  readonly layers: number;
  readonly encoderLayers: number;
  readonly hiddenSize: number;
  /** Heads of each attention: of queries, keys and values alike. */
  readonly heads: number;
  readonly headSize: number;
  readonly feedForwardSize: number;
  readonly vocabularySize: number;
  /** Tokens of the decoder. */
  readonly maxContext: number;
  /** Frames that the encoder makes of one recording, all padded to the same length. */
  readonly framesPerSample: number;
  /** Values of a frame of the input, of which two convolutions make half as many frames. */
  readonly melBins: number;
}

/**
 * A network of which the public facts are its parameters and the work of one sample: convolutions (ResNet), or one step of
 * a diffusion U-Net.
 */
export interface NetworkModel extends ModelName {
  readonly architecture: "cnn" | "diffusion";
  readonly parameters: number;
  /** Operations of one forward pass of one sample, two for each multiply-accumulate. */
  readonly flopPerSample: number;
  /** Values that the layers write in one forward pass of one sample; null where none is published. */
  readonly activationsPerSample: number | null;
  /** Kernels of one forward pass. */
  readonly kernels: number;
}

/** A selective state-space model (Mamba, arXiv 2312.00752): a state of fixed size in place of a KV cache. */
export interface StateSpaceModel extends ModelName {
  readonly architecture: "ssm";
  readonly layers: number;
  readonly hiddenSize: number;
  /** Width inside a block. */
  readonly innerSize: number;
  /** State values of each inner channel. */
  readonly stateSize: number;
  /** Width of the causal convolution. */
  readonly convolutionSize: number;
  /** Rank of the projection to time steps. */
  readonly timeStepRank: number;
  readonly vocabularySize: number;
  readonly tiedEmbeddings: boolean;
}

/** A recommendation model (DLRM, arXiv 1906.00091): rows gathered from large embedding tables, and small dense layers. */
export interface RecommendationModel extends ModelName {
  readonly architecture: "recommendation";
  readonly denseParameters: number;
  readonly embeddingParameters: number;
  /** Rows gathered for one sample. */
  readonly lookupsPerSample: number;
  /** Values of one row. */
  readonly embeddingSize: number;
  /** Operations of the dense layers and the interaction for one sample. */
  readonly flopPerSample: number;
  /** Kernels of one forward pass. */
  readonly kernels: number;
}

/** The workload's shape. */
export type Model =
  DecoderModel | EncoderModel | EncoderDecoderModel | NetworkModel | StateSpaceModel | RecommendationModel;
/** Families of shapes. */
export type Architecture = Model["architecture"];

/** Phases that the engine computes. */
export const phases = ["decode", "prefill", "request", "serving", "forward", "training"] as const;
/**
 * What is run: one decode step; the prefill of a batch of prompts; a whole request of a static batch (prefill, then all
 * decode steps); one mean step of in-flight serving, in which prompts of newcomers are read between the decode steps of the
 * others; one forward pass without a cache (encoders, images); or one optimizer step of training.
 */
export type Phase = (typeof phases)[number];

/** How kernels reach the device. */
export const executions = ["graph", "eager"] as const;
/** Kernels replayed from a captured graph, or launched one by one by the host. */
export type Execution = (typeof executions)[number];

/** How finely a model is lowered. */
export const granularities = ["operator", "model"] as const;
/** One roofline per operator, or a single one for the whole model. */
export type Granularity = (typeof granularities)[number];

/** How devices add up what each has. */
export const collectiveKinds = ["ring", "switch"] as const;
/** Around a ring, each device sending 2·(n − 1)/n of the data; or in a switch that adds, each sending it once. */
export type CollectiveKind = (typeof collectiveKinds)[number];

/** What is kept of the forward pass for the backward pass. */
export const recomputations = ["none", "selective", "full"] as const;
/** All activations kept; all but those of attention; or the inputs of layers alone, and the layers computed once more. */
export type Recomputation = (typeof recomputations)[number];

/** Optimizers by their state. */
export const optimizers = ["adam", "sgd"] as const;
/** Two moments and a wide copy of the weights; or the wide copy and one momentum. */
export type Optimizer = (typeof optimizers)[number];

/** How a model is trained. */
export interface TrainingPlan {
  readonly optimizer: Optimizer;
  readonly recomputation: Recomputation;
  /** What data-parallel devices share: 0 nothing, 1 optimizer state, 2 gradients too, 3 weights too (ZeRO, FSDP). */
  readonly zeroStage: 0 | 1 | 2 | 3;
  /** Sequences that one device runs at once; the batch is run in as many of them as it takes. 0 for one part for each stage. */
  readonly microBatch: number;
  /** Rank of the adapters that alone are trained (LoRA, arXiv 2106.09685); 0 where all weights are. */
  readonly loraRank: number;
}

/** What is run. */
export interface Scenario {
  readonly phase: Phase;
  /** Sequences (samples) run together, over all devices; "max" takes the largest batch that fits. */
  readonly batch: number | "max";
  /** Prompt tokens of each sequence; in training and forward passes, all of its tokens. */
  readonly inputLength: number;
  /** Tokens that each sequence generates; a decode step is the mean one over them. */
  readonly outputLength: number;
  readonly precision: Precision;
  /** Accelerators that share each matrix. */
  readonly tensorParallel: number;
  /** Accelerators that hold the layers one after the other. */
  readonly pipelineParallel: number;
  /** Copies of the model that share the batch. */
  readonly dataParallel: number;
  /** Accelerators that the experts of a layer are spread over; 1 for as many as share its matrices. */
  readonly expertParallel: number;
  /** Accelerators of one node, joined by their own link; groups that exceed it go over the network. */
  readonly devicesPerNode: number;
  /** Rate of the network between nodes for each accelerator, per direction. */
  readonly networkBytesPerSecond: BytesPerSecond;
  readonly collectives: CollectiveKind;
  /** Weights that do not fit are kept on the host, and read over its link in each step. */
  readonly offload: boolean;
  readonly training: TrainingPlan;
  readonly execution: Execution;
  readonly granularity: Granularity;
}

/** Achieved fractions of the fp32 peak, by the width of a cached value. */
export interface PerHeadAttention {
  readonly bits16: number;
  readonly bits8: number;
}

/** Achieved fractions of the peaks and fixed costs, resolved for one accelerator. */
export interface Calibration {
  readonly id: string;
  /** Achieved fraction of the peak in matrix products, by the width of the format. */
  readonly matrixFraction: {readonly bits16: number; readonly bits8: number; readonly bits4: number};
  /** Achieved fraction of the peak in prefill attention. */
  readonly attentionFraction: number;
  /**
   * What decode attention reaches of the fp32 peak in a kernel that serves each query head by itself, by the width of a cached
   * value; null where one kernel serves the heads of a group together, as tuned software does.
   */
  readonly perHeadAttention: PerHeadAttention | null;
  /** Achieved fraction of the memory bandwidth. */
  readonly memoryFraction: number;
  /** Of products whose weights are stored in a narrower format than they are computed in. */
  readonly dequantisation: {
    /** fp32 operations for each weight, beside the product. */
    readonly flopPerWeight: number;
    /** What is left of the achieved fraction of the peak. */
    readonly matrixFraction: number;
  };
  /** Achieved fraction of the one-way link bandwidth. */
  readonly linkFraction: number;
  /** Fixed time of one collective operation. */
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
  /** Sent to the other devices of the node, to other nodes, and to or from the host. */
  readonly linkBytes: Bytes;
  readonly networkBytes: Bytes;
  readonly hostBytes: Bytes;
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
  /** In training; else 0. */
  readonly gradientBytes: Bytes;
  /** In training; else 0. */
  readonly optimizerBytes: Bytes;
  /** Kept for the backward pass in training; else 0, for those of one chunk are in the workspace. */
  readonly activationBytes: Bytes;
  readonly workspaceBytes: Bytes;
  /** Weights kept on the host instead, in all 0 unless asked for. */
  readonly offloadedBytes: Bytes;
  /** All of it, but for what is kept on the host. */
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
  readonly widestWeights: StorageFormat | null;
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
  /** Time of one step (decode, serving, training) or of the whole pass (prefill, request, forward). */
  readonly latencySeconds: Seconds;
  readonly computeSeconds: Seconds;
  readonly memorySeconds: Seconds;
  readonly linkSeconds: Seconds;
  readonly overheadSeconds: Seconds;
  readonly shares: Shares;
  readonly regime: Regime;
  /**
   * Per second over all sequences: tokens generated (decode, request, serving), tokens read (prefill, training and forward
   * passes of text), or samples (images, recommendation).
   */
  readonly throughputPerSecond: number;
  /** Time to the first token of one request on its own; null outside serving and whole requests. */
  readonly ttftSeconds: Seconds | null;
  /** Time of each further token; null outside serving and whole requests. */
  readonly tpotSeconds: Seconds | null;
  /** Operations per second over the peak of all devices; in training without those computed once more. */
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
  readonly ttftSeconds: null;
  readonly tpotSeconds: null;
  readonly mfu: null;
  readonly mbu: null;
  readonly energyJoules: null;
  readonly operators: null;
}

/** The answer of a solve. */
export type Profile = FittingProfile | OversizedProfile;

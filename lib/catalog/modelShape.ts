import {storageFormats} from "../engine/precision.js";
import type {
  Architecture,
  DecoderModel,
  EncoderDecoderModel,
  EncoderModel,
  Experts,
  LatentAttention,
  Model,
  NetworkModel,
  RecommendationModel,
  StateSpaceModel,
} from "../engine/types.js";

/** A whole number of a shape, within bounds that refuse slips of the finger and hostile files alike. */
export interface CountField {
  readonly kind: "count";
  readonly least: number;
  readonly most: number;
  /** Null may stand for "none". */
  readonly nullable?: true;
  /** What holds where a file leaves it out; none where a file must state it. */
  readonly fallback?: 0 | null;
  /** The unit that a file writes after the number. */
  readonly unit?: "FLOP";
  /** What is counted, where a reader of the table could take it for something else; a file writes the number alone. */
  readonly counted?: "token" | "frame";
}

/** Yes or no. */
export interface FlagField {
  readonly kind: "flag";
  /** What holds where a file leaves it out; none where a file must state it. */
  readonly fallback?: false;
}

/** One of some words, or null. */
export interface WordField {
  readonly kind: "word";
  readonly words: readonly string[];
  readonly fallback: null;
}

/** The published parameter count itself, which a file states outside its shape. */
export interface PublishedField {
  readonly kind: "published";
}

/** A field that holds one value. */
export type ValueField = CountField | FlagField | WordField;

/** Fields that only some models have, all of them together. */
export interface GroupField {
  readonly kind: "group";
  readonly fields: Readonly<Record<string, ValueField>>;
  /** The column of each field in a table, which has no groups. */
  readonly columns: Readonly<Record<string, string>>;
}

/** A field of a shape. */
export type ShapeField = ValueField | PublishedField | GroupField;

type ShapeKeys<M> = Exclude<keyof M, "id" | "name" | "family" | "architecture">;
type Layout<M> = Readonly<Record<ShapeKeys<M>, ShapeField>>;

const count = <const Most extends number>(most: Most, least: 0 | 1 = 1) => ({kind: "count", least, most}) as const;
const flag = {kind: "flag"} as const;

const tokens = (least: 0 | 1) => ({...count(1_000_000_000, least), counted: "token"}) as const;

const work: CountField = {...count(1e15), unit: "FLOP"};

const sizes = {
  layers: count(10_000),
  hiddenSize: count(1_000_000),
  heads: count(10_000),
  headSize: count(100_000),
  feedForwardSize: count(10_000_000),
  vocabularySize: count(100_000_000),
  maxContext: tokens(1),
} as const;

const experts: GroupField = {
  kind: "group",
  fields: {
    count: count(100_000),
    active: count(100_000),
    feedForwardSize: sizes.feedForwardSize,
    sharedFeedForwardSize: {...count(10_000_000, 0), fallback: 0},
    denseLayers: {...count(10_000, 0), fallback: 0},
    format: {kind: "word", words: storageFormats, fallback: null},
  } satisfies Record<keyof Experts, ValueField>,
  columns: {
    count: "expertCount",
    active: "activeExperts",
    feedForwardSize: "expertFeedForwardSize",
    sharedFeedForwardSize: "sharedFeedForwardSize",
    denseLayers: "denseLayers",
    format: "expertFormat",
  } satisfies Record<keyof Experts, string>,
};

const latentAttention: GroupField = {
  kind: "group",
  fields: {
    kvRank: count(1_000_000),
    queryRank: count(1_000_000, 0),
    ropeSize: count(100_000),
    contentSize: count(100_000),
    valueSize: count(100_000),
  } satisfies Record<keyof LatentAttention, ValueField>,
  columns: {
    kvRank: "kvRank",
    queryRank: "queryRank",
    ropeSize: "ropeSize",
    contentSize: "contentSize",
    valueSize: "valueSize",
  } satisfies Record<keyof LatentAttention, string>,
};

const network: Layout<NetworkModel> = {
  parameters: {kind: "published"},
  flopPerSample: work,
  activationsPerSample: {...count(1e12), nullable: true, fallback: null},
  kernels: count(1_000_000),
};

/** The fields of each architecture's shape, in the order in which its models have them. */
export const layouts = {
  decoder: {
    layers: sizes.layers,
    hiddenSize: sizes.hiddenSize,
    heads: sizes.heads,
    kvHeads: count(10_000),
    headSize: sizes.headSize,
    feedForwardSize: count(10_000_000, 0),
    gatedFeedForward: flag,
    vocabularySize: sizes.vocabularySize,
    maxContext: sizes.maxContext,
    slidingWindow: {...tokens(1), nullable: true},
    fullAttentionLayers: {...count(10_000, 0), fallback: 0},
    tiedEmbeddings: flag,
    learnedPositions: {...tokens(0), fallback: 0},
    queryKeyNorm: flag,
    attentionBias: flag,
    parallelBlocks: {...flag, fallback: false},
    experts,
    latentAttention,
  } as const satisfies Layout<DecoderModel>,
  encoder: {
    layers: sizes.layers,
    hiddenSize: sizes.hiddenSize,
    heads: sizes.heads,
    headSize: sizes.headSize,
    feedForwardSize: sizes.feedForwardSize,
    vocabularySize: count(100_000_000, 0),
    maxContext: sizes.maxContext,
    tokensPerSample: {...tokens(1), nullable: true, fallback: null},
    otherParameters: count(1e12, 0),
  } satisfies Layout<EncoderModel>,
  "encoder-decoder": {
    layers: sizes.layers,
    encoderLayers: sizes.layers,
    hiddenSize: sizes.hiddenSize,
    heads: sizes.heads,
    headSize: sizes.headSize,
    feedForwardSize: sizes.feedForwardSize,
    vocabularySize: sizes.vocabularySize,
    maxContext: sizes.maxContext,
    framesPerSample: {...count(1_000_000), counted: "frame"},
    melBins: count(100_000),
  } satisfies Layout<EncoderDecoderModel>,
  cnn: network,
  diffusion: network,
  ssm: {
    layers: sizes.layers,
    hiddenSize: sizes.hiddenSize,
    innerSize: count(10_000_000),
    stateSize: count(100_000),
    convolutionSize: count(1_000),
    timeStepRank: count(1_000_000),
    vocabularySize: sizes.vocabularySize,
    tiedEmbeddings: flag,
  } satisfies Layout<StateSpaceModel>,
  recommendation: {
    denseParameters: count(1e15),
    embeddingParameters: count(1e15),
    lookupsPerSample: count(1_000_000),
    embeddingSize: count(1_000_000),
    flopPerSample: work,
    kernels: count(1_000_000),
  } satisfies Layout<RecommendationModel>,
} as const satisfies Record<Architecture, unknown>;

/** The architectures, in the order in which documents speak of them. */
export const architectures = Object.keys(layouts) as readonly Architecture[];

/** The fields of an architecture's shape by name. */
export function layoutOf(architecture: Architecture): Readonly<Record<string, ShapeField>> {
  return layouts[architecture];
}

/** A value of a model's shape by name; undefined where its architecture has no such field. */
export function shapeValue(model: Model, key: string): unknown {
  return (model as unknown as Readonly<Record<string, unknown>>)[key];
}

/** What is wrong between the values of a shape: the field to blame, and why. */
export interface Inconsistency {
  readonly path: readonly string[];
  readonly message: string;
}

/** What is wrong between the values of a model's shape, or null. */
export function inconsistency(model: Model): Inconsistency | null {
  return model.architecture === "decoder" ? decoderInconsistency(model) : null;
}

function decoderInconsistency(model: DecoderModel): Inconsistency | null {
  const {layers, heads, kvHeads, slidingWindow, fullAttentionLayers} = model;
  const wrong = (path: string, message: string): Inconsistency => ({path: path.split("."), message});
  if (kvHeads > heads)
    return wrong("kvHeads", `there are more key/value heads (${kvHeads}) than query heads (${heads})`);
  if (heads % kvHeads !== 0)
    return wrong("kvHeads", `${heads} query heads cannot be shared evenly by ${kvHeads} key/value heads`);
  if (fullAttentionLayers > 0 && slidingWindow === null)
    return wrong("fullAttentionLayers", "all layers see the whole context where there is no sliding window");
  if (fullAttentionLayers >= layers && slidingWindow !== null)
    return wrong("fullAttentionLayers", `leaves none of ${layers} layers for the sliding window`);
  const denseLayers = model.experts?.denseLayers ?? layers;
  if (denseLayers > 0 && model.feedForwardSize === 0)
    return wrong("feedForwardSize", "is 0, but there are layers without experts");
  if (model.experts === null) return null;
  const {count: all, active} = model.experts;
  if (active > all) return wrong("experts.active", `there are more active experts (${active}) than experts (${all})`);
  if (denseLayers >= layers) return wrong("experts.denseLayers", `leaves none of ${layers} layers for the experts`);
  return null;
}

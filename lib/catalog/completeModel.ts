import type {
  DecoderModel,
  EncoderDecoderModel,
  EncoderModel,
  Experts,
  Model,
  NetworkModel,
  RecommendationModel,
  StateSpaceModel,
} from "../engine/types.js";

type Optional<Facts, Key extends keyof Facts> = Omit<Facts, Key> & Partial<Pick<Facts, Key>>;

/** Facts of a layer's experts, without those that say that there is nothing special. */
export type ExpertFacts = Optional<Experts, "sharedFeedForwardSize" | "denseLayers" | "format">;

/** Facts of a decoder, without those that say that there is nothing special. */
export type DecoderFacts = Omit<
  Optional<
    DecoderModel,
    | "slidingWindow"
    | "fullAttentionLayers"
    | "tiedEmbeddings"
    | "learnedPositions"
    | "queryKeyNorm"
    | "attentionBias"
    | "parallelBlocks"
    | "latentAttention"
  >,
  "experts"
> & {readonly experts?: ExpertFacts | null};

/** A decoder's facts, but for its name. */
export type DecoderShape = Omit<DecoderFacts, "id" | "name" | "family" | "architecture">;

/** A model's facts, without those that say that it has nothing special there. */
export type ModelFacts =
  | DecoderFacts
  | Optional<EncoderModel, "tokensPerSample">
  | EncoderDecoderModel
  | Optional<NetworkModel, "activationsPerSample">
  | Optional<StateSpaceModel, "tiedEmbeddings">
  | RecommendationModel;

/**
 * A model from its facts. All models of an architecture have the same keys in the same order, written out as one literal:
 * the engine then meets one hidden class for each, which it is several times as fast on.
 */
export function completeModel(facts: ModelFacts): Model {
  switch (facts.architecture) {
    case "decoder":
      return completeDecoder(facts);
    case "encoder":
      return encoder(facts);
    case "encoder-decoder":
      return encoderDecoder(facts);
    case "cnn":
    case "diffusion":
      return network(facts);
    case "ssm":
      return stateSpace(facts);
    case "recommendation":
      return recommendation(facts);
  }
}

/** A decoder from its facts; see `completeModel`. */
export function completeDecoder(facts: DecoderFacts): DecoderModel {
  const {experts = null, latentAttention = null} = facts;
  return {
    id: facts.id,
    name: facts.name,
    family: facts.family,
    architecture: "decoder",
    layers: facts.layers,
    hiddenSize: facts.hiddenSize,
    heads: facts.heads,
    kvHeads: facts.kvHeads,
    headSize: facts.headSize,
    feedForwardSize: facts.feedForwardSize,
    gatedFeedForward: facts.gatedFeedForward,
    vocabularySize: facts.vocabularySize,
    maxContext: facts.maxContext,
    slidingWindow: facts.slidingWindow ?? null,
    fullAttentionLayers: facts.fullAttentionLayers ?? 0,
    tiedEmbeddings: facts.tiedEmbeddings ?? false,
    learnedPositions: facts.learnedPositions ?? 0,
    queryKeyNorm: facts.queryKeyNorm ?? false,
    attentionBias: facts.attentionBias ?? false,
    parallelBlocks: facts.parallelBlocks ?? false,
    experts:
      experts === null
        ? null
        : {
            count: experts.count,
            active: experts.active,
            feedForwardSize: experts.feedForwardSize,
            sharedFeedForwardSize: experts.sharedFeedForwardSize ?? 0,
            denseLayers: experts.denseLayers ?? 0,
            format: experts.format ?? null,
          },
    latentAttention:
      latentAttention === null
        ? null
        : {
            kvRank: latentAttention.kvRank,
            queryRank: latentAttention.queryRank,
            ropeSize: latentAttention.ropeSize,
            contentSize: latentAttention.contentSize,
            valueSize: latentAttention.valueSize,
          },
  };
}

function encoder(facts: Optional<EncoderModel, "tokensPerSample">): EncoderModel {
  return {
    id: facts.id,
    name: facts.name,
    family: facts.family,
    architecture: "encoder",
    layers: facts.layers,
    hiddenSize: facts.hiddenSize,
    heads: facts.heads,
    headSize: facts.headSize,
    feedForwardSize: facts.feedForwardSize,
    vocabularySize: facts.vocabularySize,
    maxContext: facts.maxContext,
    tokensPerSample: facts.tokensPerSample ?? null,
    otherParameters: facts.otherParameters,
  };
}

function encoderDecoder(facts: EncoderDecoderModel): EncoderDecoderModel {
  return {
    id: facts.id,
    name: facts.name,
    family: facts.family,
    architecture: "encoder-decoder",
    layers: facts.layers,
    encoderLayers: facts.encoderLayers,
    hiddenSize: facts.hiddenSize,
    heads: facts.heads,
    headSize: facts.headSize,
    feedForwardSize: facts.feedForwardSize,
    vocabularySize: facts.vocabularySize,
    maxContext: facts.maxContext,
    framesPerSample: facts.framesPerSample,
    melBins: facts.melBins,
  };
}

function network(facts: Optional<NetworkModel, "activationsPerSample">): NetworkModel {
  return {
    id: facts.id,
    name: facts.name,
    family: facts.family,
    architecture: facts.architecture,
    parameters: facts.parameters,
    flopPerSample: facts.flopPerSample,
    activationsPerSample: facts.activationsPerSample ?? null,
    kernels: facts.kernels,
  };
}

function stateSpace(facts: Optional<StateSpaceModel, "tiedEmbeddings">): StateSpaceModel {
  return {
    id: facts.id,
    name: facts.name,
    family: facts.family,
    architecture: "ssm",
    layers: facts.layers,
    hiddenSize: facts.hiddenSize,
    innerSize: facts.innerSize,
    stateSize: facts.stateSize,
    convolutionSize: facts.convolutionSize,
    timeStepRank: facts.timeStepRank,
    vocabularySize: facts.vocabularySize,
    tiedEmbeddings: facts.tiedEmbeddings ?? false,
  };
}

function recommendation(facts: RecommendationModel): RecommendationModel {
  return {
    id: facts.id,
    name: facts.name,
    family: facts.family,
    architecture: "recommendation",
    denseParameters: facts.denseParameters,
    embeddingParameters: facts.embeddingParameters,
    lookupsPerSample: facts.lookupsPerSample,
    embeddingSize: facts.embeddingSize,
    flopPerSample: facts.flopPerSample,
    kernels: facts.kernels,
  };
}

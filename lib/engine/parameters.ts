import type {DecoderModel, EncoderDecoderModel, EncoderModel, Experts, Model, StateSpaceModel} from "./types.js";

/** Parameters of a decoder, by where they sit. All are counts; multiply by the bytes of a format to get memory. */
export interface ParameterCount {
  /** Token embedding, V·h, and learned positions. */
  readonly embedding: number;
  /** Output projection, V·h; 0 where it is the embedding matrix itself. */
  readonly output: number;
  /** Query, key, value and output projections of one layer, with their biases and per-head norms. */
  readonly attentionPerLayer: number;
  /** Dense feed-forward matrices of one layer. */
  readonly feedForwardPerLayer: number;
  /** One expert of one layer; 0 where there are none. */
  readonly perExpert: number;
  /** Router and shared experts of one layer; 0 where there are none. */
  readonly besideExpertsPerLayer: number;
  /** The two norms of one layer. */
  readonly normsPerLayer: number;
  /** The norm after the last layer. */
  readonly finalNorm: number;
  /** The whole model. */
  readonly total: number;
  /** Those that one token is multiplied with, and the embedding. */
  readonly active: number;
}

/** Projections of one layer: h·(H + 2·Hkv)·d in, H·d·h out, biases, query and key norms; or those of latent attention. */
function attention(model: DecoderModel): number {
  const {hiddenSize, heads, kvHeads, headSize, latentAttention} = model;
  if (latentAttention !== null) {
    const {kvRank, queryRank, ropeSize, contentSize, valueSize} = latentAttention;
    const queries = heads * (contentSize + ropeSize);
    return (
      (queryRank === 0 ? hiddenSize * queries : hiddenSize * queryRank + queryRank + queryRank * queries) +
      hiddenSize * (kvRank + ropeSize) +
      kvRank +
      kvRank * heads * (contentSize + valueSize) +
      heads * valueSize * hiddenSize
    );
  }
  const projected = (heads + 2 * kvHeads) * headSize;
  return (
    hiddenSize * projected +
    heads * headSize * hiddenSize +
    (model.attentionBias ? projected : 0) +
    (model.queryKeyNorm ? 2 * headSize : 0)
  );
}

/** Gate, up and down matrices of a feed-forward block of a given width, or up and down alone. */
function feedForward({gatedFeedForward, hiddenSize}: DecoderModel, width: number): number {
  return (gatedFeedForward ? 3 : 2) * hiddenSize * width;
}

/** Router and shared experts of one layer. */
function besideExperts(model: DecoderModel, {count, sharedFeedForwardSize}: Experts): number {
  return model.hiddenSize * count + feedForward(model, sharedFeedForwardSize);
}

/**
 * Counts the parameters of a decoder from its shape. Exact for the Llama, Mistral and Qwen families: Llama-3.1-8B gives
 * 8,030,261,248, as its weight files hold.
 */
export function countParameters(model: DecoderModel): ParameterCount {
  const {hiddenSize, experts} = model;
  const embedding = (model.vocabularySize + model.learnedPositions) * hiddenSize;
  const output = model.tiedEmbeddings ? 0 : model.vocabularySize * hiddenSize;
  const attentionPerLayer = attention(model);
  const feedForwardPerLayer = feedForward(model, model.feedForwardSize);
  const normsPerLayer = 2 * hiddenSize;
  const finalNorm = hiddenSize;
  const perExpert = experts === null ? 0 : feedForward(model, experts.feedForwardSize);
  const besideExpertsPerLayer = experts === null ? 0 : besideExperts(model, experts);
  return {
    embedding,
    output,
    attentionPerLayer,
    feedForwardPerLayer,
    perExpert,
    besideExpertsPerLayer,
    normsPerLayer,
    finalNorm,
    total: totalParameters(model),
    active: activeParameters(model),
  };
}

/** Parameters of all experts of a decoder. */
export function expertParameters(model: Model): number {
  if (model.architecture !== "decoder" || model.experts === null) return 0;
  const {count, denseLayers, feedForwardSize} = model.experts;
  return (model.layers - denseLayers) * count * feedForward(model, feedForwardSize);
}

/** Parameters of the token embedding and the output projection, as far as they are kept apart from the layers. */
export function outerParameters(model: Model): number {
  switch (model.architecture) {
    case "decoder":
      return ((model.tiedEmbeddings ? 1 : 2) * model.vocabularySize + model.learnedPositions) * model.hiddenSize;
    case "ssm":
      return (model.tiedEmbeddings ? 1 : 2) * model.vocabularySize * model.hiddenSize;
    case "encoder":
      return model.vocabularySize * model.hiddenSize;
    case "encoder-decoder":
      return (model.vocabularySize + model.maxContext) * model.hiddenSize;
    case "recommendation":
      return model.embeddingParameters;
    case "cnn":
    case "diffusion":
      return 0;
  }
}

/** Parameters of a decoder besides its experts, its embedding and its output projection. */
function decoderCore(model: DecoderModel): number {
  const {layers, hiddenSize, experts} = model;
  const denseLayers = experts === null ? layers : experts.denseLayers;
  const common = layers * (attention(model) + 2 * hiddenSize) + hiddenSize;
  const dense = denseLayers === 0 ? 0 : denseLayers * feedForward(model, model.feedForwardSize);
  if (experts === null) return common + dense;
  return common + dense + (layers - denseLayers) * besideExperts(model, experts);
}

/** Matrices of one layer: four of attention, two of the feed-forward block. */
export function encoderLayerParameters({hiddenSize, heads, headSize, feedForwardSize}: EncoderModel): number {
  return 4 * hiddenSize * heads * headSize + 2 * hiddenSize * feedForwardSize;
}

/** Projections of one attention, h·H·d each and H·d·h out; queries, values and the output have a bias, keys none. */
function crossableAttention({hiddenSize, heads, headSize}: EncoderDecoderModel): number {
  const width = heads * headSize;
  return 4 * hiddenSize * width + 2 * width + hiddenSize;
}

/** A feed-forward block of two matrices with their biases. */
function biasedFeedForward({hiddenSize, feedForwardSize}: EncoderDecoderModel): number {
  return 2 * hiddenSize * feedForwardSize + feedForwardSize + hiddenSize;
}

/** Parameters of a norm with scale and shift. */
function shiftedNorm({hiddenSize}: EncoderDecoderModel): number {
  return 2 * hiddenSize;
}

/** Parameters of the encoder: two convolutions three frames wide, fixed positions, layers, and the norm after them. */
function recordingEncoder(model: EncoderDecoderModel): number {
  const {hiddenSize, encoderLayers, framesPerSample, melBins} = model;
  const convolutions = (3 * melBins + 1) * hiddenSize + (3 * hiddenSize + 1) * hiddenSize;
  const layer = crossableAttention(model) + biasedFeedForward(model) + 2 * shiftedNorm(model);
  return convolutions + framesPerSample * hiddenSize + encoderLayers * layer + shiftedNorm(model);
}

/** Parameters of the decoder besides its embedding: layers of two attentions, and the norm after them. */
function textDecoder(model: EncoderDecoderModel): number {
  const layer = 2 * crossableAttention(model) + biasedFeedForward(model) + 3 * shiftedNorm(model);
  return model.layers * layer + shiftedNorm(model);
}

/**
 * Parameters that each frame of a recording is multiplied with, once: those of the encoder, and of the projections to the
 * keys and values that the decoder attends to; 0 where a model reads no recording.
 */
export function recordingParameters(model: Model): number {
  if (model.architecture !== "encoder-decoder") return 0;
  const width = model.heads * model.headSize;
  return recordingEncoder(model) + model.layers * (2 * model.hiddenSize + 1) * width;
}

/** Parameters of one block: projections in and out, the convolution, the state's matrix and its inputs (arXiv 2312.00752). */
export function stateSpaceLayerParameters(model: StateSpaceModel): number {
  const {hiddenSize, innerSize, stateSize, convolutionSize, timeStepRank} = model;
  return (
    hiddenSize * 2 * innerSize +
    innerSize * (convolutionSize + 1) +
    innerSize * (timeStepRank + 2 * stateSize) +
    (timeStepRank + 1) * innerSize +
    innerSize * stateSize +
    innerSize +
    innerSize * hiddenSize +
    hiddenSize
  );
}

/** Parameters besides experts, embedding and output projection. */
export function coreParameters(model: Model): number {
  switch (model.architecture) {
    case "decoder":
      return decoderCore(model);
    case "encoder":
      return model.layers * encoderLayerParameters(model) + model.otherParameters;
    case "encoder-decoder":
      return recordingEncoder(model) + textDecoder(model);
    case "ssm":
      return model.layers * stateSpaceLayerParameters(model) + model.hiddenSize;
    case "recommendation":
      return model.denseParameters;
    case "cnn":
    case "diffusion":
      return model.parameters;
  }
}

/** The whole model's parameters, computed from its shape where it has one. */
export function totalParameters(model: Model): number {
  return coreParameters(model) + outerParameters(model) + expertParameters(model);
}

/**
 * Parameters that one token (or sample) is multiplied with, the embedding counted as the usual 2·N FLOP does; of an encoder
 * and a decoder those that one token of text is.
 */
export function activeParameters(model: Model): number {
  if (model.architecture === "recommendation") return model.denseParameters;
  const total = totalParameters(model);
  if (model.architecture === "encoder-decoder") return total - recordingParameters(model);
  if (model.architecture !== "decoder" || model.experts === null) return total;
  const {count, active} = model.experts;
  return total - expertParameters(model) * (1 - active / count);
}

/**
 * Experts of a layer that at least one of `tokens` tokens is sent to, in expectation, where each token is sent to `active`
 * of `count` alike and independently: E·(1 − (1 − k/E)^N).
 */
export function distinctExperts(count: number, active: number, tokens: number): number {
  return count * (1 - (1 - active / count) ** tokens);
}

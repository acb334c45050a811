import type {Model} from "./types.js";

/** Parameters of a decoder, by where they sit. All are counts; multiply by the bytes of a format to get memory. */
export interface ParameterCount {
  /** Token embedding, V·h. */
  readonly embedding: number;
  /** Output projection, V·h; 0 where it is the embedding matrix itself. */
  readonly output: number;
  /** Query, key, value and output projections of one layer, with their biases and per-head norms. */
  readonly attentionPerLayer: number;
  /** Feed-forward matrices of one layer. */
  readonly feedForwardPerLayer: number;
  /** The two norms of one layer. */
  readonly normsPerLayer: number;
  /** All of one layer. */
  readonly perLayer: number;
  /** The norm after the last layer. */
  readonly finalNorm: number;
  /** The whole model. */
  readonly total: number;
}

/** Query, key, value and output projections of one layer: h·(H + 2·Hkv)·d in, H·d·h out, biases, query and key norms. */
function attention(model: Model): number {
  const {hiddenSize, heads, kvHeads, headSize} = model;
  const projected = (heads + 2 * kvHeads) * headSize;
  return (
    hiddenSize * projected +
    heads * headSize * hiddenSize +
    (model.attentionBias ? projected : 0) +
    (model.queryKeyNorm ? 2 * headSize : 0)
  );
}

/** Gate, up and down matrices of one layer, or up and down alone. */
function feedForward(model: Model): number {
  return (model.gatedFeedForward ? 3 : 2) * model.hiddenSize * model.feedForwardSize;
}

/**
 * Counts the parameters of a model from its shape. Exact for the Llama, Mistral and Qwen families: Llama-3.1-8B gives
 * 8,030,261,248, as its weight files hold.
 */
export function countParameters(model: Model): ParameterCount {
  const embedding = model.vocabularySize * model.hiddenSize;
  const output = model.tiedEmbeddings ? 0 : embedding;
  const attentionPerLayer = attention(model);
  const feedForwardPerLayer = feedForward(model);
  const normsPerLayer = 2 * model.hiddenSize;
  const perLayer = attentionPerLayer + feedForwardPerLayer + normsPerLayer;
  const finalNorm = model.hiddenSize;
  const total = embedding + output + model.layers * perLayer + finalNorm;
  return {
    embedding,
    output,
    attentionPerLayer,
    feedForwardPerLayer,
    normsPerLayer,
    perLayer,
    finalNorm,
    total,
  };
}

/** The whole model's parameters as a number alone: what a solve needs, without building an object. */
export function totalParameters(model: Model): number {
  const embedding = model.vocabularySize * model.hiddenSize;
  const perLayer = attention(model) + feedForward(model) + 2 * model.hiddenSize;
  return (model.tiedEmbeddings ? 1 : 2) * embedding + model.layers * perLayer + model.hiddenSize;
}

import type {EncoderModel} from "../engine/types.js";
import {most} from "./huggingFaceDecoders.js";
import type {ConfigFields, Names} from "./huggingFaceFields.js";

/** An encoder's facts, but for its name. */
export type EncoderShape = Omit<EncoderModel, "id" | "name" | "family" | "architecture">;

/** What BERT and its descendants differ in. */
export interface EncoderHabits {
  readonly layers: Names;
  readonly hiddenSize: Names;
  readonly heads: Names;
  readonly feedForwardSize: Names;
  /** Kinds of segments with an embedding each; 0 where there are none, else what the file says and otherwise this many. */
  readonly segments: number;
  /** Positions at the start of the table that no token takes. */
  readonly reservedPositions: number;
  /** Whether a product of the first token's vector follows the last layer. */
  readonly pooler: boolean;
}

/** The field names of BERT, which most of its descendants kept. */
export const bert: EncoderHabits = {
  layers: "num_hidden_layers",
  hiddenSize: "hidden_size",
  heads: "num_attention_heads",
  feedForwardSize: "intermediate_size",
  segments: 2,
  reservedPositions: 0,
  pooler: true,
};

/**
 * Reads an encoder with learned positions (BERT, arXiv 1810.04805). Biases and norms are counted among the other parameters:
 * of BERT-Base it gives the 109,482,240 of the weight files. A head that turns the last layer into an answer is left out.
 */
export function readEncoder(fields: ConfigFields, habits: EncoderHabits): EncoderShape {
  const hiddenSize = fields.count(habits.hiddenSize, most.hiddenSize);
  const heads = fields.count(habits.heads, most.heads);
  const layers = fields.count(habits.layers, most.layers);
  const feedForwardSize = fields.count(habits.feedForwardSize, most.feedForwardSize);
  const positions = fields.count("max_position_embeddings", most.maxContext, undefined, habits.reservedPositions + 1);
  const segments = habits.segments === 0 ? 0 : fields.count("type_vocab_size", 1_000, habits.segments, 0);
  fields.only("position_embedding_type", "absolute", "positions of another kind are not modelled");
  fields.only("is_decoder", false, "a decoder of this type is not modelled");
  fields.only("add_cross_attention", false, "attention to another sequence is not modelled");
  if (!fields.source.flawed && hiddenSize % heads !== 0)
    fields.problem(fields.named(habits.heads), `${heads} heads do not divide the hidden size of ${hiddenSize}`);
  const norm = 2 * hiddenSize;
  // Query, key, value and output, both of the feed-forward block, and two norms.
  const besideMatrices = 4 * hiddenSize + feedForwardSize + hiddenSize + 2 * norm;
  return {
    layers,
    hiddenSize,
    heads,
    headSize: Math.max(1, Math.floor(hiddenSize / heads)),
    feedForwardSize,
    vocabularySize: fields.count("vocab_size", most.vocabularySize),
    maxContext: positions - habits.reservedPositions,
    tokensPerSample: null,
    otherParameters:
      (positions + segments) * hiddenSize +
      norm +
      layers * besideMatrices +
      (habits.pooler ? hiddenSize * hiddenSize + hiddenSize : 0),
  };
}

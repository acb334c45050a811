import type {DecoderModel, Model} from "../engine/types.js";

/** Whether a model is a decoder: what a lesson offers to compare, for its controls speak of tokens. */
export function isDecoder(model: Model): model is DecoderModel {
  return model.architecture === "decoder";
}

import type {DecoderModel, Model} from "../engine/types.js";

/** Whether a model is a decoder: what pages offer to compare, for their controls speak of tokens. */
export function isDecoder(model: Model): model is DecoderModel {
  return model.architecture === "decoder";
}

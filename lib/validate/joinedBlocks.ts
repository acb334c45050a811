import type {Model} from "../engine/types.js";
import {tensorRtMinor} from "./tensorRtMinor.js";

/**
 * A model as software ran it, by the name and version that a table gives: TensorRT-LLM 0.5 added up over the devices after
 * attention and again after the feed-forward block even where both stand side by side; later versions do it once a layer
 * (`tensorrt_llm/models/falcon/model.py`, in which both blocks have a `tp_group`, later neither and the layer an `allreduce`).
 */
export function asJoined(engine: string, model: Model): Model {
  const minor = tensorRtMinor(engine);
  if (minor === null || minor > 5 || model.architecture !== "decoder" || !model.parallelBlocks) return model;
  return {...model, parallelBlocks: false};
}

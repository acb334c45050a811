import type {Model} from "../engine/types.js";
import {tensorRtMinor} from "./tensorRtMinor.js";

/**
 * Whether software, by the name and version that a table gives it, decodes with a kernel that serves each query head by
 * itself, so that the heads of a group load and widen their keys and values over and over.
 *
 * FasterTransformer has no other kernel, nor has TensorRT-LLM before 0.7 (`docs/source/gpt_attention.md`, "Generation
 * Phase"). From 0.7 to 0.9 a second one, XQA, takes over for groups of eight heads of 128 and for nothing else
 * (`decoderXQARunner.h`, `shouldUse`); later releases have it for all.
 */
export function decodesPerHead(engine: string, model: Model): boolean {
  if (model.architecture !== "decoder") return false;
  if (/^FasterTransformer\b/.test(engine)) return true;
  const minor = tensorRtMinor(engine);
  if (minor === null || minor > 9) return false;
  const grouped = model.heads === 8 * model.kvHeads && model.headSize === 128;
  return minor < 7 || !grouped;
}

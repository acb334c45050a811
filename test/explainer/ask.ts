import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import type {Configuration} from "../../lib/engine/types.js";
import {explain, type ExplainOptions} from "../../lib/explainer/explain.js";
import type {AnsweredExplanation} from "../../lib/explainer/types.js";
import {configure} from "../../lib/explore/configure.js";
import type {Options} from "../../lib/explore/options.js";

/** The published tutorial's constants, and how finely it looks. */
export const tutorial = {precision: "fp16", calibration: "tutorial", granularity: "model"} as const;

/** A model of the catalog on an accelerator of it, as a reader asks for them. */
export const ask = (hardware: string, options: Partial<Options> = {}, model = "llama3-8b"): Configuration =>
  configure({model: findModel(model), hardware: findHardware(hardware), options});

/** The explanation of two sides that fit, all claims told. */
export function answer(
  baseline: Configuration,
  proposal: Configuration,
  options: ExplainOptions = {},
): AnsweredExplanation {
  const explanation = explain(baseline, proposal, {verbose: true, ...options});
  if (!explanation.answered) throw new Error("does not fit");
  return explanation;
}

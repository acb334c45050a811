import {gainName} from "../lib/explainer/tables.js";
import type {AnsweredExplanation} from "../lib/explainer/types.js";

/** What the causes multiply to, as a title: "speed-up", "gain in tokens per dollar". */
export function gainTitle(explanation: AnsweredExplanation): string {
  return explanation.metric === "latency" ? gainName(explanation) : `gain in ${gainName(explanation)}`;
}

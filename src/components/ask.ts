import {UserError} from "../lib/engine/userError.js";
import {DifferentialExplainer, Engine, type SolveRequest} from "../lib/explore/frontDoor.js";
import type {Explanation} from "../lib/explainer/types.js";

/** What a comparison that a reader put together came to: an explanation, or a sentence that says why there is none. */
export type Answer =
  {readonly explanation: Explanation; readonly problem: null} | {readonly explanation: null; readonly problem: string};

/**
 * Compares what a reader chose. Choices that do not go together (more tokens than the model's context, a format that the
 * hardware has no peak for) become a sentence: a page must not show an error for them.
 */
export function ask(baseline: SolveRequest, proposal: SolveRequest): Answer {
  try {
    const explanation = DifferentialExplainer.comparePerformance({
      baseline: Engine.solve(baseline),
      proposal: Engine.solve(proposal),
    });
    return {explanation, problem: null};
  } catch (error) {
    if (error instanceof UserError) {
      return {explanation: null, problem: `${error.message.replace(/[.]$/, "")}.`};
    }
    throw error;
  }
}

import type {AnsweredExplanation, ClaimId} from "../lib/explainer/types.js";
import type {Answer} from "./ask.js";
import {html} from "./element.js";
import {telling} from "./telling.js";
import {verdict} from "./verdict.js";

/** The sentences of an answer: the explanation's, the verdict where a side does not fit, or why there is no answer. */
export function answerText({explanation, problem}: Answer): HTMLElement {
  return explanation === null ? html("p", {class: "notice"}, problem) : verdict(explanation);
}

/** The sentences of an answer as a list, of these kinds alone where it was answered. */
export function answerList({explanation, problem}: Answer, ids: readonly ClaimId[]): HTMLElement {
  if (explanation === null) return html("p", {class: "notice"}, problem);
  return telling(explanation, explanation.answered ? ids : undefined);
}

/** A chart of an answer; where there are no times to draw, nothing, for the text says so. */
export function answerChart(
  {explanation}: Answer,
  draw: (explanation: AnsweredExplanation) => HTMLElement,
): HTMLElement | "" {
  return explanation?.answered ? draw(explanation) : "";
}

/** The sentence on the regimes of both sides, or why there is none. */
export function regimeText({explanation, problem}: Answer): HTMLElement {
  const claims = explanation?.claims ?? [];
  const claim = claims.find(({id}) => id === "regime-shift" || id === "same-regime") ?? claims[0];
  return html("p", {class: "verdict", "data-lesson": "regimes", "aria-live": "polite"}, claim?.text ?? problem ?? "");
}

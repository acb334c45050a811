import type {UnansweredExplanation} from "../lib/explainer/types.js";
import {html} from "./element.js";

/** What stands where a chart cannot: a side does not fit, so that there is no time to draw. */
export function noTimes({claims}: UnansweredExplanation): HTMLElement {
  return html("p", {class: "notice"}, claims[0]?.text ?? "One side does not fit, so there is no time to draw.");
}

import type {Explanation} from "../lib/explainer/types.js";
import {claimList} from "./claimList.js";
import {html} from "./element.js";
import {unfitVerdict} from "./unfitVerdict.js";

/** The answer in a sentence, and the other claims as a list; where a side does not fit, what is missing and what would fit. */
export function verdict(explanation: Explanation): HTMLElement {
  return html(
    "section",
    {class: "explanation", "aria-label": "Explanation"},
    verdictSentence(explanation),
    ...claimList(explanation),
  );
}

/** The lead claim alone. */
export function verdictSentence(explanation: Explanation): HTMLElement {
  if (!explanation.answered) return unfitVerdict(explanation);
  const [lead] = explanation.claims;
  return html("p", {class: "verdict", "data-claim": lead?.id ?? null}, lead?.text ?? "");
}

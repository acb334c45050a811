import type {Explanation} from "../lib/explainer/types.js";
import {claimAttributes, claimList} from "./claimList.js";
import {html} from "./element.js";
import {unbroken} from "./unbroken.js";
import {unfitVerdict} from "./unfitVerdict.js";

/** The answer in a sentence, and the other claims as a list; where a side does not fit, what is missing and what would fit. */
export function verdict(explanation: Explanation): HTMLElement {
  const rest = explanation.answered ? claimList(explanation) : [];
  return html("section", {class: "explanation", "aria-label": "Explanation"}, verdictSentence(explanation), ...rest);
}

/** The lead claim alone; where a side does not fit, all that there is to say. */
export function verdictSentence(explanation: Explanation): HTMLElement {
  if (!explanation.answered) return unfitVerdict(explanation);
  const [lead] = explanation.claims;
  return html(
    "p",
    {class: "verdict", ...(lead === undefined ? {} : claimAttributes(lead))},
    unbroken(lead?.text ?? ""),
  );
}

import type {Claim, Explanation} from "../lib/explainer/types.js";
import type {Attributes} from "./element.js";
import {html} from "./element.js";
import {about} from "./subjects.js";
import {unbroken} from "./unbroken.js";

/** The claims after the first as a list; nothing where there are none. */
export function claimList({claims}: Explanation): HTMLElement[] {
  const rest = claims.slice(1);
  if (rest.length === 0) return [];
  return [
    html("ul", {class: "claims"}, ...rest.map((claim) => html("li", claimAttributes(claim), unbroken(claim.text)))),
  ];
}

/** What links a sentence to its marks; one that is about something can be focused. */
export function claimAttributes({id, subject}: Claim): Attributes {
  return {"data-claim": id, tabindex: subject.length > 0 ? 0 : null, ...about(...subject)};
}

import type {ClaimId, Explanation} from "../lib/explainer/types.js";
import {html} from "./element.js";

/** The sentences of an explanation as a list; with `ids` only those kinds, in the explanation's order. */
export function telling({claims}: Explanation, ids?: readonly ClaimId[]): HTMLUListElement {
  const chosen = ids === undefined ? claims : claims.filter(({id}) => ids.includes(id));
  return html("ul", {}, ...chosen.map(({id, text}) => html("li", {"data-claim": id}, text)));
}

import type {Explanation} from "../lib/explainer/types.js";
import {html} from "./element.js";
import {unbroken} from "./unbroken.js";

/** The claims after the first as a list; nothing where there are none. */
export function claimList({claims}: Explanation): HTMLElement[] {
  const rest = claims.slice(1);
  if (rest.length === 0) return [];
  return [html("ul", {class: "claims"}, ...rest.map(({id, text}) => html("li", {"data-claim": id}, unbroken(text))))];
}

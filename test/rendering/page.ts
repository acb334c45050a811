import {comparison} from "../../src/components/comparison.js";
import type {Explanation} from "../../lib/explainer/types.js";
import type {Explanation as PageExplanation} from "../../src/lib/explainer/types.js";
import {comparisonSweep} from "../../src/lib/explore/comparisonSweep.js";

/** The page's comparison as HTML, a tag a line; coordinates rounded, and ids numbered as they come. */
export function pageOf(answer: Explanation): string {
  // The site reads the library through a link, by which the compiler takes its types for others.
  const explanation = answer as unknown as PageExplanation;
  const sweep = explanation.answered ? comparisonSweep(explanation) : [];
  const {outerHTML} = comparison(explanation, {width: 440, sweep});
  const ids = new Map<string, string>();
  for (const [, id = ""] of outerHTML.matchAll(/\sid="([^"]*)"/g)) {
    ids.set(id, id.replace(/\d+$/, "") + String(ids.size + 1));
  }
  const references = /(?<=\s(?:id|for|aria-\w+)="|url\(#|href="#)[^")]*(?=["\)])/g;
  const lines = outerHTML
    .replace(references, (text) => text.replace(/[^ ]+/g, (id) => ids.get(id) ?? id))
    .replace(/="[^"]*"/g, (attribute) =>
      attribute.replace(/-?\d+\.\d{4,}(?!\d)/g, (number) => Number(number).toFixed(2)),
    )
    .replaceAll("><", ">\n<");
  return `${lines}\n`;
}

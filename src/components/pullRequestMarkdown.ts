import {Marked} from "marked";
import {html} from "./element.js";

const github = new Marked({gfm: true, async: false});

/** What GitHub, too, lets through of a comment's HTML and what a check writes: elements with the attributes that they keep. */
const kept: ReadonlyMap<string, readonly string[]> = new Map([
  ...["p", "strong", "em", "del", "code", "pre", "br", "hr", "ul", "ol", "li", "blockquote"].map(bare),
  ...["h1", "h2", "h3", "h4", "h5", "h6", "thead", "tbody", "tr", "details", "summary"].map(bare),
  ["table", []],
  ["th", ["align"]],
  ["td", ["align"]],
  ["a", ["href"]],
]);

/** Elements whose content is no text of the comment either. */
const dropped = new Set(["script", "style", "template", "iframe", "object", "noscript", "title", "svg", "math"]);

/**
 * GitHub-flavoured Markdown as elements. The HTML is read in a document of its own, in which nothing runs and nothing is
 * loaded, and only what is on the list comes over; of the rest the text does. Tables come in a box that scrolls.
 */
export function renderedMarkdown(markdown: string): DocumentFragment {
  const parsed = new DOMParser().parseFromString(github.parse(markdown, {async: false}), "text/html");
  const fragment = document.createDocumentFragment();
  fragment.append(...copied(parsed.body));
  return fragment;
}

function bare(name: string): [string, readonly string[]] {
  return [name, []];
}

function copied(parent: Element): Node[] {
  return Array.from(parent.childNodes).flatMap((node): Node[] => {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? "")];
    if (node.nodeType !== Node.ELEMENT_NODE) return [];
    const element = node as Element;
    const name = element.localName;
    if (dropped.has(name)) return [];
    const attributes = kept.get(name);
    if (attributes === undefined) return copied(element);
    const copy = document.createElement(name);
    for (const key of attributes) {
      const value = element.getAttribute(key);
      if (value !== null && (key !== "href" || isWebAddress(value))) copy.setAttribute(key, value);
    }
    copy.append(...copied(element));
    return [name === "table" ? scrolling(copy) : copy];
  });
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

function scrolling(table: HTMLElement): HTMLElement {
  // GitHub leaves the corner of a table an empty head, which is one without a name.
  for (const cell of table.querySelectorAll("th:empty")) cell.replaceWith(document.createElement("td"));
  return html("div", {class: "table-scroll", tabindex: 0, role: "group", "aria-label": "Table of the comment"}, table);
}

/**
 * Makes an element equal to a fresh one, touching only what differs: what stays keeps its layout, its focus, and whether
 * it is folded open. A slider changes few of a chart's marks, and the browser styles and paints only those.
 *
 * @param fresh is used up: its children may move into `kept`.
 */
export function morph(kept: Element, fresh: Element): void {
  morphAttributes(kept, fresh);
  const [old, next] = [Array.from(kept.childNodes), Array.from(fresh.childNodes)];
  for (const [index, node] of next.entries()) {
    const present = old[index];
    if (present === undefined) kept.append(node);
    else if (!present.isEqualNode(node)) morphNode(present, node);
  }
  for (const node of old.slice(next.length)) node.remove();
}

function morphNode(present: ChildNode, node: ChildNode): void {
  if (present instanceof Element && node instanceof Element && present.tagName === node.tagName) morph(present, node);
  else if (present instanceof Text && node instanceof Text) present.data = node.data;
  else present.replaceWith(node);
}

function morphAttributes(kept: Element, fresh: Element): void {
  for (const {name, value} of Array.from(fresh.attributes)) {
    if (kept.getAttribute(name) !== value) kept.setAttribute(name, value);
  }
  for (const {name} of Array.from(kept.attributes)) {
    // Whether a table is folded open is the reader's, not ours.
    if (!fresh.hasAttribute(name) && name !== "open") kept.removeAttribute(name);
  }
}

/**
 * Makes an element equal to a fresh one, touching only what differs: what stays keeps its layout, its focus, and whether
 * it is folded open. A slider changes few of a chart's marks, and the browser styles and paints only those.
 *
 * @param fresh is used up: its children may move into `kept`.
 */
export function morph(kept: Element, fresh: Element): void {
  morphAttributes(kept, fresh);
  let present = kept.firstChild;
  let node = fresh.firstChild;
  while (node !== null) {
    const next = node.nextSibling;
    if (present === null) kept.append(node);
    else {
      const following: ChildNode | null = present.nextSibling;
      if (!present.isEqualNode(node)) morphNode(present, node);
      present = following;
    }
    node = next;
  }
  while (present !== null) {
    const following: ChildNode | null = present.nextSibling;
    present.remove();
    present = following;
  }
}

function morphNode(present: ChildNode, node: ChildNode): void {
  if (present instanceof Element && node instanceof Element && present.tagName === node.tagName) morph(present, node);
  else if (present instanceof Text && node instanceof Text) present.data = node.data;
  else present.replaceWith(node);
}

function morphAttributes(kept: Element, fresh: Element): void {
  for (const {name, value} of fresh.attributes) {
    if (kept.getAttribute(name) !== value) kept.setAttribute(name, value);
  }
  // Each of the fresh ones is there now: where there are as many, there are no others.
  if (kept.attributes.length === fresh.attributes.length) return;
  for (const {name} of Array.from(kept.attributes)) {
    // Whether a table is folded open is the reader's, not ours.
    if (!fresh.hasAttribute(name) && name !== "open") kept.removeAttribute(name);
  }
}

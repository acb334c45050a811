import {subjectsAttribute} from "./subjects.js";

const marked = `[${subjectsAttribute}]`;

/**
 * Makes the marks of a drawing reachable that have a subject and a name (a `<title>`): one stop of the Tab key, from which the
 * arrow keys go on. A drawing is then a group of named images, and what stands between them is hidden from screen readers;
 * without such marks it stays one image.
 */
export function reachMarks(drawing: SVGSVGElement): void {
  const marks = Array.from(drawing.querySelectorAll(marked)).filter(hasName);
  if (marks.length === 0) return;
  drawing.setAttribute("role", "group");
  marks.forEach((mark, index) => {
    mark.setAttribute("role", "img");
    mark.setAttribute("tabindex", index === 0 ? "0" : "-1");
  });
  hideRest(drawing);
  drawing.addEventListener("keydown", onKey);
}

function hasName(mark: Element): boolean {
  return mark.firstElementChild?.tagName === "title";
}

function hideRest(parent: Element): void {
  for (const child of Array.from(parent.children)) {
    if (child.getAttribute("role") === "img") continue;
    if (child.querySelector("[role=img]") !== null) hideRest(child);
    else if (child.tagName !== "title") child.setAttribute("aria-hidden", "true");
  }
}

/** Moves the focus among the marks of the drawing, as in a toolbar. */
function onKey(event: KeyboardEvent): void {
  const drawing = event.currentTarget as Element;
  const marks = Array.from(drawing.querySelectorAll<SVGElement>("[role=img][tabindex]"));
  const target = nextInRow(event.key, marks.indexOf(event.target as SVGElement), marks.length);
  if (target === null) return;
  event.preventDefault();
  moveFocus(marks, target);
}

/** Where a key leads in a row of things, from one of them; null for keys that lead nowhere. */
export function nextInRow(key: string, from: number, count: number): number | null {
  if (from < 0) return null;
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return Math.min(from + 1, count - 1);
    case "ArrowLeft":
    case "ArrowUp":
      return Math.max(from - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** Focuses one of a row, and lets the Tab key come back to it. */
export function moveFocus(row: readonly (HTMLElement | SVGElement)[], index: number): void {
  for (const [place, element] of row.entries()) element.setAttribute("tabindex", place === index ? "0" : "-1");
  row[index]?.focus();
}

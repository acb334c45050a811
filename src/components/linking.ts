import {subjectsAttribute, tokensOf} from "./subjects.js";

/** Sentences and marks of one subject, which light each other up. */
export interface Linking {
  /** Lights again what belongs together, after the content has changed. */
  refresh(): void;
}

/** What the reader points at. */
interface Source {
  readonly element: Element;
  /** Id of the sentence; null for a mark. */
  readonly claim: string | null;
  readonly tokens: readonly string[];
}

const marked = `[${subjectsAttribute}]`;
const claimAttribute = "data-claim";

/** The sentence's own marks and its subject; set on what is lit, and on what recedes behind it. */
const [litAttribute, dimAttribute] = ["data-lit", "data-dim"];

let nextId = 0;

/**
 * Links the sentences of an element (`data-claim`) and its marks through their subjects. Pointing at a sentence, or focusing
 * it, lights its marks and dims the others of those figures; pointing at a mark lights what is said of it. A click or Enter
 * keeps the light on, also while sliders move; another, or Escape, puts it out.
 */
export function linkWordsAndMarks(root: HTMLElement): Linking {
  let hovered: Source | null = null;
  let focused: Source | null = null;
  let pinned: Source | null = null;
  let isLit = false;
  // A focus scrolls the page, and with it other marks under a pointer that nobody moves.
  let isResting = false;

  const sourceOf = (target: EventTarget | null): Source | null => {
    const element = target instanceof Element ? target.closest(marked) : null;
    if (element === null || !root.contains(element)) return null;
    return {element, claim: element.getAttribute(claimAttribute), tokens: tokensOf(element)};
  };
  const clear = () => {
    hovered = focused = pinned = null;
    show();
  };
  const onEscape = ({key}: KeyboardEvent) => {
    if (key === "Escape") clear();
  };
  const pin = (source: Source | null) => {
    const again = source !== null && pinned?.element === source.element;
    pinned = again ? null : source;
    if (again) hovered = focused = null;
    show();
  };

  const hover = ({target, pointerType}: PointerEvent) => {
    // A finger does not hover: what it touches is chosen by the click that follows.
    if (pointerType === "touch") return;
    const source = sourceOf(target);
    if (source?.element === hovered?.element) return;
    hovered = source;
    show();
  };
  root.addEventListener("pointerover", (event) => {
    if (!isResting) hover(event);
  });
  root.addEventListener("pointermove", (event) => {
    if (!isResting) return;
    isResting = false;
    hover(event);
  });
  root.addEventListener("pointerleave", () => {
    if (hovered === null) return;
    hovered = null;
    show();
  });
  root.addEventListener("focusin", ({target}) => {
    focused = sourceOf(target);
    hovered = null;
    isResting = true;
    show();
  });
  root.addEventListener("focusout", () => {
    if (focused === null) return;
    focused = null;
    show();
  });
  root.addEventListener("click", ({target}) => {
    // A button does something else.
    if (target instanceof Element && target.closest("button, summary, a") !== null) return;
    const source = sourceOf(target);
    if (source !== null || pinned !== null) pin(source);
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
    if (event.key !== "Enter" || !(event.target instanceof Element) || !event.target.matches(`${marked}:not(button)`))
      return;
    pin(sourceOf(event.target));
  });

  return {
    refresh() {
      hovered = still(hovered);
      focused = still(focused);
      if (pinned !== null) pinned = followed(pinned);
      if (isLit || hovered !== null || focused !== null || pinned !== null) show();
    },
  };

  /** A source whose element still stands for it. */
  function still(source: Source | null): Source | null {
    const present = source === null ? null : sourceOf(source.element);
    return present?.element === source?.element && present?.claim === source?.claim ? present : null;
  }

  /** A sentence that was chosen, wherever in the list it stands by now; its subject, where it is no longer said. */
  function followed(source: Source): Source {
    const {claim, tokens} = source;
    if (claim === null) return sourceOf(source.element) ?? source;
    const said = Array.from(root.querySelectorAll(`[${claimAttribute}="${claim}"]${marked}`));
    const same = said.find((element) => tokensOf(element).join() === tokens.join());
    return sourceOf(same ?? said[0] ?? null) ?? source;
  }

  function show(): void {
    const source = hovered ?? focused ?? pinned;
    isLit = source !== null;
    // Escape puts the light out wherever the focus is by then.
    root.ownerDocument[pinned === null ? "removeEventListener" : "addEventListener"](
      "keydown",
      onEscape as EventListener,
    );
    const elements = Array.from(root.querySelectorAll(marked));
    const wanted = new Set(source?.tokens);
    const lit = new Set(
      elements.filter((element) => {
        if (element === source?.element) return true;
        // Two sentences may share a mark; it is the mark that tells of both, and not one sentence of the other.
        if (source?.claim != null && element.hasAttribute(claimAttribute)) return false;
        return tokensOf(element).some((token) => wanted.has(token));
      }),
    );
    const isFromClaim = source?.claim != null;
    const figures = new Set(isFromClaim ? [...lit].map(figureOf) : []);
    figures.delete(null);
    for (const element of elements) {
      toggle(element, litAttribute, lit.has(element));
      toggle(element, dimAttribute, figures.has(figureOf(element)) && !isNear(element, lit));
    }
    describe(focused !== null && focused.claim === null ? focused.element : null, [...lit].filter(isClaim));
  }

  /** Lets a screen reader say after a mark's name what the sentences say of it. */
  function describe(mark: Element | null, claims: readonly Element[]): void {
    for (const element of root.querySelectorAll(`${marked}[aria-describedby]`)) {
      if (element !== mark) element.removeAttribute("aria-describedby");
    }
    if (mark === null || claims.length === 0) return;
    for (const claim of claims) claim.id ||= `claim-${nextId++}`;
    mark.setAttribute("aria-describedby", claims.map(({id}) => id).join(" "));
  }
}

function isClaim(element: Element): boolean {
  return element.hasAttribute(claimAttribute);
}

function figureOf(element: Element): Element | null {
  return element.closest("figure");
}

/** Whether an element is lit, stands in what is, or holds it: dimming it would dim that too. */
function isNear(element: Element, lit: ReadonlySet<Element>): boolean {
  for (const each of lit) if (each.contains(element) || element.contains(each)) return true;
  return false;
}

function toggle(element: Element, name: string, isOn: boolean): void {
  if (element.hasAttribute(name) !== isOn) element.toggleAttribute(name, isOn);
}

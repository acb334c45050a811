import {html} from "./element.js";
import {morph} from "./morph.js";

/** Draws content at a width; null where there is nothing to draw of it. */
export type Draw<Content> = (content: Content, width: number) => HTMLElement | null;

/** Places of a page at which content is drawn, each time that it changes. */
export interface FigureSlots<Content> {
  /** Another place. */
  add(draw: Draw<Content>): HTMLElement;
  /** Draws another content: what is in sight at once, the rest when it comes into sight, or when the page rests. */
  show(content: Content): void;
  /** Draws one place again. */
  redraw(place: HTMLElement): void;
  /** Says that all places are hidden until something is shown: what was in sight will be so again. */
  hide(): void;
}

interface Slot<Content> {
  readonly draw: Draw<Content>;
  readonly element: HTMLElement;
  width: number;
  isInSight: boolean;
  isStale: boolean;
}

/** Where no layout has told the width yet. */
const assumedWidth = 440;

/** So long after the last change the page rests, in milliseconds. */
const rest = 160;

/**
 * Makes an empty set of places. A slider changes content at every frame, and a figure that nobody sees must not take the time
 * of those that are seen.
 *
 * @param fixedWidth the width to draw at; null where each place takes that of its column, and draws when it is seen.
 * @param onDrawn called after something was drawn.
 */
export function figureSlots<Content>(fixedWidth: number | null, onDrawn: () => void): FigureSlots<Content> {
  const slots: Slot<Content>[] = [];
  const slotOf = (element: Element) => slots.find((slot) => slot.element === element);
  let shown: {readonly content: Content} | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const widths = observe("ResizeObserver", () => {
    return new ResizeObserver((entries) => {
      for (const {target, contentRect} of entries) {
        const slot = slotOf(target);
        const width = Math.floor(contentRect.width);
        if (slot === undefined || width === 0 || width === slot.width) continue;
        slot.width = width;
        slot.isStale = true;
      }
      drawStale(false);
    });
  });
  const sights = observe("IntersectionObserver", () => {
    return new IntersectionObserver((entries) => {
      for (const {target, isIntersecting} of entries) {
        const slot = slotOf(target);
        if (slot !== undefined && shown !== null) slot.isInSight = isIntersecting;
      }
      drawStale(false);
    });
  });
  if (fixedWidth === null && typeof addEventListener !== "undefined") {
    addEventListener("beforeprint", () => {
      drawStale(true);
    });
  }

  return {
    add(draw) {
      const element = html("div", {class: "slot"});
      slots.push({draw, element, width: fixedWidth ?? assumedWidth, isInSight: true, isStale: false});
      widths?.observe(element);
      sights?.observe(element);
      return element;
    },
    show(content) {
      shown = {content};
      for (const slot of slots) slot.isStale = true;
      drawStale(false);
    },
    redraw(place) {
      const slot = slotOf(place);
      if (slot !== undefined) slot.isStale = true;
      drawStale(false);
    },
    hide() {
      shown = null;
      clearTimeout(timer);
    },
  };

  function observe<Observer>(name: string, make: () => Observer): Observer | null {
    return fixedWidth === null && name in globalThis ? make() : null;
  }

  function drawStale(all: boolean): void {
    if (shown === null) return;
    const due = slots.filter(({isStale, isInSight}) => isStale && (isInSight || all));
    for (const slot of due) draw(slot, shown.content);
    if (due.length > 0) onDrawn();
    clearTimeout(timer);
    if (slots.some(({isStale}) => isStale)) {
      timer = setTimeout(() => {
        drawStale(true);
      }, rest);
    }
  }

  function draw(slot: Slot<Content>, content: Content): void {
    slot.isStale = false;
    const figure = slot.draw(content, slot.width);
    const present = slot.element.firstElementChild;
    if (figure === null) present?.remove();
    else if (present === null) slot.element.append(figure);
    else morph(present, figure);
  }
}

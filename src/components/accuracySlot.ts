import {html} from "./element.js";
import {morph} from "./morph.js";

/** Where no layout has told the width yet. */
const assumedWidth = 440;

/** A chart's place in the page: it is drawn at the width that the page gives it. */
export interface Slot {
  readonly element: HTMLElement;
  /** Draws again what differs. */
  redraw(): void;
}

/** Makes a place for a chart. */
export function slot(draw: (width: number) => HTMLElement): Slot {
  const element = html("div", {class: "slot"});
  let width = assumedWidth;
  const redraw = (): void => {
    const figure = draw(width);
    const present = element.firstElementChild;
    if (present === null) element.append(figure);
    else morph(present, figure);
  };
  if (typeof ResizeObserver !== "undefined") {
    new ResizeObserver(([entry]) => {
      const next = Math.floor(entry?.contentRect.width ?? 0);
      if (next === 0 || next === width) return;
      width = next;
      redraw();
    }).observe(element);
  }
  redraw();
  return {element, redraw};
}

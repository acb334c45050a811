import {html} from "./element.js";

/** A voice for screen readers. */
export interface Announcer {
  readonly element: HTMLElement;
  /** Says a text once nothing newer has come for a while; a text already said is not repeated. */
  say(text: string): void;
}

/** Makes a polite live region that waits until a slider rests before it speaks. */
export function announcer(delay = 800): Announcer {
  const element = html("p", {class: "visually-hidden", "aria-live": "polite"});
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    element,
    say(text) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (element.textContent !== text) element.textContent = text;
      }, delay);
    },
  };
}

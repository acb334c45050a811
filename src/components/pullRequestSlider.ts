import {html} from "./element.js";

/** A slider over whole numbers. */
export interface SliderOptions {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
}

/** A slider in the page, with a line under it that says something of its value. */
export interface Slider {
  readonly element: HTMLElement;
  note(text: string): void;
}

let nextId = 0;

/** A slider with its value behind its label, as readers and screen readers are to know it. */
export function slider(
  {label, min, max, step, value}: SliderOptions,
  format: (value: number) => string,
  onInput: (value: number) => void,
): Slider {
  const id = `pull-request-${nextId++}`;
  const note = html("p", {class: "pr-note", id: `${id}-note`});
  // An output is a live region of itself, and the slider says its value already.
  const output = html("output", {for: id, "aria-live": "off"});
  const range = html("input", {type: "range", id, min, max, step, "aria-describedby": note.id, "aria-label": label});
  range.value = String(value);
  const say = (): void => {
    output.textContent = format(range.valueAsNumber);
    range.setAttribute("aria-valuetext", format(range.valueAsNumber));
  };
  range.addEventListener("input", () => {
    say();
    onInput(range.valueAsNumber);
  });
  say();
  return {
    element: html("div", {class: "control"}, html("label", {for: id}, `${label} `, output), range, note),
    note(text) {
      note.textContent = text;
    },
  };
}

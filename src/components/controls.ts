import {logBatches} from "../lib/explore/sweepBatch.js";
import {formatCount} from "../lib/explainer/format.js";
import {html} from "./element.js";
import {numberInput} from "./numberInput.js";

/** A control in the page: its element, and how to show another value without telling anyone. */
export interface Control<Value> {
  readonly element: HTMLElement;
  show(value: Value): void;
}

/** One choice of a select. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Heading under which it stands. */
  readonly group?: string;
}

/** A select with its label, its choices under their headings. */
export function selectControl(
  {label, choices, className = ""}: {label: string; choices: readonly Choice[]; className?: string},
  onInput: (value: string) => void,
): Control<string> {
  const options = (list: readonly Choice[]) =>
    list.map((choice) => html("option", {value: choice.value}, choice.label));
  const groups = [...new Set(choices.map(({group}) => group))];
  const select = html(
    "select",
    {},
    ...groups.flatMap((group) => {
      const members = options(choices.filter((choice) => choice.group === group));
      return group === undefined ? members : [html("optgroup", {label: group}, ...members)];
    }),
  );
  select.addEventListener("input", () => {
    onInput(select.value);
  });
  return {
    element: html("label", {class: `control ${className}`.trim()}, label, select),
    show(value) {
      // Writing what stands there already would have the browser style the select again, at each move of a slider.
      if (select.value !== value) select.value = value;
    },
  };
}

/** Adds a choice to a select that lacks it: a link or a reader may bring what the page does not offer. */
export function offer(control: HTMLElement, {value, label, group}: Choice): void {
  const select = control.querySelector("select")!;
  const present = Array.from(select.options).find((option) => option.value === value);
  if (present !== undefined) present.textContent = label;
  else if (group === undefined) select.append(html("option", {value}, label));
  else select.prepend(html("optgroup", {label: group}, html("option", {value}, label)));
}

/** Shows another text for a choice of a select, or takes the choice away. */
export function relabel(
  control: HTMLElement,
  value: string,
  {label, isOffered = true}: {label?: string; isOffered?: boolean},
): void {
  const option = Array.from(control.querySelector("select")!.options).find((each) => each.value === value);
  if (option === undefined) return;
  // Writing what stands there already would have the browser style the select again, at each move of a slider.
  if (label !== undefined && option.textContent !== label) option.textContent = label;
  if (option.hidden === isOffered) option.hidden = option.disabled = !isOffered;
}

/** What a slider over the counts 1 to `most` shows. */
export interface CountControlOptions {
  readonly label: string;
  /** Where the slider ends; more may be typed. */
  readonly most: number;
  /** The most that may be typed. */
  readonly limit: number;
  readonly className?: string;
}

let nextId = 0;

/**
 * A count on a logarithmic slider, with the exact number beside it to read and to type. Each step of the slider is another
 * whole number, so that no press of an arrow key is without effect. What is shown may end the slider elsewhere.
 */
export function countControl(
  {label, most, limit, className = ""}: CountControlOptions,
  onInput: (value: number) => void,
): Control<{readonly value: number; readonly note?: string; readonly most?: number}> {
  let end = most;
  let stops = logBatches(end, 24);
  const id = `count-${nextId++}`;
  const range = html("input", {
    type: "range",
    id,
    min: 0,
    max: stops.length - 1,
    step: 1,
    "aria-label": `${label}, logarithmic slider`,
  });
  const number = numberInput(
    {min: 1, max: limit, step: 1, inputmode: "numeric", "aria-label": `${label}, exact number`},
    (value) => {
      range.value = String(nearestStop(stops, value));
      say(value);
      onInput(value);
    },
  );
  // An output is a live region of itself, and the slider says its value already.
  const output = html("output", {for: id, "aria-live": "off"});
  const say = (value: number, note = "") => {
    output.textContent = `${formatCount(value)}${note}`;
    range.setAttribute("aria-valuetext", formatCount(value));
  };
  range.addEventListener("input", () => {
    const value = stops[range.valueAsNumber] ?? 1;
    number.show(value);
    say(value);
    onInput(value);
  });
  return {
    element: html(
      "div",
      {class: `control count ${className}`.trim()},
      html("span", {class: "name"}, `${label} `, output),
      html("div", {class: "count-inputs"}, range, number.element),
    ),
    show({value, note = "", most: wanted = most}) {
      if (wanted !== end) {
        end = wanted;
        stops = logBatches(end, 24);
        range.max = String(stops.length - 1);
      }
      range.value = String(nearestStop(stops, value));
      number.show(value);
      say(value, note);
    },
  };
}

function nearestStop(stops: readonly number[], value: number): number {
  const above = stops.findIndex((stop) => stop >= value);
  if (above <= 0) return above < 0 ? stops.length - 1 : 0;
  return Math.log(stops[above]! / value) < Math.log(value / stops[above - 1]!) ? above : above - 1;
}

import {countControl, type CountControlOptions} from "./controls.js";
import {html} from "./element.js";

/** An element with a value, as Framework's `view` takes it: an `input` event that bubbles says that the value changed. */
export type ViewOf<Value> = HTMLElement & {readonly value: Value};

/** What a count starts at, and what follows the number, as in " tokens". */
export interface CountInputOptions extends CountControlOptions {
  readonly value: number;
  readonly note?: string;
}

/** One or more counts in a row, each on a slider with its exact number; the value holds them by name. */
export function countInputs<Name extends string>(
  counts: Readonly<Record<Name, CountInputOptions>>,
): ViewOf<Readonly<Record<Name, number>>> {
  const names = Object.keys(counts) as Name[];
  let value = Object.fromEntries(names.map((name) => [name, counts[name].value])) as Record<Name, number>;
  const controls = names.map((name) => {
    const {note = "", ...options} = counts[name];
    const control = countControl({...options, className: "control-wide"}, (count) => {
      value = {...value, [name]: count};
      control.show({value: count, note});
    });
    control.show({value: counts[name].value, note});
    return control.element;
  });
  const element = html("div", {class: "controls", role: "group", "aria-label": "What is run"}, ...controls);
  return Object.defineProperty(element, "value", {get: () => value}) as unknown as ViewOf<Record<Name, number>>;
}

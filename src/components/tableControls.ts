import type {CatalogSheet} from "../lib/explore/catalogSheet.js";
import type {TableState} from "../lib/explore/tableState.js";
import {html} from "./element.js";

/** The controls that narrow a table. */
export interface TableControls {
  readonly element: HTMLElement;
  show(state: TableState): void;
  focus(): void;
}

/** What a control changes of the state. */
export type Change = Partial<Pick<TableState, "text" | "choices" | "least" | "most">>;

/** A text to find, a choice for each filter, and the two ends of a range. */
export function tableControls({filters, range}: CatalogSheet, onChange: (change: Change) => void): TableControls {
  const find = html("input", {type: "search", maxlength: 100, autocomplete: "off", spellcheck: "false"});
  find.addEventListener("input", () => {
    onChange({text: find.value});
  });

  let choices: TableState["choices"] = {};
  const selects = filters.map(({key, label, choices: words}) => {
    const control = selectOf(label, "all", words);
    control.select.addEventListener("input", () => {
      onChange({choices: {...choices, [key]: control.select.value}});
    });
    return {key, ...control};
  });
  const texts = range.choices.map(({text}) => text);
  const ends = (["least", "most"] as const).map((end) => {
    const control = selectOf(range[end].label, "any", texts);
    control.select.addEventListener("input", () => {
      const bound = range.choices.find(({text}) => text === control.select.value)?.value ?? null;
      onChange(end === "least" ? {least: bound} : {most: bound});
    });
    return {end, ...control};
  });

  return {
    element: html(
      "div",
      {class: "controls"},
      html("label", {class: "control"}, "Find", find),
      ...[...selects, ...ends].map(({element}) => element),
    ),
    show(state) {
      ({choices} = state);
      if (find.value !== state.text) find.value = state.text;
      for (const {key, select} of selects) select.value = choices[key] ?? "";
      for (const {end, select} of ends)
        select.value = range.choices.find(({value}) => value === state[end])?.text ?? "";
    },
    focus() {
      find.focus();
    },
  };
}

/** A labelled choice whose first word stands for no choice at all. */
function selectOf(label: string, none: string, words: readonly string[]) {
  const options = words.map((word) => html("option", {value: word}, word));
  const select = html("select", {}, html("option", {value: ""}, none), ...options);
  return {select, element: html("label", {class: "control"}, label, select)};
}

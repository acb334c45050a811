import {html, type Attributes} from "./element.js";

/** A field for a number: its element, and how to show another value without telling anyone. */
export interface NumberInput {
  readonly element: HTMLInputElement;
  show(value: number): void;
}

/** A field for a number that tells of each valid value, and goes back to the last one where what was typed cannot be used. */
export function numberInput(attributes: Attributes, onInput: (value: number) => void): NumberInput {
  const field = html("input", {type: "number", ...attributes});
  let valid = "";
  const accept = (value: number) => {
    valid = String(value);
    field.removeAttribute("aria-invalid");
  };
  field.addEventListener("input", () => {
    if (field.value === "" || !field.validity.valid) {
      field.setAttribute("aria-invalid", "true");
      return;
    }
    accept(field.valueAsNumber);
    onInput(field.valueAsNumber);
  });
  // What cannot be used does not stay.
  field.addEventListener("change", () => {
    if (!field.hasAttribute("aria-invalid")) return;
    field.value = valid;
    field.removeAttribute("aria-invalid");
  });
  return {
    element: field,
    show(value) {
      if (document.activeElement === field) {
        valid = String(value);
        return;
      }
      accept(value);
      if (field.value !== valid) field.value = valid;
    },
  };
}

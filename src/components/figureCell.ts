import type {SheetCell, SheetColumn} from "../lib/explore/catalogSheet.js";
import {html, type Content} from "./element.js";

/** Opens what is to be said of a figure, or closes it where it is open. */
export type Toggle = (button: HTMLButtonElement, title: string, cell: SheetCell) => void;

/**
 * A cell of a table of the catalog; where a source is known, the figure is a button that opens it.
 *
 * @param name - Of the item.
 * @param more - What else the cell holds.
 */
export function figureCell(
  tag: "td" | "div",
  name: string,
  {label, unit, isNumeric}: SheetColumn,
  cell: SheetCell,
  toggle: Toggle,
  ...more: readonly Content[]
): HTMLElement {
  const attributes = {class: [isNumeric ? "number" : "", cell.isMissing ? "missing" : ""].join(" ").trim() || null};
  if (cell.figure === null) return html(tag, attributes, cell.text, ...more);
  const measured = cell.value === null || unit === null ? cell.text : `${cell.text} ${unit}`;
  const button = html(
    "button",
    {type: "button", class: "figure", "aria-expanded": "false", "aria-label": `${measured}, source`},
    cell.text,
  );
  button.addEventListener("click", () => {
    toggle(button, `${name}, ${label}`, cell);
  });
  return html(tag, attributes, button, ...more);
}

import type {ItemKind} from "../catalog/types.js";
import {formatQuantity} from "../explainer/format.js";
import type {InputFigure, InputKind, InputSource, StatedFigure} from "./types.js";

/** Finds what is stated of an item at a path; undefined where nothing is. */
export type FindFigure = (itemKind: ItemKind, item: string, path: string) => StatedFigure | undefined;

const caller: InputSource = {title: "given by the caller", url: null, accessed: null, kind: "caller"};

/**
 * An input as its file states it, with source and line; one that was handed in where no file does, or another value.
 *
 * @param unit of what is handed in; a figure has its own.
 */
export function catalogInput(
  find: FindFigure,
  itemKind: ItemKind,
  item: string,
  path: string,
  value: InputFigure["value"],
  unit: string | null,
): InputFigure {
  const figure = find(itemKind, item, path);
  const stated = typeof value === "string" ? figure?.text : figure?.value;
  return figure === undefined || stated !== value ? callerInput(itemKind, item, path, value, unit) : {...figure, value};
}

/** An input that was handed in. */
export function callerInput(
  itemKind: InputKind,
  item: string,
  path: string,
  value: InputFigure["value"],
  unit: string | null,
): InputFigure {
  const nowhere = {at: null, derivation: null, note: null, others: [], file: null, line: null};
  return {item, itemKind, path, value, unit, text: inputText(value, unit), source: caller, ...nowhere};
}

/** A value with its unit, as a file of the catalog would write it. */
export function inputText(value: InputFigure["value"], unit: string | null): string {
  if (value === null) return "none";
  if (unit === null || typeof value !== "number") return String(value);
  return value >= 1 && unit !== "s" ? formatQuantity(value, unit, 12) : `${value} ${unit}`;
}

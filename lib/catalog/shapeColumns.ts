import type {Model} from "../engine/types.js";
import {architectures, layoutOf, shapeValue, type ShapeField} from "./modelShape.js";

/** Largest number that a column of whole numbers holds. */
const mostOfInt32 = 2 ** 31 - 1;

/** A column of the models table that holds a field of some shapes; null where a model's architecture has no such field. */
export interface ShapeColumn {
  readonly name: string;
  readonly type: "int32" | "float64" | "bool" | "text";
  /** What its numbers count; null where they are plain counts, and of flags and words. */
  readonly unit: string | null;
}

function columnsOf(name: string, field: ShapeField): readonly ShapeColumn[] {
  switch (field.kind) {
    case "count":
      return [{name, type: field.most > mostOfInt32 ? "float64" : "int32", unit: field.unit ?? field.counted ?? null}];
    case "flag":
      return [{name, type: "bool", unit: null}];
    case "word":
      return [{name, type: "text", unit: null}];
    case "published":
      // The table has this count of every model.
      return [];
    case "group":
      return Object.entries(field.fields).flatMap(([key, inner]) => columnsOf(field.columns[key] ?? key, inner));
  }
}

/** The columns that hold shapes: each once, however many architectures have the field. */
export const shapeColumns: readonly ShapeColumn[] = [
  ...new Map(
    architectures
      .flatMap((architecture) => Object.entries(layoutOf(architecture)))
      .flatMap(([key, field]) => columnsOf(key, field))
      .map((column) => [column.name, column] as const),
  ).values(),
];

type Cell = string | number | boolean | null;

/** The cells of a model's shape by column. */
export function shapeCells(model: Model): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [key, field] of Object.entries(layoutOf(model.architecture))) {
    const value = shapeValue(model, key);
    if (field.kind !== "group") cells.set(key, value as Cell);
    else if (value !== null)
      for (const [inner, column] of Object.entries(field.columns))
        cells.set(column, (value as Readonly<Record<string, Cell>>)[inner] ?? null);
  }
  return cells;
}

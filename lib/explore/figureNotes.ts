import type {TableRow} from "../catalog/decodeTables.js";
import {textCell} from "./textCell.js";

/** Where a figure comes from, as a table shows it. */
export interface FigureNote {
  /** In SI units; flags are 1 and 0; null for a figure that is "none". */
  readonly value: number | null;
  /** As written in the catalog. */
  readonly text: string;
  readonly sourceTitle: string;
  readonly sourceUrl: string | null;
  readonly sourceKind: string;
  /** Day on which the source was read, as YYYY-MM-DD. */
  readonly accessed: string | null;
  readonly derivation: string | null;
  readonly note: string | null;
}

/** The figures of one item by their path, such as `memory.bandwidth`. */
export type ItemFigures = ReadonlyMap<string, FigureNote>;

/** Finds the figures of each item of a kind in the rows of the figures table. */
export function figureNotes(rows: Iterable<TableRow>, itemKind: string): (item: string) => ItemFigures {
  const byItem = new Map<string, Map<string, FigureNote>>();
  for (const row of rows) {
    if (row["itemKind"] !== itemKind) continue;
    const item = textCell(row, "item");
    const figures = byItem.get(item) ?? new Map<string, FigureNote>();
    byItem.set(item, figures);
    figures.set(textCell(row, "path"), {
      value: typeof row["value"] === "number" ? row["value"] : null,
      text: textCell(row, "text"),
      sourceTitle: textCell(row, "sourceTitle"),
      sourceUrl: optional(row, "sourceUrl"),
      sourceKind: textCell(row, "sourceKind"),
      accessed: optional(row, "sourceAccessed"),
      derivation: optional(row, "derivation"),
      note: optional(row, "note"),
    });
  }
  return (item) => byItem.get(item) ?? new Map<string, FigureNote>();
}

function optional(row: TableRow, column: string): string | null {
  return row[column] == null ? null : textCell(row, column);
}

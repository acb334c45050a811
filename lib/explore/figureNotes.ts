import type {TableRow} from "../catalog/decodeTables.js";
import {numberCell, textCell, wordCell} from "./textCell.js";

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
  /** What other sources say. */
  readonly others: readonly OtherNote[];
}

/** What another source says of a figure. */
export interface OtherNote extends Pick<FigureNote, "text" | "sourceTitle" | "sourceUrl" | "sourceKind" | "accessed"> {
  /** Why it is not the value used. */
  readonly reason: string;
}

/** The figures of one item by their path, such as `memory.bandwidth`. */
export type ItemFigures = ReadonlyMap<string, FigureNote>;

/** Finds the figures of each item of a kind in the rows of the figures table. */
export function figureNotes(rows: Iterable<TableRow>, itemKind: string): (item: string) => ItemFigures {
  const byItem = new Map<string, Map<string, FigureNote & {readonly others: OtherNote[]}>>();
  for (const row of rows) {
    if (row["itemKind"] !== itemKind) continue;
    const item = textCell(row, "item");
    const path = textCell(row, "path");
    const figures = byItem.get(item) ?? new Map<string, FigureNote & {readonly others: OtherNote[]}>();
    byItem.set(item, figures);
    const statement = {
      text: textCell(row, "text"),
      sourceTitle: textCell(row, "sourceTitle"),
      sourceUrl: wordCell(row, "sourceUrl"),
      sourceKind: textCell(row, "sourceKind"),
      accessed: wordCell(row, "sourceAccessed"),
    };
    const reason = wordCell(row, "unusedBecause");
    // The table states the value that is used before those that are not.
    if (reason !== null) figures.get(path)?.others.push({...statement, reason});
    else
      figures.set(path, {
        ...statement,
        value: numberCell(row, "value"),
        derivation: wordCell(row, "derivation"),
        note: wordCell(row, "note"),
        others: [],
      });
  }
  return (item) => byItem.get(item) ?? new Map<string, FigureNote>();
}

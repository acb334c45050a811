import {capitalised, formatCount, formatNumber} from "../explainer/format.js";
import type {FigureNote, ItemFigures} from "./figureNotes.js";

/** One cell: what it is sorted by, what it shows, and where that comes from. */
export interface SheetCell {
  /** Null is sorted to the end, whichever the order. */
  readonly value: number | string | null;
  readonly text: string;
  readonly isMissing: boolean;
  readonly figure: FigureNote | null;
}

/** One column; its unit stands in its head. */
export interface SheetColumn {
  /** As a query parameter names it. */
  readonly key: string;
  readonly label: string;
  readonly unit: string | null;
  readonly isNumeric: boolean;
}

/** A choice among the values of one property. */
export interface SheetFilter {
  /** As a query parameter names it. */
  readonly key: string;
  readonly label: string;
  readonly choices: readonly string[];
}

/** One row. */
export interface SheetItem {
  readonly id: string;
  readonly name: string;
  /** What a text is looked for in, in lower case. */
  readonly searchText: string;
  /** The value of each filter's property. */
  readonly groups: Readonly<Record<string, string>>;
  readonly cells: readonly SheetCell[];
  /** The home page does not compare it. */
  readonly standsAlone?: true;
}

/** A table of the catalog, ready to be shown, sorted and filtered. The first column holds the names. */
export interface CatalogSheet {
  /** What the rows are: "accelerators". */
  readonly noun: string;
  readonly columns: readonly SheetColumn[];
  readonly filters: readonly SheetFilter[];
  readonly items: readonly SheetItem[];
  /** The parameter by which the home page takes an item. */
  readonly homeParameter: "model" | "proposal";
}

/** How to fill a column from an item. */
export interface ColumnSpec<Item> extends SheetColumn {
  readonly cell: (item: Item, figures: ItemFigures) => SheetCell;
}

/** A column of words that need no source: a vendor, a family. */
export function wordColumn<Item>(key: string, label: string, of: (item: Item) => string): ColumnSpec<Item> {
  return {
    key,
    label,
    unit: null,
    isNumeric: false,
    cell: (item) => ({value: of(item), text: of(item), isMissing: false, figure: null}),
  };
}

/** How a column shows a figure. */
interface FigureSpec<Item> {
  readonly key: string;
  readonly label: string;
  readonly unit?: string;
  /** What one of the unit is in SI. */
  readonly scale?: number;
  readonly digits?: number;
  /** Where the figure stands in the item's file. */
  readonly path: string;
  readonly of: (item: Item, figures: ItemFigures) => number | null | undefined;
}

/** A column of figures, each with its source. */
export function figureColumn<Item>({
  key,
  label,
  unit,
  scale = 1,
  digits,
  path,
  of,
}: FigureSpec<Item>): ColumnSpec<Item> {
  return {
    key,
    label,
    unit: unit ?? null,
    isNumeric: true,
    cell(item, figures) {
      const value = of(item, figures) ?? null;
      const figure = figures.get(path) ?? null;
      if (value !== null) {
        const isCount = scale === 1 && digits === undefined && Number.isInteger(value);
        const text = isCount ? formatCount(value) : formatNumber(value / scale, digits);
        return {value, text, isMissing: false, figure};
      }
      // A figure may say that there is none, such as a sliding window; else nobody says anything.
      return {value: null, text: figure?.text ?? "not published", isMissing: figure === null, figure};
    },
  };
}

/** A column of yes and no, each with its source. */
export function flagColumn<Item>(
  key: string,
  label: string,
  path: string,
  of: (item: Item) => boolean,
): ColumnSpec<Item> {
  return {
    key,
    label,
    unit: null,
    isNumeric: false,
    cell: (item, figures) => ({
      value: Number(of(item)),
      text: of(item) ? "yes" : "no",
      isMissing: false,
      figure: figures.get(path) ?? null,
    }),
  };
}

/** A choice among the values that occur, in order. */
export function filterOf<Item>(key: string, items: readonly Item[], of: (item: Item) => string): SheetFilter {
  return {key, label: capitalised(key), choices: [...new Set(items.map(of))].sort()};
}

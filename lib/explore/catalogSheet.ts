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
  /** Whether one value divided by another means something: it does of a bandwidth, and not of a year. */
  readonly hasRatio: boolean;
  /** Shown only where items stand side by side: the table is wide enough without it. */
  readonly isDetail?: true;
}

/** A choice among the values of one property. */
export interface SheetFilter {
  /** As a query parameter names it. */
  readonly key: string;
  readonly label: string;
  readonly choices: readonly string[];
}

/** A choice of the least and the greatest value of one column. */
export interface SheetRange {
  /** Key of the column. */
  readonly column: string;
  /** As query parameters name the two ends. */
  readonly least: {readonly key: string; readonly label: string};
  readonly most: {readonly key: string; readonly label: string};
  /** What may be chosen, in order; the text is also what a query parameter holds. */
  readonly choices: readonly {readonly value: number; readonly text: string}[];
}

/** One row. */
export interface SheetItem {
  readonly id: string;
  readonly name: string;
  /** What a text is looked for in, in lower case. */
  readonly searchText: string;
  /** The value of each filter's property; null where it is not published. */
  readonly groups: Readonly<Record<string, string | null>>;
  readonly cells: readonly SheetCell[];
  /** The home page does not compare it. */
  readonly standsAlone?: true;
}

/** A table of the catalog, ready to be shown, sorted and filtered. The first column holds the names. */
export interface CatalogSheet {
  /** What a row is: "accelerator". */
  readonly noun: string;
  readonly columns: readonly SheetColumn[];
  readonly filters: readonly SheetFilter[];
  readonly range: SheetRange;
  readonly items: readonly SheetItem[];
  /** The folder of the items' own pages. */
  readonly folder: "hardware" | "models";
}

/** How to fill a column from an item. */
export interface ColumnSpec<Item> extends SheetColumn {
  readonly cell: (item: Item, figures: ItemFigures) => SheetCell;
}

const notPublished = {value: null, text: "not published", isMissing: true, figure: null} as const;

/** A column of words that need no source: a vendor, a family. */
export function wordColumn<Item>(
  key: string,
  label: string,
  of: (item: Item) => string | null,
  detail: {readonly isDetail?: true} = {},
): ColumnSpec<Item> {
  return {
    key,
    label,
    unit: null,
    isNumeric: false,
    hasRatio: false,
    ...detail,
    cell(item) {
      const text = of(item);
      return text === null ? notPublished : {value: text, text, isMissing: false, figure: null};
    },
  };
}

/** A column of years. */
export function yearColumn<Item>(key: string, label: string, of: (item: Item) => number | null): ColumnSpec<Item> {
  return {
    key,
    label,
    unit: null,
    isNumeric: true,
    hasRatio: false,
    cell(item) {
      const year = of(item);
      return year === null ? notPublished : {value: year, text: String(year), isMissing: false, figure: null};
    },
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
  readonly isDetail?: true;
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
  ...detail
}: FigureSpec<Item>): ColumnSpec<Item> {
  return {
    key,
    label,
    unit: unit ?? null,
    isNumeric: true,
    hasRatio: true,
    ...detail,
    cell(item, figures) {
      const value = of(item, figures) ?? null;
      const figure = figures.get(path) ?? null;
      if (value !== null) {
        const isCount = scale === 1 && digits === undefined && Number.isInteger(value);
        const text = isCount ? formatCount(value) : formatNumber(value / scale, digits);
        return {value, text, isMissing: false, figure};
      }
      // A figure may say that there is none, such as a sliding window; else nobody says anything.
      return figure === null ? notPublished : {value: null, text: figure.text, isMissing: false, figure};
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
    hasRatio: false,
    cell: (item, figures) => ({
      value: Number(of(item)),
      text: of(item) ? "yes" : "no",
      isMissing: false,
      figure: figures.get(path) ?? null,
    }),
  };
}

/** A choice among the values that occur, in order. */
export function filterOf<Item>(
  key: string,
  items: readonly Item[],
  of: (item: Item) => string | null,
  label = capitalised(key),
): SheetFilter {
  const words = items.map(of).filter((word) => word !== null);
  return {key, label, choices: [...new Set(words)].sort(collator.compare)};
}

const collator = new Intl.Collator("en", {numeric: true, sensitivity: "base"});

/** The order in which people look for names: by number where a name holds one, whatever the case. */
export function compareWords(one: string, other: string): number {
  return collator.compare(one, other) || (one < other ? -1 : one > other ? 1 : 0);
}

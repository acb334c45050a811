import type * as Arquero from "arquero";
import {compareWords, type CatalogSheet} from "../lib/explore/catalogSheet.js";
import {searchWords, type TableState} from "../lib/explore/tableState.js";

/** What of arquero a table needs; a page imports it, because our own modules are loaded by pages and tests alike. */
export type Verbs = Pick<typeof Arquero, "table" | "desc" | "escape">;

/** A row of the table below, as arquero hands it to a predicate. */
type Row = Readonly<Record<string, string | number | null>>;

const orderOf = (key: string): string => `order of ${key}`;
const groupOf = (key: string): string => `group of ${key}`;

/**
 * Finds the rows of a sheet that a state shows, in order, as indices of its items: filters and sorts a table by arquero's
 * verbs. Rows alike in the column that is sorted by, and those without a value there, stay in order of name.
 */
export function sheetRows(sheet: CatalogSheet, {table, desc, escape}: Verbs): (state: TableState) => readonly number[] {
  const {columns, filters, range, items} = sheet;
  const sortable = columns.map(({key}, column) => {
    const values = items.map(({cells}) => cells[column]!.value);
    return [orderOf(key), ordersOf(values)] as const;
  });
  const ranged = columns.findIndex(({key}) => key === range.column);
  const all = table({
    ...Object.fromEntries(sortable),
    ...Object.fromEntries(filters.map(({key}) => [groupOf(key), items.map(({groups}) => groups[key] ?? null)])),
    words: items.map(({searchText}) => searchText),
    size: items.map(({cells}) => cells[ranged]?.value ?? null),
    name: ranks(items, (a, b) => compareWords(a.name, b.name) || (a.id < b.id ? -1 : 1)),
  });
  const where = (rows: typeof all, holds: (row: Row) => boolean) => rows.filter(escape(holds));

  return (state) => {
    let rows = all;
    for (const {key} of filters) {
      const choice = state.choices[key];
      if (choice) rows = where(rows, (row) => row[groupOf(key)] === choice);
    }
    const {least, most} = state;
    if (least !== null) rows = where(rows, ({size}) => typeof size === "number" && size >= least);
    if (most !== null) rows = where(rows, ({size}) => typeof size === "number" && size <= most);
    for (const word of searchWords(state)) rows = where(rows, ({words}) => String(words).includes(word));
    const key = orderOf(state.sort);
    const isUnknown = (row: Row): number => (row[key] === null ? 1 : 0);
    return Array.from(rows.orderby(escape(isUnknown), state.isDescending ? desc(key) : key, "name").indices());
  };
}

/** Numbers by which values are sorted: their own, and of words their place; null for what is not published. */
function ordersOf(values: readonly (string | number | null)[]): readonly (number | null)[] {
  const words = [...new Set(values.filter((value) => typeof value === "string"))].sort(compareWords);
  const places = new Map(words.map((word, place) => [word, place]));
  return values.map((value) => (typeof value === "string" ? places.get(value)! : value));
}

/** The place of each item in an order. */
function ranks<Item>(items: readonly Item[], compare: (a: Item, b: Item) => number): readonly number[] {
  const ranked: number[] = [];
  for (const [place, index] of [...items.keys()].sort((a, b) => compare(items[a]!, items[b]!)).entries())
    ranked[index] = place;
  return ranked;
}

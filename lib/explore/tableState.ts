import {nearest} from "../catalog/nearest.js";
import type {CatalogSheet, SheetItem} from "./catalogSheet.js";

/** How a table is sorted and what it shows. */
export interface TableState {
  /** Key of the column that it is sorted by. */
  readonly sort: string;
  readonly isDescending: boolean;
  /** What the names must contain; "" for all. */
  readonly text: string;
  /** The choice of each filter; "" for all. */
  readonly choices: Readonly<Record<string, string>>;
}

/** What the state of a table depends on. */
export type TableShape = Pick<CatalogSheet, "columns" | "filters">;

const longestText = 100;
const longestQuery = 2_000;

/** All rows, in order of name. */
export function defaultTableState({columns, filters}: TableShape): TableState {
  const choices = Object.fromEntries(filters.map(({key}) => [key, ""]));
  return {sort: columns[0]?.key ?? "", isDescending: false, text: "", choices};
}

/** The items to show, in order. Items alike in the column, and those without a value there, stay in order of name. */
export function arrange({columns, items, filters}: CatalogSheet, state: TableState): readonly SheetItem[] {
  const column = Math.max(
    0,
    columns.findIndex(({key}) => key === state.sort),
  );
  const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  const direction = state.isDescending ? -1 : 1;
  return items
    .filter(({searchText, groups}) => {
      const isChosen = filters.every(({key}) => !state.choices[key] || groups[key] === state.choices[key]);
      return isChosen && words.every((word) => searchText.includes(word));
    })
    .toSorted((a, b) => {
      const [one, other] = [a.cells[column]?.value ?? null, b.cells[column]?.value ?? null];
      if (one === null || other === null) return Number(one === null) - Number(other === null) || byName(a, b);
      return direction * compare(one, other) || byName(a, b);
    });
}

/** A click on a column's head: largest numbers first, names from A; a second click turns it round. */
export function sortedBy(state: TableState, {columns}: TableShape, key: string): TableState {
  const isDescending =
    state.sort === key ? !state.isDescending : (columns.find((column) => column.key === key)?.isNumeric ?? false);
  return {...state, sort: key, isDescending};
}

/** The query string of a state, after whatever other parameters `present` has; "" where all is as by default. */
export function encodeTableQuery(state: TableState, shape: TableShape, present = ""): string {
  const defaults = defaultTableState(shape);
  const query = new URLSearchParams(present.length > longestQuery ? "" : present);
  const set = (name: string, value: string, fallback: string) => {
    query.delete(name);
    if (value !== fallback) query.set(name, value);
  };
  set("sort", state.sort, defaults.sort);
  set("order", state.isDescending ? "descending" : "ascending", "ascending");
  set("find", state.text, "");
  for (const {key} of shape.filters) set(key, state.choices[key] ?? "", "");
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** The state that a query string stands for, and a sentence for each part of it that could not be used. */
export function decodeTableQuery(
  search: string,
  shape: TableShape,
): {readonly state: TableState; readonly notices: readonly string[]} {
  const defaults = defaultTableState(shape);
  if (search.length > longestQuery) {
    return {state: defaults, notices: [`The link is longer than ${longestQuery} characters and was not read.`]};
  }
  const query = new URLSearchParams(search);
  const notices: string[] = [];
  const read = (name: string, fallback: string, expected: string, valid: (text: string) => string | undefined) => {
    const [text, ...more] = query.getAll(name);
    if (text === undefined) return fallback;
    const value = more.length === 0 ? valid(text) : undefined;
    if (value !== undefined) return value;
    const got = more.length === 0 ? JSON.stringify(text.slice(0, 60)) : `${more.length + 1} of them`;
    notices.push(`Query parameter "${name}": got ${got}, expected ${expected}. Showing the default instead.`);
    return fallback;
  };
  const among = (name: string, fallback: string, words: readonly string[]) => {
    const near = nearest(query.get(name) ?? "", words);
    const expected = `${words.join(", ")}${near === undefined ? "" : ` (did you mean "${near}"?)`}`;
    return read(name, fallback, expected, (text) => words.find((word) => word.toLowerCase() === text.toLowerCase()));
  };
  const sort = among(
    "sort",
    defaults.sort,
    shape.columns.map(({key}) => key),
  );
  const order = among("order", "ascending", ["ascending", "descending"]);
  const text = read("find", "", `a text of at most ${longestText} characters`, (value) =>
    value.length <= longestText ? value : undefined,
  );
  const choices = Object.fromEntries(shape.filters.map(({key, choices: words}) => [key, among(key, "", words)]));
  return {state: {sort, isDescending: order === "descending", text, choices}, notices};
}

const collator = new Intl.Collator("en", {numeric: true, sensitivity: "base"});

function compare(one: number | string, other: number | string): number {
  return typeof one === "number" && typeof other === "number"
    ? one - other
    : collator.compare(String(one), String(other));
}

function byName(a: SheetItem, b: SheetItem): number {
  return collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
}

import {nearest} from "../catalog/nearest.js";
import type {CatalogSheet} from "./catalogSheet.js";

/** How a table is sorted, what it shows, and which of its items stand side by side. */
export interface TableState {
  /** Key of the column that it is sorted by. */
  readonly sort: string;
  readonly isDescending: boolean;
  /** What the names must contain; "" for all. */
  readonly text: string;
  /** The choice of each filter; "" for all. */
  readonly choices: Readonly<Record<string, string>>;
  /** The least and the greatest value of the range's column; null for no bound. */
  readonly least: number | null;
  readonly most: number | null;
  /** Ids of the items that are compared, the one that the others are held against first. */
  readonly compared: readonly string[];
}

/** What the state of a table depends on. */
export type TableShape = Pick<CatalogSheet, "noun" | "columns" | "filters" | "range"> & {
  readonly items: readonly {readonly id: string; readonly name: string}[];
};

/** How many items stand side by side at most: what a phone has room for. */
export const mostCompared = 4;

const longestText = 100;
const longestQuery = 2_000;

/** All rows, in order of name. */
export function defaultTableState({columns, filters}: Pick<TableShape, "columns" | "filters">): TableState {
  const choices = Object.fromEntries(filters.map(({key}) => [key, ""]));
  return {
    sort: columns[0]?.key ?? "",
    isDescending: false,
    text: "",
    choices,
    least: null,
    most: null,
    compared: [],
  };
}

/** The words of a text that is looked for, all of which must occur. */
export function searchWords({text}: Pick<TableState, "text">): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Whether anything narrows the table. */
export function isNarrowed({text, choices, least, most}: TableState): boolean {
  return (
    text.trim() !== "" || Object.values(choices).some((choice) => choice !== "") || least !== null || most !== null
  );
}

/** A click on a column's head: largest numbers first, names from A; a second click turns it round. */
export function sortedBy(state: TableState, {columns}: Pick<TableShape, "columns">, key: string): TableState {
  const isDescending =
    state.sort === key ? !state.isDescending : (columns.find((column) => column.key === key)?.isNumeric ?? false);
  return {...state, sort: key, isDescending};
}

/** The state with an item added to those compared, or taken out; null where there are as many as there can be. */
export function withCompared(state: TableState, id: string): TableState | null {
  const {compared} = state;
  if (compared.includes(id)) return {...state, compared: compared.filter((other) => other !== id)};
  return compared.length === mostCompared ? null : {...state, compared: [...compared, id]};
}

/** The state in which the others are held against this item. */
export function heldAgainst(state: TableState, id: string): TableState {
  return {...state, compared: [id, ...state.compared.filter((other) => other !== id)]};
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
  const {least, most, choices} = shape.range;
  const textOf = (bound: number | null): string => choices.find(({value}) => value === bound)?.text ?? "";
  set(least.key, textOf(state.least), "");
  set(most.key, textOf(state.most), "");
  set("compare", state.compared.join(","), "");
  // A comma needs no escape in a query, and an address is easier to read without.
  const text = query.toString().replaceAll("%2C", ",");
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
    shape.columns.filter(({isDetail}) => !isDetail).map(({key}) => key),
  );
  const order = among("order", "ascending", ["ascending", "descending"]);
  const text = read("find", "", `a text of at most ${longestText} characters`, (value) =>
    value.length <= longestText ? value : undefined,
  );
  const choices = Object.fromEntries(shape.filters.map(({key, choices: words}) => [key, among(key, "", words)]));
  const bounds = shape.range.choices.map((choice) => choice.text);
  const bound = ({key}: {readonly key: string}): number | null => {
    const chosen = among(key, "", bounds);
    return shape.range.choices.find((choice) => choice.text === chosen)?.value ?? null;
  };
  const least = bound(shape.range.least);
  const most = bound(shape.range.most);
  const compared = decodeCompared(query.getAll("compare"), shape, notices);
  return {state: {sort, isDescending: order === "descending", text, choices, least, most, compared}, notices};
}

/** The items that a link compares: those that there are, each once, as many as there is room for. */
function decodeCompared(texts: readonly string[], {noun, items}: TableShape, notices: string[]): readonly string[] {
  const words = texts
    .join(",")
    .split(",")
    .map((word) => word.trim().toLowerCase())
    .filter(Boolean);
  const known = new Set(items.map(({id}) => id));
  const found: string[] = [];
  for (const word of new Set(words)) {
    if (!known.has(word)) {
      const near = nearest(word, known);
      const meant = near === undefined ? "" : ` (did you mean "${near}"?)`;
      const got = JSON.stringify(word.slice(0, 60));
      notices.push(`Query parameter "compare": no ${noun} has the id ${got}${meant}. It is left out.`);
    } else found.push(word);
  }
  if (found.length > mostCompared)
    notices.push(
      `Query parameter "compare": got ${found.length} ids, expected ${mostCompared} at most. Showing the first ${mostCompared}.`,
    );
  return found.slice(0, mostCompared);
}

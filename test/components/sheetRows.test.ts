// @vitest-environment jsdom
import {desc, escape, table} from "arquero";
import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {compareWords, type CatalogSheet, type SheetItem} from "../../lib/explore/catalogSheet.js";
import {hardwareSheet} from "../../lib/explore/hardwareSheet.js";
import {defaultTableState, type TableState} from "../../lib/explore/tableState.js";
import {sheetRows} from "../../src/components/sheetRows.js";
import {catalogRows} from "./catalogRows.js";

const verbs = {table, desc, escape};
const hardware = hardwareSheet(catalogRows("hardware"), catalogRows("figures"));

const column = (key: string, isNumeric: boolean) => ({key, label: key, unit: null, isNumeric, hasRatio: isNumeric});
const item = (name: string, size: number | null, maker: string | null): SheetItem => ({
  id: name.toLowerCase(),
  name,
  searchText: `${name} ${maker ?? ""}`.toLowerCase(),
  groups: {maker},
  cells: [name, size, maker].map((value) => ({
    value,
    text: String(value),
    isMissing: value === null,
    figure: null,
  })),
});
const things: CatalogSheet = {
  noun: "thing",
  folder: "models",
  columns: [column("name", false), column("size", true), column("maker", false)],
  filters: [{key: "maker", label: "Maker", choices: ["Bolt & Co", "Älg"]}],
  range: {
    column: "size",
    least: {key: "from", label: "From"},
    most: {key: "to", label: "To"},
    choices: [{value: 3, text: "3"}],
  },
  items: [
    item("b2", 3, "Älg"),
    item("B10", null, "Älg"),
    item("a", 3, "Bolt & Co"),
    item("c", 20, "Bolt & Co"),
    item("d", 1, null),
  ],
};
const defaults = defaultTableState(things);
const rowsOf = sheetRows(things, verbs);
const names = (state: Partial<TableState>) => rowsOf({...defaults, ...state}).map((index) => things.items[index]!.name);

/** The same by plain arrays. */
function byArrays({columns, filters, range, items}: CatalogSheet, state: TableState): number[] {
  const sort = columns.findIndex(({key}) => key === state.sort);
  const size = columns.findIndex(({key}) => key === range.column);
  return items
    .map((each, index) => ({
      each,
      index,
      value: each.cells[sort]!.value,
      size: each.cells[size]!.value as number | null,
    }))
    .filter(({each}) => filters.every(({key}) => !state.choices[key] || each.groups[key] === state.choices[key]))
    .filter(({each}) =>
      state.text
        .toLowerCase()
        .split(/\s+/)
        .every((word) => each.searchText.includes(word)),
    )
    .filter((row) => state.least === null || (row.size !== null && row.size >= state.least))
    .filter((row) => state.most === null || (row.size !== null && row.size <= state.most))
    .sort((a, b) => {
      const named = compareWords(a.each.name, b.each.name);
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null) || named;
      const compared = typeof a.value === "number" ? a.value - Number(b.value) : compareWords(a.value, String(b.value));
      return (state.isDescending ? -compared : compared) || named;
    })
    .map(({index}) => index);
}

describe("sheetRows", () => {
  it("orders names as people do, and equals by name, the missing last either way", () => {
    expect(names({})).toEqual(["a", "b2", "B10", "c", "d"]);
    expect(names({sort: "size"})).toEqual(["d", "a", "b2", "c", "B10"]);
    expect(names({sort: "size", isDescending: true})).toEqual(["c", "a", "b2", "d", "B10"]);
    expect(names({sort: "maker", isDescending: true})).toEqual(["a", "c", "b2", "B10", "d"]);
  });

  it("keeps the items that hold every word, in any case", () => {
    expect(names({text: " BOLT  c "})).toEqual(["a", "c"]);
    expect(names({text: "bolt", choices: {maker: "Älg"}})).toEqual([]);
  });

  it("keeps the items within the range, and none whose value is not known", () => {
    expect(names({least: 3})).toEqual(["a", "b2", "c"]);
    expect(names({most: 3})).toEqual(["a", "b2", "d"]);
    expect(names({least: 3, most: 3})).toEqual(["a", "b2"]);
  });

  it("finds of all accelerators what plain arrays find", () => {
    const {columns, filters, range} = hardware;
    const among = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
    const years = among([null, ...range.choices.map(({value}) => value)]);
    const state = fc.record({
      sort: among(columns.map(({key}) => key)),
      isDescending: fc.boolean(),
      text: among(["", "h", "nvidia sxm", "a1", "zz"]),
      choices: fc.record(Object.fromEntries(filters.map(({key, choices}) => [key, among(["", "", ...choices])]))),
      least: years,
      most: years,
      compared: fc.constant([]),
    });
    const rows = sheetRows(hardware, verbs);
    fc.assert(
      fc.property(state, (each) => {
        expect(rows(each)).toEqual(byArrays(hardware, each));
      }),
    );
  });
});

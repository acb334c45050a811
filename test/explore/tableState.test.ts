import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  arrange,
  decodeTableQuery,
  defaultTableState,
  encodeTableQuery,
  sortedBy,
  type TableState,
} from "../../lib/explore/tableState.js";
import type {CatalogSheet, SheetItem} from "../../lib/explore/catalogSheet.js";

const column = (key: string, isNumeric: boolean) => ({key, label: key, unit: null, isNumeric});
const item = (name: string, size: number | null, maker: string): SheetItem => ({
  id: name.toLowerCase(),
  name,
  searchText: `${name} ${maker}`.toLowerCase(),
  groups: {maker},
  cells: [name, size].map((value) => ({value, text: String(value), isMissing: value === null, figure: null})),
});
const sheet: CatalogSheet = {
  noun: "things",
  homeParameter: "model",
  columns: [column("name", false), column("size", true)],
  filters: [{key: "maker", label: "Maker", choices: ["Bolt & Co", "Älg"]}],
  items: [item("b2", 3, "Älg"), item("B10", null, "Älg"), item("a", 3, "Bolt & Co"), item("c", 20, "Bolt & Co")],
};
const defaults = defaultTableState(sheet);
const states: fc.Arbitrary<TableState> = fc.record({
  sort: fc.constantFrom("name", "size"),
  isDescending: fc.boolean(),
  text: fc.string({unit: "grapheme", maxLength: 20}),
  choices: fc.record({maker: fc.constantFrom("", "Bolt & Co", "Älg")}),
});

describe("encodeTableQuery", () => {
  it("gives what decodeTableQuery takes back, beside other people's parameters", () => {
    fc.assert(
      fc.property(states, fc.constantFrom("", "?utm=1&x=%20", "?sort=size&find=old"), (state, present) => {
        const query = encodeTableQuery(state, sheet, present);
        expect(decodeTableQuery(query, sheet)).toEqual({state, notices: []});
        expect(query.includes("utm=1")).toBe(present.includes("utm=1"));
      }),
    );
  });

  it("leaves out what is as by default", () => {
    expect(encodeTableQuery(defaults, sheet)).toBe("");
    expect(encodeTableQuery({...defaults, isDescending: true}, sheet)).toBe("?order=descending");
  });
});

describe("decodeTableQuery", () => {
  it("never throws, and gives a state that can be shown, whatever the query", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webQueryParameters()),
        fc.constantFrom("", "sort=", "maker=", "order=x&"),
        (text, lead) => {
          const {state, notices} = decodeTableQuery(`?${lead}${text}`, sheet);
          expect(["name", "size"]).toContain(state.sort);
          expect(arrange(sheet, state).length).toBeLessThanOrEqual(sheet.items.length);
          for (const notice of notices)
            expect(notice).toMatch(/^Query parameter ".*default instead\.$|^The link is longer/s);
        },
      ),
    );
  });

  it("does not read a query of unreasonable length", () => {
    const {state, notices} = decodeTableQuery(`?find=${"x".repeat(3_000)}`, sheet);
    expect(state).toEqual(defaults);
    expect(notices).toEqual(["The link is longer than 2000 characters and was not read."]);
  });
});

describe("arrange", () => {
  const names = (state: Partial<TableState>) => arrange(sheet, {...defaults, ...state}).map(({name}) => name);

  it("orders names as people do, and equals by name, the missing last either way", () => {
    expect(names({})).toEqual(["a", "b2", "B10", "c"]);
    expect(names({sort: "size"})).toEqual(["a", "b2", "c", "B10"]);
    expect(names({sort: "size", isDescending: true})).toEqual(["c", "a", "b2", "B10"]);
  });

  it("keeps the items that hold every word, in any case", () => {
    expect(names({text: " BOLT  c "})).toEqual(["a", "c"]);
    expect(names({text: "bolt", choices: {maker: "Älg"}})).toEqual([]);
  });
});

describe("sortedBy", () => {
  it("begins numbers with the largest and names with the first, and turns round on a second click", () => {
    const bySize = sortedBy(defaults, sheet, "size");
    expect(bySize).toMatchObject({sort: "size", isDescending: true});
    expect(sortedBy(bySize, sheet, "size").isDescending).toBe(false);
    expect(sortedBy(bySize, sheet, "name")).toMatchObject({sort: "name", isDescending: false});
  });
});

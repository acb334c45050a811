import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  decodeTableQuery,
  defaultTableState,
  encodeTableQuery,
  heldAgainst,
  isNarrowed,
  mostCompared,
  searchWords,
  sortedBy,
  withCompared,
  type TableState,
} from "../../lib/explore/tableState.js";
import type {CatalogSheet, SheetItem} from "../../lib/explore/catalogSheet.js";

const column = (key: string, isNumeric: boolean) => ({key, label: key, unit: null, isNumeric, hasRatio: isNumeric});
const item = (id: string): SheetItem => ({
  id,
  name: id.toUpperCase(),
  searchText: id,
  groups: {maker: null},
  cells: [],
});
const ids = ["a", "b", "c", "d", "ee", "f-10"];
const sheet: CatalogSheet = {
  noun: "thing",
  folder: "models",
  columns: [column("name", false), column("size", true), {...column("inner", true), isDetail: true}],
  filters: [{key: "maker", label: "Maker", choices: ["Bolt & Co", "Älg"]}],
  range: {
    column: "size",
    least: {key: "at-least", label: "At least"},
    most: {key: "at-most", label: "At most"},
    choices: [
      {value: 1e9, text: "1"},
      {value: 2e9, text: "2"},
    ],
  },
  items: ids.map(item),
};
const defaults = defaultTableState(sheet);
const bounds = fc.constantFrom(null, 1e9, 2e9);
const states: fc.Arbitrary<TableState> = fc.record({
  sort: fc.constantFrom("name", "size"),
  isDescending: fc.boolean(),
  text: fc.string({unit: "grapheme", maxLength: 20}),
  choices: fc.record({maker: fc.constantFrom("", "Bolt & Co", "Älg")}),
  least: bounds,
  most: bounds,
  compared: fc.shuffledSubarray(ids, {maxLength: mostCompared}),
});

describe("encodeTableQuery", () => {
  it("gives what decodeTableQuery takes back, beside other people's parameters", () => {
    fc.assert(
      fc.property(states, fc.constantFrom("", "?utm=1&x=%20", "?sort=size&find=old&compare=zz"), (state, present) => {
        const query = encodeTableQuery(state, sheet, present);
        expect(decodeTableQuery(query, sheet)).toEqual({state, notices: []});
        expect(query.includes("utm=1")).toBe(present.includes("utm=1"));
      }),
    );
  });

  it("leaves out what is as by default, and no more than it must behind escapes", () => {
    expect(encodeTableQuery(defaults, sheet)).toBe("");
    expect(encodeTableQuery({...defaults, isDescending: true}, sheet)).toBe("?order=descending");
    expect(encodeTableQuery({...defaults, least: 2e9, compared: ["b", "f-10"]}, sheet)).toBe(
      "?at-least=2&compare=b,f-10",
    );
  });
});

describe("decodeTableQuery", () => {
  it("never throws, and gives a state that can be shown, whatever the query", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webQueryParameters()),
        fc.constantFrom("", "sort=", "maker=", "order=x&", "at-most=", "compare=", "compare=a,"),
        (text, lead) => {
          const {state, notices} = decodeTableQuery(`?${lead}${text}`, sheet);
          expect(["name", "size"]).toContain(state.sort);
          expect([null, 1e9, 2e9]).toContain(state.most);
          expect(ids).toEqual(expect.arrayContaining([...state.compared]));
          expect(new Set(state.compared).size).toBe(state.compared.length);
          for (const notice of notices)
            expect(notice).toMatch(/^Query parameter ".*(?:default instead|left out|first 4)\.$|^The link is longer/s);
        },
      ),
    );
  });

  it("does not read a query of unreasonable length", () => {
    const {state, notices} = decodeTableQuery(`?find=${"x".repeat(3_000)}`, sheet);
    expect(state).toEqual(defaults);
    expect(notices).toEqual(["The link is longer than 2000 characters and was not read."]);
  });

  it("leaves out compared items that there are not, names the nearest, and takes as many as there is room for", () => {
    expect(decodeTableQuery("?compare=F-10,f-1,a,a,zebra", sheet)).toEqual({
      state: {...defaults, compared: ["f-10", "a"]},
      notices: [
        'Query parameter "compare": no thing has the id "f-1" (did you mean "f-10"?). It is left out.',
        'Query parameter "compare": no thing has the id "zebra". It is left out.',
      ],
    });
    expect(decodeTableQuery("?compare=a,b,c&compare=d,ee", sheet)).toEqual({
      state: {...defaults, compared: ["a", "b", "c", "d"]},
      notices: ['Query parameter "compare": got 5 ids, expected 4 at most. Showing the first 4.'],
    });
  });

  it("does not sort by a column that the table does not show", () => {
    expect(decodeTableQuery("?sort=inner", sheet).notices).toEqual([
      'Query parameter "sort": got "inner", expected name, size. Showing the default instead.',
    ]);
  });
});

describe("searchWords", () => {
  it("are in lower case, without the spaces around them", () => {
    expect(searchWords({text: " BOLT  c "})).toEqual(["bolt", "c"]);
    expect(searchWords({text: "  "})).toEqual([]);
  });
});

describe("isNarrowed", () => {
  it("tells whether anything is left out, which neither order nor comparison does", () => {
    expect(isNarrowed({...defaults, sort: "size", compared: ["a"], text: " "})).toBe(false);
    for (const change of [{text: "a"}, {choices: {maker: "Älg"}}, {least: 1e9}, {most: 1e9}])
      expect(isNarrowed({...defaults, ...change})).toBe(true);
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

describe("withCompared", () => {
  it("adds an item at the end, takes it out again, and refuses one too many", () => {
    const four = ["a", "b", "c", "d"].reduce<TableState>((state, id) => withCompared(state, id)!, defaults);
    expect(four.compared).toEqual(["a", "b", "c", "d"]);
    expect(withCompared(four, "ee")).toBeNull();
    expect(withCompared(four, "b")?.compared).toEqual(["a", "c", "d"]);
  });
});

describe("heldAgainst", () => {
  it("puts an item first and keeps the order of the others", () => {
    expect(heldAgainst({...defaults, compared: ["a", "b", "c"]}, "c").compared).toEqual(["c", "a", "b"]);
  });
});

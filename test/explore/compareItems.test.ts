import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {SheetItem} from "../../lib/explore/catalogSheet.js";
import {compareItems} from "../../lib/explore/compareItems.js";
import {homeQuery} from "../../lib/explore/homeLink.js";

const columns = [
  {key: "name", label: "Name", unit: null, isNumeric: false, hasRatio: false},
  {key: "rate", label: "Rate", unit: "TB/s", isNumeric: true, hasRatio: true},
  {key: "year", label: "Year", unit: null, isNumeric: true, hasRatio: false},
  {key: "power", label: "Power", unit: "W", isNumeric: true, hasRatio: true},
];
const item = (id: string, ...values: (number | null)[]): SheetItem => ({
  id,
  name: id,
  searchText: id,
  groups: {},
  cells: [id, ...values].map((value) => ({
    value,
    text: value === null ? "not published" : String(value),
    isMissing: value === null,
    figure: null,
  })),
});
const sheet = {columns, items: [item("a", 2, 2020, null), item("b", 3.28, 2022, null), item("c", 1, null, null)]};

describe("compareItems", () => {
  it("gives each figure as a ratio to the first item's, in three digits, and none of a year", () => {
    const {items, rows} = compareItems(sheet, ["a", "b", "c"]);
    expect(items.map(({id}) => id)).toEqual(["a", "b", "c"]);
    expect(rows.map(({column, cells}) => [column.key, cells.map(({ratioText}) => ratioText)])).toEqual([
      ["rate", [null, "1.64×", "0.500×"]],
      ["year", [null, null, null]],
    ]);
  });

  it("holds the others against whichever comes first", () => {
    const {rows} = compareItems(sheet, ["b", "a"]);
    expect(rows[0]!.cells.map(({ratioText}) => ratioText)).toEqual([null, "0.610×"]);
  });

  it("names what none of them states, and says so of the one that does not", () => {
    const {rows, absent} = compareItems(sheet, ["a", "c"]);
    expect(absent.map(({key}) => key)).toEqual(["power"]);
    expect(rows[1]!.cells[1]).toMatchObject({text: "not published", ratio: null, reach: null});
  });

  it("gives no ratio where the first item's figure is not known, or is zero", () => {
    const odd = {columns, items: [item("a", null, null, 0), item("b", 2, null, 5)]};
    for (const row of compareItems(odd, ["a", "b"]).rows) expect(row.cells[1]!.ratio).toBeNull();
  });

  it("leaves out ids that there are not", () => {
    expect(compareItems(sheet, ["x", "c"]).items.map(({id}) => id)).toEqual(["c"]);
    expect(compareItems(sheet, []).rows).toEqual([]);
  });

  it("draws every ratio within the bar, its sides opposite where the items trade places, and small ones small", () => {
    const rates = fc.double({min: 1e-3, max: 1e15, noNaN: true});
    fc.assert(
      fc.property(rates, rates, (one, other) => {
        const pair = {columns, items: [item("a", one, null, null), item("b", other, null, null)]};
        const there = compareItems(pair, ["a", "b"]).rows[0]!.cells[1]!;
        const back = compareItems(pair, ["b", "a"]).rows[0]!.cells[1]!;
        expect(Math.abs(there.reach!)).toBeLessThanOrEqual(1 + 1e-12);
        expect(there.reach! + back.reach!).toBeCloseTo(0, 9);
        expect(there.ratio! * back.ratio!).toBeCloseTo(1, 9);
        if (Math.abs(Math.log(there.ratio!)) < 0.01) expect(Math.abs(there.reach!)).toBeLessThan(0.02);
      }),
    );
  });
});

describe("homeQuery", () => {
  const [a, h] = [item("a100-sxm-80"), item("h100-sxm")];

  it("holds an accelerator against the first, or against the home page's own baseline", () => {
    expect(homeQuery({folder: "hardware"}, h, a)).toBe("?baseline=a100-sxm-80&proposal=h100-sxm");
    expect(homeQuery({folder: "hardware"}, h)).toBe("?baseline=a100-sxm-80&proposal=h100-sxm");
    expect(homeQuery({folder: "hardware"}, a)).toBe("?baseline=h100-sxm&proposal=a100-sxm-80");
  });

  it("runs a model", () => {
    expect(homeQuery({folder: "models"}, item("qwen3-8b"), item("x"))).toBe("?model=qwen3-8b");
  });

  it("is null where either cannot be computed", () => {
    const alone = {...item("x"), standsAlone: true as const};
    expect(homeQuery({folder: "hardware"}, alone, a)).toBeNull();
    expect(homeQuery({folder: "hardware"}, a, alone)).toBeNull();
  });
});

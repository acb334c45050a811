import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {WorstRows, type WorstRow} from "../../lib/validate/worstRows.js";

const row = (logError: number, index = 0): WorstRow => ({
  id: String(index),
  place: "t.csv:2",
  category: "c",
  predicted: 2,
  measured: 1,
  logError,
});

describe("WorstRows", () => {
  it("keeps the ten with the largest errors, the worst first and of equal ones the first", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: -20, max: 20}), {maxLength: 60}), (errors) => {
        const rows = errors.map(row);
        const [whole, first, second] = [new WorstRows(), new WorstRows(), new WorstRows()];
        rows.forEach((each, index) => {
          whole.add(each);
          (index < rows.length / 2 ? first : second).add(each);
        });
        const expected = rows.toSorted((a, b) => Math.abs(b.logError) - Math.abs(a.logError)).slice(0, 10);
        expect(whole.list()).toEqual(expected);
        first.merge(second);
        expect(first.list()).toEqual(expected);
      }),
    );
  });

  it("says beforehand which it would keep", () => {
    const worst = new WorstRows();
    for (let index = 1; index <= 10; index++) worst.add(row(index));
    expect([worst.takes(1), worst.takes(-1.5)]).toEqual([false, true]);
  });
});

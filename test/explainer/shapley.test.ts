import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {interaction, shapleyValues, tabulate} from "../../lib/explainer/shapley.js";

describe("shapleyValues", () => {
  it("gives 1/6, 1/6, 2/3 in the glove game (two left gloves, one right; Osborne & Rubinstein, A Course in Game Theory)", () => {
    const table = tabulate(3, (coalition) => ((coalition & 4) !== 0 && (coalition & 3) !== 0 ? 1 : 0));
    const values = shapleyValues(table);
    [1 / 6, 1 / 6, 2 / 3].forEach((expected, player) => {
      expect(values[player]).toBeCloseTo(expected, 15);
    });
  });

  it("shares the cost of a runway as Littlechild & Owen (1973) do: 8, 11, 13, 18 give 2, 3, 4, 9", () => {
    const costs = [8, 11, 13, 18];
    const table = tabulate(4, (coalition) => Math.max(0, ...costs.filter((_, player) => coalition & (1 << player))));
    const values = shapleyValues(table);
    [2, 3, 4, 9].forEach((expected, player) => {
      expect(values[player]).toBeCloseTo(expected, 14);
    });
  });

  it("equals the average over all orders of arrival, for any game of four players", () => {
    fc.assert(
      fc.property(fc.array(fc.double({min: -5, max: 5, noNaN: true}), {minLength: 16, maxLength: 16}), (game) => {
        const table = Float64Array.from(game);
        const sums = [0, 0, 0, 0];
        for (const order of permutations([0, 1, 2, 3])) {
          let coalition = 0;
          for (const player of order) {
            const joined = coalition | (1 << player);
            sums[player]! += table[joined]! - table[coalition]!;
            coalition = joined;
          }
        }
        shapleyValues(table).forEach((value, player) => {
          expect(value).toBeCloseTo(sums[player]! / 24, 12);
        });
      }),
      {numRuns: 300},
    );
  });

  it("gives nobody anything where there are no players", () => {
    expect(shapleyValues(tabulate(0, () => 3))).toEqual([]);
  });
});

describe("interaction", () => {
  it("is what two players give only together", () => {
    const table = tabulate(2, (coalition) => (coalition === 3 ? 5 : coalition === 0 ? 0 : 1));
    expect(interaction((coalition) => table[coalition]!, 0, 1)).toBe(3);
  });
});

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {owenMarginals} from "../../lib/explainer/owen.js";
import {shapleyValues, tabulate} from "../../lib/explainer/shapley.js";
import {owenByDividends} from "./truth/recompute.js";

/** The Owen value of each player of a game as a table. */
function owenValues(groups: readonly number[], game: ArrayLike<number>): number[] {
  const values = groups.map(() => 0);
  for (const {player, coalition, weight} of owenMarginals(groups)) {
    values[player]! += weight * (game[coalition | (1 << player)]! - game[coalition]!);
  }
  return values;
}

const games = (players: number) =>
  fc.array(fc.double({min: -5, max: 5, noNaN: true}), {minLength: 1 << players, maxLength: 1 << players});

function expectClose(values: readonly number[], expected: readonly number[]): void {
  expect(values).toHaveLength(expected.length);
  values.forEach((value, player) => {
    expect(value).toBeCloseTo(expected[player]!, 11);
  });
}

describe("owenMarginals", () => {
  it("gives 4/3, 11/3, 14/3, 25/3 for a runway of 8, 11, 13, 18 where the first and the last landing are of one airline: each stretch is shared by its airlines, then by their landings, 8/3 ÷ 2; 8/3 + 3/3; 8/3 + 3/3 + 2/2; 8/3 ÷ 2 + 3/3 + 2/2 + 5 (Vázquez-Brage, van den Nouweland & García-Jurado 1997)", () => {
    const costs = [8, 11, 13, 18];
    const runway = tabulate(4, (coalition) => Math.max(0, ...costs.filter((_, player) => coalition & (1 << player))));
    expectClose(owenValues([0, 1, 2, 0], runway), [4 / 3, 11 / 3, 14 / 3, 25 / 3]);
  });

  it("gives 1/2, 1/2, 0 in the majority game of three where two have agreed: they win in either order (Owen 1977)", () => {
    const majority = tabulate(3, (coalition) => (coalition === 3 || coalition >= 5 ? 1 : 0));
    expectClose(owenValues([0, 0, 1], majority), [1 / 2, 1 / 2, 0]);
  });

  it("is the Shapley value with one group, and with one player in each", () => {
    fc.assert(
      fc.property(games(5), (game) => {
        const shapley = shapleyValues(Float64Array.from(game));
        expectClose(owenValues([0, 0, 0, 0, 0], game), shapley);
        expectClose(owenValues([0, 1, 2, 3, 4], game), shapley);
      }),
      {numRuns: 200},
    );
  });

  it("leaves the players of other groups as they were when one is split in two, and its own group their sum", () => {
    fc.assert(
      fc.property(games(6), (game) => {
        // The last two are halves of one: the coarse game has both or none of them.
        const coarse = game.slice(0, 32).map((_, coalition) => game[coalition & 16 ? coalition | 32 : coalition]!);
        const [first, second, third, fourth, ...halves] = owenValues([0, 0, 1, 2, 2, 2], game);
        const whole = owenValues([0, 0, 1, 2, 2], coarse);
        expectClose([first!, second!, third!], whole.slice(0, 3));
        expectClose([fourth! + halves[0]! + halves[1]!], [whole[3]! + whole[4]!]);
      }),
      {numRuns: 200},
    );
  });

  it("adds up to what all players make, and agrees with the dividends of each coalition, for any grouping", () => {
    const groupings = fc.array(fc.nat({max: 2}), {minLength: 5, maxLength: 5});
    fc.assert(
      fc.property(games(5), groupings, (game, kinds) => {
        const numbers = [...new Set(kinds)];
        const groups = kinds.map((kind) => numbers.indexOf(kind));
        const values = owenValues(groups, game);
        expectClose([values.reduce((sum, value) => sum + value, 0)], [game.at(-1)! - game[0]!]);
        expectClose(
          values,
          owenByDividends(groups, (coalition) => game[coalition]!),
        );
      }),
      {numRuns: 200},
    );
  });

  it("has nothing to share where there are no players", () => {
    expect(owenMarginals([])).toEqual([]);
  });
});

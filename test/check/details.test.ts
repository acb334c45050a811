import {describe, expect, it} from "vitest";
import {checkScenarios} from "../../lib/check/checkScenarios.js";
import {detailBlocks} from "../../lib/check/details.js";
import {side} from "./sides.js";

/** The rows of the table of operators, of a scenario before and after. */
function operatorsOf(before: string, after: string) {
  const mixtral = (rest: string) =>
    side(`  - {name: chat, model: mixtral-8x7b, hardware: h100, tensorParallel: 2, ${rest}}\n`);
  const outcome = checkScenarios(mixtral(before), mixtral(after)).outcomes[0]!;
  const blocks = detailBlocks(outcome, () => []);
  const at = blocks.findIndex(([line]) => line === "Operators that changed most, in ms of a step:");
  const rows = at === -1 ? [] : blocks[at + 1]!.slice(2);
  const {explanation} = outcome;
  if (explanation?.answered !== true) throw new Error("expected an answer");
  return {rows: rows.map((row) => row.split("|").map((cell) => cell.trim())), explanation};
}

describe("the operators of a scenario's details", () => {
  it("are those whose time moved by a hundredth of the step or whose regime shifted, the largest move first", () => {
    const {rows, explanation} = operatorsOf("batch: 1", "batch: 64");
    const {baseline, proposal, drillDown} = explanation;
    const least = 0.01 * Math.max(baseline.profile.latencySeconds, proposal.profile.latencySeconds);
    const expected = drillDown.operators
      .map(({id, baselineSeconds, proposalSeconds, shifted}) => ({
        id,
        moved: Math.abs(proposalSeconds - baselineSeconds),
        shifted,
      }))
      .filter(({moved, shifted}) => shifted || moved >= least)
      .sort((a, b) => b.moved - a.moved);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.length).toBeLessThanOrEqual(8);
    expect(rows.map(([, id]) => id)).toEqual(expected.slice(0, 8).map(({id}) => id));
  });

  it("are named though no regime shifted", () => {
    const {rows, explanation} = operatorsOf("batch: 32, inputLength: 2048", "batch: 32, inputLength: 4096");
    expect(explanation.drillDown.operators.some(({shifted}) => shifted)).toBe(false);
    expect(rows.length).toBeGreaterThan(0);
  });
});

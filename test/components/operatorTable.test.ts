// @vitest-environment jsdom
import {beforeEach, describe, expect, it} from "vitest";
import {operatorTable} from "../../src/components/operatorTable.js";
import {operatorRows} from "../../src/lib/explainer/operatorRows.js";
import {answered} from "./comparisons.js";

const asked = {granularity: "operator", calibration: "calibrated", batch: 150, inputLength: 128} as const;

beforeEach(() => {
  document.body.replaceChildren();
});

describe("operatorTable", () => {
  it("holds the rows of the explanation, the sums last, the regime after the times", () => {
    const explanation = answered(asked);
    const cells = Array.from(operatorTable(explanation).querySelectorAll("tr"), (row) =>
      Array.from(row.children, (cell) => cell.textContent),
    );
    expect(cells).toEqual(
      operatorRows(explanation).map(([name, regime, before, after, ...rest]) => [name, before, after, regime, ...rest]),
    );
  });

  it("adds up as shown, along rows and columns, but for the last digit", () => {
    const [, ...rows] = operatorRows(answered(asked)).map((row) => row.slice(2).map(Number));
    const total = rows.pop()!;
    const unit = 10 ** -(String(operatorRows(answered(asked)).at(-1)![2]).split(".")[1]?.length ?? 0);
    total.forEach((value, column) => {
      const sum = rows.reduce((before, row) => before + row[column]!, 0);
      expect(Math.abs(sum - value)).toBeLessThanOrEqual(0.51 * unit * (rows.length + 1));
    });
    for (const row of [...rows, total]) {
      const [before = 0, after = 0, ...causes] = row;
      const saved = causes.pop()!;
      expect(Math.abs(before - after - saved)).toBeLessThanOrEqual(1.6 * unit);
      expect(Math.abs(causes.reduce((sum, cause) => sum + cause, 0) - saved)).toBeLessThanOrEqual(unit * causes.length);
    }
  });

  it("marks the operators that change their regime", () => {
    const explanation = answered(asked);
    const shifted = explanation.drillDown.operators.filter((operator) => operator.shifted);
    const rows = Array.from(operatorTable(explanation).querySelectorAll("[data-shifted]"));
    expect(shifted.length).toBeGreaterThan(0);
    expect(rows.map((row) => row.firstElementChild!.textContent)).toEqual(shifted.map(({id}) => id));
    for (const row of rows) expect(row.querySelector("strong")?.textContent).toContain("→");
  });

  it("is one stop of the Tab key, from which arrows move row by row", () => {
    const figure = operatorTable(answered(asked));
    document.body.append(figure);
    const rows = Array.from(figure.querySelectorAll<HTMLElement>("tbody tr"));
    expect(rows.filter(({tabIndex}) => tabIndex === 0)).toEqual([rows[0]]);
    rows[0]!.focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowRight"]) {
      document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
    }
    expect(document.activeElement).toBe(rows[1]);
    expect(rows.filter(({tabIndex}) => tabIndex === 0)).toEqual([rows[1]]);
  });
});

import {describe, expect, it} from "vitest";
import {calibrations} from "../../lib/catalog/registry.generated.js";
import {constantRows, residualRows} from "../../lib/explore/calibrationRows.js";

describe("constantRows", () => {
  it.each(Object.keys(calibrations))("names every constant of %s in words", (id) => {
    const [, ...rows] = constantRows(id);
    expect(rows.length).toBeGreaterThanOrEqual(12);
    // A path that has no words yet would stand as it is in the file.
    for (const [meaning] of rows) expect(meaning).toMatch(/ /);
  });

  it("shows the interval of a fitted constant around its value", () => {
    const [, value, interval] = constantRows("calibrated").find(
      ([meaning]) => meaning === "memory bandwidth achieved",
    )!;
    const [low, high] = interval!.split(" to ").map(Number);
    expect(Number(value)).toBe(calibrations.calibrated.constants.memoryFraction);
    expect(low).toBeLessThanOrEqual(Number(value));
    expect(high).toBeGreaterThanOrEqual(Number(value));
  });
});

describe("residualRows", () => {
  it("lists the categories of the fit with their errors, and nothing where nothing was fitted", () => {
    expect(residualRows("calibrated").length).toBeGreaterThan(5);
    expect(residualRows("ideal")).toHaveLength(1);
  });
});

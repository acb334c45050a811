import {fileURLToPath} from "node:url";
import {describe, expect, test} from "vitest";
import {fitPerHead, perHeadRows, type PerHeadRow} from "../../scripts/fit/perHead.js";

/** Rows of a machine whose time goes with 1/fraction, measured where the constant is `known`. */
function rows(width: PerHeadRow["width"], model: string, known: number, count: number): PerHeadRow[] {
  const errors = Array.from({length: 50}, (_, index) => Math.log((index + 1) / 100 / known));
  return Array.from({length: count}, () => ({width, model, software: "x 1", series: `x 1, ${model}`, errors}));
}

describe("fitPerHead", () => {
  test("gives back the constant that the rows were made with", () => {
    const [fit] = fitPerHead([...rows("bits8", "a", 0.12, 3), ...rows("bits8", "b", 0.12, 9)]);
    expect(fit).toMatchObject({width: "bits8", value: 0.12, interval: [0.12, 0.12], rows: 12});
    expect(fit?.residuals.map(({use, medianAbsoluteLogError}) => [use, medianAbsoluteLogError])).toEqual([
      ["fitted", 0],
      ["held-out", 0],
    ]);
  });

  test("lets each model weigh alike, however often it was measured", () => {
    const [fit] = fitPerHead([
      ...rows("bits16", "a", 0.1, 1),
      ...rows("bits16", "b", 0.1, 1),
      ...rows("bits16", "c", 0.4, 99),
    ]);
    expect(fit?.value).toBe(0.1);
    expect(fit?.residuals[1]?.medianAbsoluteLogError).toBeCloseTo(Math.log(4), 3);
  });

  test("leaves out a width that no row tells", () => {
    expect(fitPerHead(rows("bits16", "a", 0.1, 1)).map(({width}) => width)).toEqual(["bits16"]);
    expect(fitPerHead([])).toEqual([]);
  });
});

test("of the published runs those tell that decode head by head, and whose time moves with the constant", async () => {
  const found = await perHeadRows(fileURLToPath(new URL("../../data/measured/runs.csv", import.meta.url)));
  expect(found.length).toBeGreaterThan(5);
  expect(new Set(found.map(({software}) => software.split(" ")[0]))).toContain("TensorRT-LLM");
  for (const {software, errors} of found) {
    expect(software).toMatch(/^(TensorRT-LLM v0\.[5-9]|FasterTransformer)/);
    // A larger fraction never makes a rate smaller, or a time longer.
    const towards = Math.sign(errors.at(-1)! - errors[0]!);
    errors.slice(1).forEach((error, index) => {
      expect(towards * (error - errors[index]!)).toBeGreaterThan(-1e-12);
    });
  }
});

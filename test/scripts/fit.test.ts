import {readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, test} from "vitest";
import {parseCalibration} from "../../lib/catalog/parseCalibration.js";
import {bootstrap} from "../../scripts/fit/bootstrap.js";
import {calibrationOf, fittedConstants, rounded, roundedInterval} from "../../scripts/fit/constants.js";
import {fitKernels, logErrors} from "../../scripts/fit/fitKernels.js";
import {predictKernel} from "../../lib/validate/kernelModel.js";
import {kernelColumns, sortKernels} from "../../scripts/fit/kernels.js";
import {minimise} from "../../scripts/fit/nelderMead.js";
import {quantile, seededRandom} from "../../scripts/fit/statistics.js";
import {readTable} from "../../scripts/fit/table.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const fixture = (name: string): string => join(root, "test/fixtures/fit", name);
const sort = (name: string) => sortKernels(readTable(readFileSync(fixture(name), "utf8"), name, kernelColumns));

/** What the times of synthetic.csv were computed with; two of its rows were then made three times slower. */
const known = [0.8, 0.75, 0.6, 0.5, 6];

describe("the synthetic kernels", () => {
  test("take the engine's own time, but for two", () => {
    const {used, reported} = sort("synthetic.csv");
    const calibration = calibrationOf(known);
    const off = [...used, ...reported].filter(
      ({lowered, seconds}) => Math.abs(predictKernel(lowered, calibration) / seconds - 1) > 1e-3,
    );
    // If this fails, the engine now lowers a product or attention otherwise: compute the fixture's times anew.
    expect(off).toHaveLength(2);
  });

  test("give back the constants that they were computed with, within 2 %", () => {
    const {values, told} = fitKernels(sort("synthetic.csv").used);
    expect(told).toEqual([true, true, true, true, true]);
    values.forEach((value, index) => {
      expect(Math.abs(value / (known[index] ?? NaN) - 1)).toBeLessThan(0.02);
    });
  });

  test("keep a constant that they do not decide, and say so", () => {
    const {values, told} = fitKernels(sort("synthetic.csv").used.filter(({category}) => category === "GEMM, 16 bits"));
    expect(told).toEqual([true, true, false, false, true]);
    expect(values[3]).toBe(fittedConstants[3]?.start);
  });
});

describe("the measured kernels", () => {
  const table = sort("measured.csv");

  test("are fitted on, scored alone or skipped, and none is lost", () => {
    const categories = (kernels: readonly {category: string}[]) => kernels.map(({category}) => category);
    expect(categories(table.used)).toEqual([
      "GEMM, 16 bits",
      "GEMM, 16 bits",
      "GEMM, 16 bits",
      "GEMM, 16 bits",
      "GEMM, 8 bits",
      "decode attention, 16-bit KV cache",
      "prefill attention, 16-bit KV cache",
    ]);
    expect(categories(table.reported)).toEqual([
      "GEMM, 8 bits, below 100 us",
      "GEMM, int8 weights alone",
      "decode attention, 8-bit KV cache, below 100 us",
      "prefill attention, 8-bit KV cache",
    ]);
    // One of the two rows is faster than the memory allows, so the other is not believed either.
    const reason =
      "a100-sxm-80, trtllm 1.0.0, decode attention, 16-bit KV cache: some of it is faster than the data sheet allows";
    expect(table.skipped).toEqual([{reason, count: 2}]);
  });

  test("are predicted within a quarter by the constants in use", () => {
    const {constants} = parseCalibration(
      readFileSync(join(root, "data/calibration/calibrated.yaml"), "utf8"),
      "calibrated.yaml",
    );
    const {memoryFraction, matrixFraction, attentionFraction, launchSeconds} = constants;
    const {bits16, bits8} = matrixFraction;
    const errors = logErrors(table.used, [memoryFraction, bits16, bits8, attentionFraction, launchSeconds.graph * 1e6]);
    for (const error of errors) expect(Math.abs(error)).toBeLessThan(0.25);
  });
});

describe("sortKernels", () => {
  const header = kernelColumns.join(",");
  const read = (row: string) => sortKernels(readTable(`${header}\n${row}\n`, "k.csv", kernelColumns));

  test.each([
    ["tpu-v99,gemm,x,1,bfloat16,1,8,8,,,,,5,", 'the catalog has no accelerator "tpu-v99"'],
    ["h100-sxm,moe,x,1,bfloat16,1,8,8,,,,,5,", 'no model of the kernel "moe"'],
    ["h100-sxm,gemm,x,1,fp2,1,8,8,,,,,5,", 'no model of the format "fp2"'],
    ["a100-sxm-80,gemm,x,1,fp8,1,8,8,,,,,5,", "A100 SXM 80 GB has no fp8 units"],
  ])("counts what the engine cannot answer for: %s", (row, reason) => {
    expect(read(row)).toMatchObject({used: [], reported: [], skipped: [{reason, count: 1}], rows: 1});
  });

  test("rejects a shape that is no number, naming the line", () => {
    expect(() => read("h100-sxm,gemm,x,1,bfloat16,one,8,8,,,,,5,")).toThrow(
      'k.csv:2: m: expected a number above 0, got "one"',
    );
  });
});

describe("the statistics of a fit", () => {
  test("find the least of a function with a corner", () => {
    const {point} = minimise(([x = 0, y = 0]) => Math.abs(x - 1) + Math.abs(x + 2 * y - 4), [0, 0]);
    expect(point[0]).toBeCloseTo(1, 3);
    expect(point[1]).toBeCloseTo(1.5, 3);
  });

  test("interpolate quantiles and repeat their random numbers", () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([], 0.5)).toBeNaN();
    const draw = () => Array.from({length: 3}, seededRandom(7));
    expect(draw()).toEqual(draw());
  });

  test("round a value to its digit and an interval outwards", () => {
    const [constant] = fittedConstants;
    expect(rounded([0.8571, 0.8, 0.6, 0.5, 5.3384])).toEqual([0.86, 0.8, 0.6, 0.5, 5.3]);
    expect(constant && roundedInterval(constant, [0.8095, 0.8954], 0.86)).toEqual([0.8, 0.9]);
    expect(constant && roundedInterval(constant, [0.87, 1.2], 0.86)).toEqual([0.86, 1]);
  });

  test("give an interval that holds the constant", () => {
    const {used} = sort("synthetic.csv");
    bootstrap(used, fitKernels(used).values, {draws: 20}).forEach(([low, high], index) => {
      const value = known[index] ?? NaN;
      expect(low).toBeLessThan(value * 1.02);
      expect(high).toBeGreaterThan(value * 0.98);
    });
  });
});

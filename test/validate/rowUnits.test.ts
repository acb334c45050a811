import {describe, expect, it} from "vitest";
import {isUnpredicted} from "../../lib/validate/resolveNames.js";
import {flopRateUnit, rateUnit, shareUnit, timeUnit} from "../../lib/validate/rowUnits.js";

/** The scale of a unit; the reason where it is none. */
const scaleOf = (unit: object & ({reason: string} | {scale: number})): number | string =>
  isUnpredicted(unit) ? unit.reason : unit.scale;

describe("the unit of a time", () => {
  it.each([
    ["s", 1],
    ["seconds", 1],
    ["ms", 1e3],
    ["us", 1e6],
    ["µs", 1e6],
    ["minutes", 1 / 60],
    ["h", 1 / 3600],
    ["ms/token", 1e3],
    ["s / step", 1],
  ])("%s is read", (unit, scale) => {
    expect(scaleOf(timeUnit(unit))).toBeCloseTo(scale, 9);
  });

  it.each([
    ["", "a time without a unit"],
    ["tokens/s", 'no unit of a time like "tokens/s"'],
    ["fortnights", 'no unit of a time like "fortnights"'],
  ])("%j is none", (unit, reason) => {
    expect(scaleOf(timeUnit(unit))).toBe(reason);
  });
});

describe("the unit of a rate", () => {
  it.each([
    ["tokens/s", "tokens", 1, false],
    ["tok/s", "tokens", 1, false],
    ["t/s", "tokens", 1, false],
    ["tokens per second", "tokens", 1, false],
    ["ktokens/s", "tokens", 1e-3, false],
    ["tokens/min", "tokens", 60, false],
    ["tokens/s/GPU", "tokens", 1, true],
    ["tokens/s/chip", "tokens", 1, true],
    ["requests/s", "requests", 1, false],
    ["req/s", "requests", 1, false],
    ["samples/s", "samples", 1, false],
    ["images/sec", "samples", 1, false],
    ["sequences/s", "samples", 1, false],
    ["examples per second", "samples", 1, false],
  ])("%s counts %s", (unit, work, scale, perDevice) => {
    expect(rateUnit(unit)).toEqual({work, scale, perDevice});
  });

  it.each(["", "ms", "GB/s", "tokens", "tokens/s/GPU/rack", "tokens/s/rack", "k/s", "__proto__/s"])(
    "%j is none",
    (unit) => {
      expect(rateUnit(unit)).toHaveProperty("reason");
    },
  );
});

describe("units of shares and of arithmetic", () => {
  it("are read where they are said", () => {
    expect([shareUnit("%"), shareUnit("fraction"), shareUnit("")].map(scaleOf)).toEqual([
      100,
      1,
      "a share without a unit",
    ]);
    expect([flopRateUnit("TFLOP/s/GPU"), flopRateUnit("PFLOPS"), flopRateUnit("TOPS")].map(scaleOf)).toEqual([
      1e-12,
      1e-15,
      'no unit of operations a second like "TOPS"',
    ]);
  });
});

import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {change} from "../../../lib/engine/change.js";
import {solve} from "../../../lib/engine/solve.js";
import {regimes} from "../../../lib/engine/types.js";
import {bytesPerSecond} from "../../../lib/engine/units.js";
import {cases, fasterHardware, holds, longerFixedTimes, near, timeOf} from "./holds.js";

const exponents = fc.double({min: -10, max: 10, noNaN: true});

describe("the unit of time", () => {
  it("divides every time by c when all rates are c times as high and all fixed times a c-th, and leaves all else", () => {
    holds(2500, fc.record({configuration: cases, exponent: exponents}), ({configuration, exponent}) => {
      const c = 2 ** exponent;
      const {hardware, scenario, calibration} = configuration;
      const before = solve(configuration);
      const after = solve(
        change(configuration, {
          hardware: fasterHardware(hardware, c),
          scenario: {networkBytesPerSecond: bytesPerSecond(c * scenario.networkBytesPerSecond)},
          calibration: longerFixedTimes(calibration, 1 / c),
        }),
      );
      expect(after.fits).toBe(before.fits);
      near(after.ridgePoint, before.ridgePoint, "ridge point");
      if (!before.fits || !after.fits) return;
      for (const name of [
        "latencySeconds",
        "computeSeconds",
        "memorySeconds",
        "linkSeconds",
        "ttftSeconds",
        "tpotSeconds",
        "energyJoules",
      ] as const) {
        if (before[name] !== null) near(c * after[name]!, before[name], name);
      }
      // Waiting is what the host takes beyond the work of a kernel, a difference that loses digits where it is small.
      near(c * after.overheadSeconds, before.overheadSeconds, "overhead", 1e-6);
      near(after.throughputPerSecond / c, before.throughputPerSecond, "throughput");
      near(after.mfu, before.mfu, "mfu");
      near(after.mbu, before.mbu, "mbu");
      for (const regime of regimes) expect(Math.abs(after.shares[regime] - before.shares[regime])).toBeLessThan(1e-9);
      near(after.shares[before.regime], Math.max(...Object.values(after.shares)), "share of the regime");
      expect(after.footprint).toEqual(before.footprint);
    });
  });

  it("gains at most c from rates that are c times as high, and loses at most c to fixed times c times as long", () => {
    holds(2500, fc.record({configuration: cases, exponent: exponents}), ({configuration, exponent}) => {
      const c = 2 ** Math.abs(exponent);
      const before = timeOf(configuration);
      const gained = timeOf(change(configuration, {hardware: fasterHardware(configuration.hardware, c)}));
      const lost = timeOf(change(configuration, {calibration: longerFixedTimes(configuration.calibration, c)}));
      expect(gained).toBeGreaterThanOrEqual((before / c) * (1 - 1e-9));
      expect(gained).toBeLessThanOrEqual(before * (1 + 1e-9));
      expect(lost).toBeLessThanOrEqual(c * before * (1 + 1e-9));
      expect(lost).toBeGreaterThanOrEqual(before * (1 - 1e-9));
    });
  });
});

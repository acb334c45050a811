import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {dimensions, parseQuantity, type Dimension} from "../../lib/catalog/parseQuantity.js";
import {UserError} from "../../lib/engine/userError.js";

describe("parseQuantity", () => {
  it.each<[string, Dimension, number]>([
    ["81559 MiB", "memory", 81559 * 2 ** 20],
    ["288 GiB", "memory", 288 * 2 ** 30],
    ["80 GB", "memory", 80e9],
    ["3.35 TB/s", "bytesPerSecond", 3.35e12],
    ["2.039 TB/s", "bytesPerSecond", 2.039e12],
    ["450 GB/s", "bytesPerSecond", 450e9],
    ["80 GB", "bytes", 80e9],
    ["512 kB", "bytes", 512e3],
    ["989 TFLOP/s", "flopPerSecond", 989e12],
    ["2.25 PFLOP/s", "flopPerSecond", 2.25e15],
    ["624 TOP/s", "opPerSecond", 624e12],
    ["700 W", "power", 700],
    ["15 mW", "power", 0.015],
    ["9.85 us", "time", 9.85e-6],
    ["9.85 µs", "time", 9.85e-6],
    ["0 s", "time", 0],
    ["0.85", "fraction", 0.85],
  ])("reads %s", (text, dimension, value) => {
    expect(parseQuantity(text, dimension)).toBe(value);
  });

  it.each<[string, Dimension]>([
    ["", "bytes"],
    ["80", "bytes"],
    ["80 Mib", "memory"],
    ["80 MiB/s", "memory"],
    ["80 gb", "bytes"],
    ["80 GB/s", "bytes"],
    ["80 Gb", "bytes"],
    ["-80 GB", "bytes"],
    ["8e1 GB", "bytes"],
    ["1,979 TFLOP/s", "flopPerSecond"],
    ["1979 TFLOPS", "flopPerSecond"],
    ["1979 TOP/s", "flopPerSecond"],
    ["NaN W", "power"],
    ["Infinity W", "power"],
    ["1 constructor", "bytes"],
    ["700 W ", "power"],
    ["700  W", "power"],
  ])("refuses %j as %s, with an example", (text, dimension) => {
    const expected = `expected ${dimensions[dimension].words} such as "${dimensions[dimension].example}", got ${JSON.stringify(text)}`;
    expect(() => parseQuantity(text, dimension)).toThrow(new UserError(expected));
  });

  it("refuses binary units and gives the decimal ones", () => {
    expect(() => parseQuantity("80 GiB", "bytes")).toThrow(
      'expected bytes such as "80 GB", got "80 GiB": units here are decimal (1 GB is 10^9 B), so write "85.9 GB"',
    );
    expect(() => parseQuantity("1 TiB/s", "bytesPerSecond")).toThrow('so write "1.1 TB/s"');
  });

  it("gives a finite number or a user error for any text", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...(Object.keys(dimensions) as Dimension[])), (text, dimension) => {
        try {
          expect(Number.isFinite(parseQuantity(text, dimension))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      {seed: 1, numRuns: 2000},
    );
  });
});

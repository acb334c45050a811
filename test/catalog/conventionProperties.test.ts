import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readCatalog} from "../../data/readCatalog.js";
import {readPeaks} from "../../lib/catalog/conventions/peaks.js";
import type {HardwareEntry} from "../../lib/catalog/types.js";
import {departures, multiplied, withCapacity, without} from "./mutated.js";

const {hardware} = readCatalog();
const before = new Map(hardware.map((entry) => [entry, departures(entry, hardware)]));

/** What is said of an accelerator once some of its figures are multiplied, beyond what is said of it as it is. */
function newDepartures(entry: HardwareEntry, paths: readonly string[], factor: number): readonly string[] {
  return departures(multiplied(entry, paths, factor), hardware).filter((line) => !before.get(entry)!.includes(line));
}

/** Whether another rate lets expect one of the matrix units. */
function hasContext(entry: HardwareEntry): boolean {
  const {all, pattern} = readPeaks(entry);
  return all.length > 1 || (all.length === 1 && fp32Counts(entry, pattern.rates.fp32));
}

function fp32Counts(entry: HardwareEntry, rate: number | undefined): boolean {
  return rate !== undefined && entry.hardware.peakFlopPerSecond.fp32 !== undefined;
}

const peaks = hardware
  .filter(hasContext)
  .flatMap((entry) => readPeaks(entry).all.map(({precision}) => [entry, `peak.${precision}`] as const));

const links = hardware.flatMap((entry) =>
  ["link.bandwidth", "hostLink.bandwidth"]
    .filter((path) => entry.figures.some((figure) => figure.path === path))
    .map((path) => [entry, path] as const),
);

describe("conventions", () => {
  it("find any peak of the matrix units that is doubled, whatever its rounding", () => {
    expect(peaks.length).toBeGreaterThan(200);
    fc.assert(
      fc.property(
        fc.constantFrom(...peaks),
        fc.double({min: 1.98, max: 2.02, noNaN: true}),
        ([entry, path], factor) => {
          expect(newDepartures(entry, [path], factor), `${entry.hardware.id} ${path}`).not.toEqual([]);
        },
      ),
    );
    for (const [entry, path] of peaks)
      expect(newDepartures(entry, [path], 2), `${entry.hardware.id} ${path}`).not.toEqual([]);
  });

  it("find that all peaks of the matrix units are doubled, by the rate of fp32 outside them", () => {
    const known = hardware.filter((entry) => {
      const {all, pattern, sparse} = readPeaks(entry);
      const lanes = entry.hardware.peakFlopPerSecond.fp32;
      // A chip whose matrix units were cut down does not follow its architecture's pattern.
      const follows = all.some(({unit}) => Math.abs(unit / (lanes ?? 0) - 1) < 0.2);
      return fp32Counts(entry, pattern.rates.fp32) && sparse.length === 0 && follows;
    });
    expect(known.length).toBeGreaterThan(30);
    for (const entry of known) {
      const paths = readPeaks(entry).all.map(({precision}) => `peak.${precision}`);
      const found = newDepartures(entry, paths, 2);
      for (const path of paths)
        expect(
          found.some((line) => line.startsWith(`sparse-peak ${path}:`)),
          `${entry.hardware.id} ${path}`,
        ).toBe(true);
    }
  });

  it("find any link of the catalog that has the sum of both directions, without exception", () => {
    expect(links.length).toBeGreaterThan(120);
    for (const [entry, path] of links) {
      const found = newDepartures(entry, [path], 2);
      expect(
        found.map((line) => line.split(":")[0]),
        `${entry.hardware.id} ${path}`,
      ).toContain(`link-direction ${path}`);
    }
  });

  it("say which chip's link it is where a name alone stands for several rates", () => {
    const doubled = (id: string, path: string) =>
      newDepartures(
        hardware.find((entry) => entry.hardware.id === id)!,
        [path],
        2,
      ).join("\n");
    expect(doubled("tpu-v5e", "link.bandwidth")).toContain("is twice the 200 GB/s that ICI of TPU v5e carries");
    expect(doubled("mi250x-gcd", "link.bandwidth")).toContain("is twice the 200 GB/s that Infinity Fabric of one die");
    expect(doubled("gb200", "hostLink.bandwidth")).toContain(
      "is twice the 225 GB/s that NVLink-C2C of a GPU of a Grace",
    );
  });

  it("find any capacity in binary units that is rounded to a whole number, unless that is itself a size that memories have", () => {
    const rounded = hardware.flatMap((entry) => {
      const bytes = entry.hardware.memoryCapacityBytes;
      // Where a file states a count of binary units already, it is the whole of that which was rounded.
      const gigabytes = bytes === null ? 0 : Number.isInteger(bytes / 1e9) ? bytes / 1e9 : Math.round(bytes / 2 ** 30);
      const mistaken = Math.round((gigabytes * 2 ** 30) / 1e9);
      return gigabytes < 1 ? [] : [{entry, gigabytes, mistaken}];
    });
    const missed = rounded.filter(({entry, mistaken}) => {
      const lines = departures(withCapacity(entry, mistaken * 1e9, `${mistaken} GB`), hardware);
      return lines.every((line) => !line.startsWith("binary-gigabytes memory.capacity:"));
    });
    expect(rounded.length).toBeGreaterThan(90);
    // 4 GiB round to 4 GB, 10 GiB to 11 GB and 11 GiB to 12 GB, all of which are sold.
    expect(new Set(missed.map(({gigabytes}) => gigabytes))).toEqual(new Set([4, 10, 11]));
  });

  it("say what a capacity in binary units looks like: 80 GiB of an H100, 192 GiB of an MI300X", () => {
    const said = (id: string, gigabytes: number) => {
      const entry = hardware.find(({hardware: {id: own}}) => own === id)!;
      return departures(withCapacity(entry, gigabytes * 1e9, `${gigabytes} GB`), hardware).join("\n");
    };
    expect(said("h100-sxm", 86)).toContain("86 GB is about 1.074 times 80 GB: it looks like 80 GiB; write 80 GB");
    expect(said("mi300x", 206)).toContain("206 GB is about 1.074 times 192 GB: it looks like 192 GiB; write 192 GB");
  });

  it("find any bandwidth in binary units where the bus and its rate are known", () => {
    const known = hardware.filter((entry) => {
      const stated = entry.memoryBusBits !== null && entry.memoryPinBitsPerSecond !== null;
      return stated && before.get(entry)!.every((line) => !line.startsWith("bus-width"));
    });
    expect(known.length).toBeGreaterThan(5);
    for (const entry of known)
      expect(newDepartures(entry, ["memory.bandwidth"], 1.024).join("\n"), entry.hardware.id).toContain("bus-width");
  });

  it("say what they find in figures of any size, with any of them missing", () => {
    const paths = ["fp32", "tf32", "bf16", "fp16", "fp8", "int8", "int4", "fp4"].map((format) => `peak.${format}`);
    paths.push("memory.bandwidth", "link.bandwidth", "hostLink.bandwidth");
    const change = fc.record({
      path: fc.constantFrom(...paths),
      power: fc.integer({min: -12, max: 12}),
      drop: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.constantFrom(...hardware), fc.array(change, {minLength: 1, maxLength: 4}), (entry, changes) => {
        const changed = changes.reduce(
          (item, {path, power, drop}) => (drop ? without(item, path) : multiplied(item, [path], 10 ** power)),
          entry,
        );
        expect(departures(changed, hardware).join("\n")).not.toMatch(/NaN|Infinity(?! Fabric)|undefined|null|–/);
      }),
    );
  });

  it("say nothing of rates with sparsity where all peaks shift alike by the clock of another data sheet", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...hardware.filter(hasContext)),
        fc.double({min: 0.93, max: 1.07, noNaN: true}),
        (entry, factor) => {
          const paths = readPeaks(entry).all.map(({precision}) => `peak.${precision}`);
          expect(newDepartures(entry, paths, factor).filter((line) => line.startsWith("sparse-peak"))).toEqual([]);
        },
      ),
    );
  });
});

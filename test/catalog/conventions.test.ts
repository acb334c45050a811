import {describe, expect, it} from "vitest";
import {readCatalog} from "../../data/readCatalog.js";
import {findHardware, listHardware} from "../../lib/catalog/lookup.js";
import type {ArithmeticPrecision} from "../../lib/engine/precision.js";

/** Peaks that are not twice the next wider one, by id and format: how many times it they are. */
const otherRatios: Readonly<Record<string, number>> = {
  // GeForce cards halve fp8 with fp32 accumulation, but not fp4.
  "rtx-5090 fp4": 4,
  // Blackwell Ultra widens its fp4 units alone.
  "b300 fp4": 14 / 4.5,
  "gb300 fp4": 3,
  "gaudi3 fp8": 1,
  "tpu-v5p fp8": 1,
};

/** Figures for which no document of the vendor stands: Apple prints no rate in fp16, nor all others. */
const thirdParty = new Set([
  "apple-m1 memory.bandwidth",
  "apple-m1 peak.fp16",
  "apple-m1-max peak.fp16",
  "apple-m2-ultra peak.fp16",
  "apple-m3-max peak.fp16",
  "apple-m3-max peak.fp32",
  "tpu-v4 link.bandwidth",
]);

/** Formats of the tensor cores, from wide to narrow. */
const ladder: readonly ArithmeticPrecision[] = ["tf32", "bf16", "fp8", "fp4"];

describe("hardware figures", () => {
  it.each(listHardware().map((hardware) => [hardware.id, hardware] as const))(
    "of %s double from one tensor format to the next, so that no sparse peak stands beside dense ones",
    (id, {peakFlopPerSecond: peaks}) => {
      ladder.forEach((precision, index) => {
        const wider = ladder[index - 1];
        const [peak, widerPeak] = [peaks[precision], wider && peaks[wider]];
        if (peak === undefined || widerPeak === undefined) return;
        const expected = otherRatios[`${id} ${precision}`] ?? 2;
        expect(Math.abs(peak / widerPeak / expected - 1), precision).toBeLessThan(0.03);
      });
      if (peaks.bf16 !== undefined && peaks.fp16 !== undefined) expect(peaks.bf16).toBe(peaks.fp16);
      if (peaks.tf32 !== undefined && peaks.fp32 !== undefined) expect(peaks.tf32).toBeGreaterThanOrEqual(peaks.fp32);
      // Data sheets round each of the two.
      if (peaks.int4 !== undefined && peaks.int8 !== undefined)
        expect(Math.abs(peaks.int4 / peaks.int8 / 2 - 1)).toBeLessThan(0.002);
    },
  );

  it("give the A100 2.039 TB/s and 312 TFLOP/s, and the H100 SXM 3.35 TB/s and 989 TFLOP/s, dense", () => {
    const [a100, h100] = [findHardware("a100"), findHardware("h100")];
    expect([a100.memoryBandwidthBytesPerSecond, a100.peakFlopPerSecond.fp16]).toEqual([2.039e12, 312e12]);
    expect([h100.memoryBandwidthBytesPerSecond, h100.peakFlopPerSecond.fp16]).toEqual([3.35e12, 989e12]);
  });

  it("state links per direction: 300, 450 and 900 GB/s for NVLink 3, 4 and 5", () => {
    expect(findHardware("a100").linkBandwidthBytesPerSecond).toBe(300e9);
    expect(findHardware("h100").linkBandwidthBytesPerSecond).toBe(450e9);
    expect(findHardware("b200").linkBandwidthBytesPerSecond).toBe(900e9);
  });

  it("leave out the formats that an architecture lacks", () => {
    const formats = (id: string) => Object.keys(findHardware(id).peakFlopPerSecond);
    expect(formats("t4")).toEqual(["fp32", "fp16", "int8", "int4"]);
    expect(formats("v100")).toEqual(["fp32", "fp16"]);
    expect(formats("a100")).not.toContain("fp8");
    expect(formats("h100")).not.toContain("fp4");
    expect(formats("mi300x")).not.toContain("fp4");
  });

  it("rest on a document of the vendor, with its address", () => {
    for (const {figures} of readCatalog().hardware)
      for (const {item, path, source} of figures) {
        const name = `${item} ${path}`;
        if (path === "memory.addressable") {
          expect(["third-party", "measurement", "vendor-documentation"], name).toContain(source.kind);
          continue;
        }
        if (thirdParty.has(name)) expect(source.kind, name).toMatch(/^(third-party|paper)$/);
        else expect(source.kind, name).toMatch(/^vendor-/);
        expect(source.url, name).toMatch(/^https:\/\//);
      }
  });

  it("give the memory that the driver reports within a tenth of what the vendor prints", () => {
    expect(findHardware("h100").memoryAddressableBytes).toBe(81559 * 2 ** 20);
    for (const {id, memoryCapacityBytes: capacity, memoryAddressableBytes: addressable} of listHardware())
      if (addressable !== null) expect(Math.abs(addressable / capacity - 1), id).toBeLessThan(0.1);
  });

  it("say how a figure was halved wherever its note or derivation speaks of sparsity", () => {
    for (const {figures} of readCatalog().hardware)
      for (const {item, path, derivation} of figures)
        if (derivation?.includes("with sparsity")) expect(derivation, `${item} ${path}`).toContain("halved");
  });
});

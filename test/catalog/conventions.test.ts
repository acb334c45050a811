import {describe, expect, it} from "vitest";
import {readCatalog} from "../../data/readCatalog.js";
import {findHardware, listHardware} from "../../lib/catalog/lookup.js";
import type {ArithmeticPrecision} from "../../lib/engine/precision.js";

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
        // GeForce cards halve fp8 with fp32 accumulation, but not fp4.
        const expected = id === "rtx-5090" && precision === "fp4" ? 4 : 2;
        expect(Math.abs(peak / widerPeak / expected - 1), precision).toBeLessThan(0.03);
      });
      if (peaks.bf16 !== undefined && peaks.fp16 !== undefined) expect(peaks.bf16).toBe(peaks.fp16);
      if (peaks.tf32 !== undefined && peaks.fp32 !== undefined) expect(peaks.tf32).toBeGreaterThanOrEqual(peaks.fp32);
      if (peaks.int4 !== undefined && peaks.int8 !== undefined) expect(peaks.int4).toBe(2 * peaks.int8);
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
        expect(source.kind, `${item} ${path}`).toMatch(/^vendor-/);
        expect(source.url, `${item} ${path}`).toMatch(/^https:\/\//);
      }
  });

  it("say how a figure was halved wherever its note or derivation speaks of sparsity", () => {
    for (const {figures} of readCatalog().hardware)
      for (const {item, path, derivation} of figures)
        if (derivation?.includes("with sparsity")) expect(derivation, `${item} ${path}`).toContain("halved");
  });
});

import {describe, expect, it} from "vitest";
import {findHardware, listHardware} from "../../lib/catalog/lookup.js";
import {machineRoofRows, machineRoofs} from "../../lib/explore/machineRoofs.js";

describe("machineRoofs", () => {
  it("has every format of every accelerator once, the highest level first", () => {
    for (const hardware of listHardware()) {
      const {roofs, bandwidth} = machineRoofs(hardware);
      expect(roofs.flatMap(({formats}) => formats).sort()).toEqual(Object.keys(hardware.peakFlopPerSecond).sort());
      expect(roofs.map(({peak}) => peak)).toEqual(roofs.map(({peak}) => peak).toSorted((a, b) => b - a));
      for (const {formats, peak, ridge, achievedPeak} of roofs) {
        for (const format of formats) expect(hardware.peakFlopPerSecond[format]).toBe(peak);
        expect(ridge).toBe(peak / bandwidth);
        expect(achievedPeak).toBeLessThan(peak);
      }
    }
  });

  it("puts the ridge points of an H100 where its data sheet does: 989 TFLOP/s over 3.35 TB/s in 16 bits", () => {
    const {roofs} = machineRoofs(findHardware("h100-sxm"));
    const wide = roofs.find(({formats}) => formats.includes("bf16"))!;
    expect(wide.formats).toEqual(["bf16", "fp16"]);
    expect(wide.ridge).toBeCloseTo(989 / 3.35, 6);
    expect(machineRoofRows(machineRoofs(findHardware("h100-sxm")))).toContainEqual([
      "bf16, fp16",
      "989 TFLOP/s",
      "295 FLOP/byte",
      expect.stringMatching(/TFLOP\/s$/),
      expect.stringMatching(/FLOP\/byte$/),
    ]);
  });

  it("counts operations, not FLOP, where a level is of whole numbers alone", () => {
    const rows = machineRoofRows(machineRoofs(findHardware("a100-sxm-80")));
    expect(rows.find(([formats]) => formats === "int8")![1]).toBe("624 TOP/s");
  });
});

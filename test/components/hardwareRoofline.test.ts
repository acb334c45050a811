// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {hardwareRoofline, machineRoofline} from "../../src/components/hardwareRoofline.js";
import {findHardware, listHardware} from "../../src/lib/catalog/lookup.js";
import {machineRoofRows, machineRoofs} from "../../src/lib/explore/machineRoofs.js";
import {clipped, numberOf, overlapping, tableOf, textsOf} from "./comparisons.js";

const h100 = findHardware("h100-sxm");

describe("hardwareRoofline", () => {
  it("draws a level for each peak and one slope, solid by the data sheet and dashed as achieved", () => {
    const element = hardwareRoofline(h100);
    const {roofs} = machineRoofs(h100);
    expect(element.querySelectorAll("[data-level=sheet]:not([stroke-dasharray])")).toHaveLength(roofs.length);
    expect(element.querySelectorAll("[data-level=achieved][stroke-dasharray]")).toHaveLength(roofs.length);
    expect(element.querySelectorAll("[data-slope]")).toHaveLength(2);
    expect(textsOf(element).map(({text}) => text)).toEqual(
      expect.arrayContaining(["bf16, fp16: 989 TFLOP/s, ridge point 295", "memory: 3.35 TB/s"]),
    );
  });

  it("lets each level begin at its ridge point, at the peak of the data sheet", () => {
    const element = hardwareRoofline(h100);
    const {roofs} = machineRoofs(h100);
    const places = roofs.map(({formats, ridge}) => {
      const line = element.querySelector(`[data-level=sheet][data-formats="${formats.join(" ")}"]`);
      return {ridge, x: numberOf(line, "x1"), y: numberOf(line, "y1")};
    });
    // One decade is as wide between any two of them: the axis is logarithmic, and the slope is one line.
    const [first, ...rest] = places;
    const slopes = rest.map(({x, y}) => (y - first!.y) / (x - first!.x));
    for (const slope of slopes) expect(slope).toBeCloseTo(slopes[0]!, 1);
    const decades = rest.map(({ridge, x}) => (x - first!.x) / Math.log10(ridge / first!.ridge));
    for (const decade of decades) expect(decade).toBeCloseTo(decades[0]!, 0);
  });

  it("turns to what software achieves and back, and says which", () => {
    const element = hardwareRoofline(h100);
    const [sheet, achieved] = Array.from(element.querySelectorAll("button"));
    achieved!.click();
    expect([sheet, achieved].map((button) => button!.getAttribute("aria-pressed"))).toEqual(["false", "true"]);
    expect(element.querySelectorAll("[data-level=sheet][stroke-dasharray]").length).toBeGreaterThan(0);
    expect(element.querySelector("[role=img]")!.getAttribute("aria-label")).toContain("as achieved");
    expect(textsOf(element).map(({text}) => text)).not.toContain("memory: 3.35 TB/s");
    sheet!.click();
    expect(textsOf(element).map(({text}) => text)).toContain("memory: 3.35 TB/s");
  });

  it("has the table of its roofs", () => {
    expect(tableOf(hardwareRoofline(h100))).toEqual(machineRoofRows(machineRoofs(h100)));
  });

  it.each([320, 350, 640])("keeps its words apart and inside for every accelerator, at %d pixels", (width) => {
    for (const hardware of listHardware()) {
      const picture = machineRoofs(hardware);
      for (const kind of ["sheet", "achieved"] as const) {
        const labels = textsOf(machineRoofline(hardware.name, picture, kind, {width}), "[data-label]");
        expect(overlapping(labels), hardware.id).toEqual([]);
        expect(clipped(labels, width), hardware.id).toEqual([]);
        expect(labels.length, hardware.id).toBeGreaterThanOrEqual(2);
      }
    }
  });

  it("says what is missing of an accelerator that cannot be drawn", () => {
    const element = hardwareRoofline({...h100, memoryBandwidthBytesPerSecond: null, peakFlopPerSecond: {}});
    expect(element.textContent).toBe(
      "There is no roofline to draw: no peak rate of any format and no memory bandwidth is published.",
    );
    expect(element.querySelector("svg")).toBeNull();
  });
});

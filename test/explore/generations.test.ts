import {describe, expect, it} from "vitest";
import {findHardware, findModel, listPublishedHardware} from "../../lib/catalog/lookup.js";
import {
  chosenPeak,
  generationsOf,
  measureIds,
  recordHolders,
  type GenerationChoice,
} from "../../lib/explore/generations.js";
import {decodeStep, generationRows, growthRows, growthSentence} from "../../lib/explore/generationRows.js";

const catalog = listPublishedHardware();
const cloud: GenerationChoice = {tier: "cloud", vendor: "", format: "16-bit"};
const step = decodeStep(findModel("llama-3.1-8b"), findHardware("h100-sxm"), "16-bit");

describe("chosenPeak", () => {
  it("takes the 16-bit rate that an accelerator has, or that of the one format asked for", () => {
    expect(chosenPeak(findHardware("t4"), "16-bit")).toBe(65e12);
    expect(chosenPeak(findHardware("h100-sxm"), "16-bit")).toBe(989e12);
    expect(chosenPeak(findHardware("h100-sxm"), "fp8")).toBe(1979e12);
    expect(chosenPeak(findHardware("t4"), "fp8")).toBeUndefined();
  });
});

describe("generationsOf", () => {
  it("has each accelerator with a year once, the oldest first, and marks those chosen", () => {
    const {points} = generationsOf(catalog, cloud);
    expect(points.map(({hardware}) => hardware.id).sort()).toEqual(
      catalog
        .filter(({releaseYear}) => releaseYear !== null)
        .map(({id}) => id)
        .sort(),
    );
    expect(points.map(({year}) => year)).toEqual(points.map(({year}) => year).toSorted((a, b) => a - b));
    expect(points.every(({hardware, isChosen}) => isChosen === (hardware.tier === "cloud"))).toBe(true);
  });

  it("lets the ridge point grow by what the rate grows beyond the bandwidth", () => {
    for (const choice of [cloud, {...cloud, tier: ""}, {...cloud, tier: "", vendor: "NVIDIA"}] as const) {
      const {flops, bandwidth, ridge} = generationsOf(catalog, choice).growth!;
      expect(ridge.perYear).toBeCloseTo(flops.perYear / bandwidth.perYear, 10);
      expect(ridge.count).toBe(flops.count);
    }
  });

  it("finds what the page's title says: in data centres arithmetic grew faster than memory", () => {
    const {flops, bandwidth, ridge} = generationsOf(catalog, cloud).growth!;
    expect(flops.perYear).toBeGreaterThan(bandwidth.perYear);
    expect(ridge.perYear).toBeGreaterThan(1);
    expect(ridge.at(ridge.years[0])).toBeGreaterThan(step.intensity);
  });

  it("says why there is no trend where there is none", () => {
    const {growth, reason} = generationsOf(catalog, {...cloud, format: "fp4", vendor: "Intel"});
    expect(growth).toBeNull();
    expect(reason).toBe(
      "A trend takes at least three accelerators of different years; 0 accelerators of this choice have all the figures.",
    );
  });
});

describe("recordHolders", () => {
  it("names those above all before them, one a year, rising", () => {
    for (const measure of measureIds) {
      const generations = generationsOf(catalog, cloud);
      const holders = recordHolders(generations, measure);
      expect(holders.length).toBeGreaterThan(1);
      for (const [index, holder] of holders.entries()) {
        const before = generations.points.filter(({year, isChosen}) => isChosen && year <= holder.year);
        const values = before.map((point) => point.values[measure] ?? 0);
        expect(holder.values[measure]).toBe(Math.max(...values));
        if (index > 0) expect(holder.year).toBeGreaterThan(holders[index - 1]!.year);
      }
    }
  });
});

describe("the words", () => {
  it("state the growth, the ridge points along the trend, and what a decode step can use", () => {
    const generations = generationsOf(catalog, cloud);
    const {ridge, flops} = generations.growth!;
    const sentence = growthSentence(generations, step);
    expect(sentence).toContain(`the 16-bit peak rate grew ${flops.perYear.toFixed(2)}× a year`);
    expect(sentence).toContain(`from ${Number(ridge.at(ridge.years[0]).toPrecision(3))} to`);
    const [, first, last] = /at most ([\d.]+) % of the peak of \d+, and ([\d.]+) % of that/.exec(sentence)!;
    expect(Number(first)).toBeCloseTo((100 * step.intensity) / ridge.at(ridge.years[0]), 0);
    expect(Number(last)).toBeLessThan(Number(first));
    expect(sentence).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("take the intensity of a decode step in the format chosen: narrow weights raise it", () => {
    const [model, hardware] = [findModel("llama-3.1-8b"), findHardware("h100-sxm")];
    expect(step.intensity).toBeGreaterThan(0.9);
    expect(step.intensity).toBeLessThan(1.1);
    expect(decodeStep(model, hardware, "fp8").intensity).toBeGreaterThan(1.5 * step.intensity);
    expect(decodeStep(model, findHardware("b200"), "16-bit").intensity).toBe(step.intensity);
  });

  it("list every chosen accelerator, and a growth for every tier that has one", () => {
    const generations = generationsOf(catalog, cloud);
    const [head, ...rows] = generationRows(generations);
    expect(rows).toHaveLength(generations.points.filter(({isChosen}) => isChosen).length);
    expect(rows.every((row) => row.length === head!.length)).toBe(true);
    const growths = growthRows(catalog, "16-bit");
    expect(growths.map(([name]) => name)).toEqual(expect.arrayContaining(["all", "cloud", "NVIDIA"]));
    expect(JSON.stringify(growths)).not.toMatch(/NaN|undefined|Infinity/);
  });
});

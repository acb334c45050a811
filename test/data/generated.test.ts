import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {readCatalog} from "../../data/readCatalog.js";
import {isSolvable} from "../../lib/catalog/publishedHardware.js";
import {
  calibrations,
  Hardware,
  hardwareAliases,
  Models,
  unsolvableHardware,
} from "../../lib/catalog/registry.generated.js";
import {figuresOf, fitOf} from "../../lib/catalog/provenance.js";
import type {Model} from "../../lib/engine/types.js";
import {generate} from "../../scripts/generate-registry.js";

const catalog = readCatalog();

describe("the generated modules", () => {
  it("are what the catalog generates: run `npm run generate` after a change in data/", async () => {
    for (const {path, text} of await generate(catalog))
      expect(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"), path).toBe(text);
  });

  it("hold every item under its member name", () => {
    for (const {hardware, symbol} of catalog.hardware) {
      if (!isSolvable(hardware)) {
        expect(unsolvableHardware.find(({id}) => id === hardware.id)).toEqual(hardware);
        continue;
      }
      const members = Object.values(Hardware).flatMap((tier) => Object.entries(tier));
      expect(members.find(([name]) => name === symbol)?.[1]).toEqual(hardware);
    }
    for (const {model, collection, symbol} of catalog.models)
      expect(Object.entries<object>(Models[collection]).find(([name]) => name === symbol)?.[1]).toEqual(model);
    for (const {id, name, summary, constants, perHeadAttention, stepSeconds} of catalog.calibrations)
      expect(Object.values(calibrations).find((entry) => entry.id === id)).toEqual({
        id,
        name,
        summary,
        constants,
        perHeadAttention,
        stepSeconds,
      });
  });

  it("give all models of an architecture the same keys in the same order, which one hidden class needs", () => {
    const keys = new Map<string, string>();
    for (const model of Object.values(Models).flatMap((group) => Object.values<Model>(group))) {
      expect(Object.keys(model).join(), model.id).toBe(keys.get(model.architecture) ?? Object.keys(model).join());
      keys.set(model.architecture, Object.keys(model).join());
      expect(Object.isFrozen(model)).toBe(true);
    }
  });

  it("give the name Hardware as a value and as a type", () => {
    const chip: Hardware = Hardware.Cloud.H100;
    expect(chip.id).toBe("h100-sxm");
  });

  it("map aliases to ids", () => {
    expect(hardwareAliases).toMatchObject({a100: "a100-sxm-80", h100: "h100-sxm", h200: "h200-sxm"});
  });

  it("hold every figure with its source", () => {
    for (const {hardware, figures} of catalog.hardware) expect(figuresOf("hardware", hardware.id)).toEqual(figures);
    for (const {model, figures} of catalog.models) expect(figuresOf("model", model.id)).toEqual(figures);
    for (const {id, figures} of catalog.calibrations) expect(figuresOf("calibration", id)).toEqual(figures);
    expect(figuresOf("hardware", "constructor")).toEqual([]);
  });

  it("hold how calibrations were fitted, where they were", () => {
    for (const {id, fit, intervals} of catalog.calibrations)
      expect(fitOf(id)).toEqual(fit === null && Object.keys(intervals).length === 0 ? null : {fit, intervals});
  });
});

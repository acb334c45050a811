import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {largestBatch, largestContext, unlimitedBatch} from "../../lib/engine/footprint.js";
import {solve} from "../../lib/engine/solve.js";
import {perPhase} from "../../lib/explainer/describe.js";
import {profileRows, renderProfileText} from "../../lib/explainer/renderProfile.js";
import {configure} from "../../lib/explore/configure.js";
import type {Options} from "../../lib/explore/options.js";
import {configurations} from "../configurations.js";

const rowsOf = (model: string, options: Partial<Options> = {}) => {
  const configuration = configure({model: findModel(model), hardware: findHardware("h100"), options});
  return new Map(profileRows(solve(configuration)).map(([name, value]) => [name!.trim(), value!]));
};

describe("the text of a profile", () => {
  it("speaks of a step where steps follow one another, and of a pass where one is all", () => {
    expect(rowsOf("llama3-8b").get("time")).toMatch(/ a step$/);
    expect(rowsOf("llama3-8b", {phase: "training", batch: 8, dataParallel: 8, zeroStage: "3"}).get("energy")).toMatch(
      / a step$/,
    );
    expect(rowsOf("llama3-8b", {phase: "request", outputLength: 16}).get("time")).toMatch(/ a pass$/);
    expect(rowsOf("resnet-50").get("energy")).toMatch(/ a pass$/);
  });

  it("counts tokens of text and samples of images", () => {
    expect(rowsOf("llama3-8b").get("throughput")).toMatch(/ tokens\/s$/);
    expect(rowsOf("resnet-50").get("throughput")).toMatch(/ samples\/s$/);
  });

  it("has the times of a request where the phase has them", () => {
    for (const phase of ["request", "serving"] as const) {
      const rows = rowsOf("llama3-8b", {phase, outputLength: 16});
      expect(rows.has("time to first token") && rows.has("time per output token"), phase).toBe(true);
      expect(rows.get("phase")).toBe(`${phase}, batch 1, input 1,024, output 16`);
    }
    expect(rowsOf("llama3-8b").has("time to first token")).toBe(false);
  });

  it("has the state of training, what is kept on the host, and the devices, where there are any", () => {
    const training = rowsOf("llama3-8b", {phase: "training", batch: 16, tensorParallel: 2, dataParallel: 8});
    for (const name of ["gradients", "optimizer state", "activations"]) expect(training.has(name), name).toBe(true);
    expect(training.get("devices")).toBe("2 tensor parallel × 8 copies");
    expect(training.get("hardware")).toBe("16 × H100 SXM");
    expect(training.has("KV cache")).toBe(false);
    expect(rowsOf("llama3-70b", {offload: "weights"}).has("kept on the host")).toBe(true);
    for (const name of ["gradients", "kept on the host", "devices"]) expect(rowsOf("llama3-8b").has(name)).toBe(false);
  });

  it("has the largest context of decoders, and says where nothing fits or memory sets no limit", () => {
    expect(rowsOf("llama3-8b", {batch: 64}).get("largest context")).toMatch(/^[\d,]+ tokens of input$/);
    expect(rowsOf("llama3-70b").get("largest context")).toBe("none fits");
    expect(rowsOf("resnet-50").has("largest context")).toBe(false);
    expect(rowsOf("resnet-50").get("largest batch")).toBe("not limited by memory");
  });

  it("is made of any profile, without a figure that is no number", () => {
    fc.assert(
      fc.property(configurations, (configuration) => {
        const text = renderProfileText(solve(configuration));
        expect(text).not.toMatch(/NaN|undefined|Infinity|∞/);
        const hasTime = solve(configuration).fits;
        expect(text.includes(` ${perPhase[configuration.scenario.phase]}\n`)).toBe(hasTime);
      }),
    );
  });
});

describe("largestContext", () => {
  it("is the longest input that fits at the batch, within the context of the model", () => {
    fc.assert(
      fc.property(configurations, fc.constantFrom(1, 2, 16, 256), (configuration, batch) => {
        const {model, scenario} = configuration;
        const found = largestContext(configuration, batch);
        const caches = model.architecture === "decoder" || model.architecture === "encoder-decoder";
        expect(found === null).toBe(!caches);
        if (found === null || !caches) return;
        const at = (inputLength: number) => largestBatch({...configuration, scenario: {...scenario, inputLength}});
        const generates = ["decode", "request", "serving"].includes(scenario.phase);
        const most = model.maxContext - (generates ? scenario.outputLength : 0);
        if (found > 0) expect(at(found)).toBeGreaterThanOrEqual(batch);
        expect(found).toBeLessThanOrEqual(Math.max(1, most));
        if (found < most) expect(at(found + 1)).toBeLessThan(batch);
        expect(at(found)).toBeLessThanOrEqual(unlimitedBatch);
      }),
    );
  });
});

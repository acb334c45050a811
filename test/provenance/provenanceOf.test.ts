import {readFileSync} from "node:fs";
import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {isSolvable} from "../../lib/catalog/publishedHardware.js";
import {parseHardware} from "../../lib/catalog/parseHardware.js";
import {solve} from "../../lib/engine/solve.js";
import {bytesPerSecond} from "../../lib/engine/units.js";
import {configure} from "../../lib/explore/configure.js";
import type {Options} from "../../lib/explore/options.js";
import {provenanceOf} from "../../lib/provenance/provenanceOf.js";
import {configurations} from "../configurations.js";

const root = new URL("../../", import.meta.url);
const question = (model: string, hardware: string, options: Partial<Options> = {}) =>
  configure({model: findModel(model), hardware: findHardware(hardware), options});
const inputs = (...asked: Parameters<typeof question>) => provenanceOf(solve(question(...asked)));
const paths = (...asked: Parameters<typeof question>) =>
  inputs(...asked)
    .filter(({itemKind}) => itemKind !== "model")
    .map(({path}) => path);
const one = (path: string, ...asked: Parameters<typeof question>) =>
  inputs(...asked).find((input) => input.path === path);

describe("provenanceOf", () => {
  it("states the value, the source and the line of each figure: that line of the file holds its text", () => {
    fc.assert(
      fc.property(configurations, (configuration) => {
        for (const {file, line, text, value, source, path} of provenanceOf(solve(configuration))) {
          expect(source.title, path).not.toBe("");
          if (file === null || line === null) continue;
          const stated = readFileSync(new URL(file, root), "utf8").split("\n")[line - 1];
          // A count is written without the unit that its text has.
          const written = text === "none" ? ["null"] : [text, String(value)];
          expect(
            written.some((word) => stated?.includes(word)),
            `${file}:${line} ${text}`,
          ).toBe(true);
        }
      }),
      {numRuns: 100},
    );
  });

  it("finds a source for every input of every configuration of the catalog, and a file for all but the caller's", () => {
    fc.assert(
      fc.property(configurations, (configuration) => {
        const all = provenanceOf(solve(configuration));
        for (const {path, file, source, itemKind} of all) {
          if (itemKind === "scenario") expect(path).toBe("networkBytesPerSecond");
          else expect(source.kind, path).not.toBe("caller");
          expect(file === null, path).toBe(itemKind === "scenario");
        }
        const keys = all.map(({item, path}) => `${item} ${path}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      {numRuns: 300},
    );
  });

  it("gives a figure as the catalog has it", () => {
    expect(one("peak.bf16", "llama3-8b", "h100")).toMatchObject({
      item: "h100-sxm",
      itemKind: "hardware",
      value: 989e12,
      unit: "FLOP/s",
      text: "989 TFLOP/s",
      source: {kind: "vendor-documentation", accessed: "2026-11-23"},
      note: "without sparsity; the data sheet prints 1,979 with sparsity",
      file: "data/hardware/h100-sxm.yaml",
      line: 49,
    });
  });

  it("gives the place in the source where it is known", () => {
    expect(one("shape.layers", "gpt3-175b", "h100")).toMatchObject({at: "table 2.1"});
  });

  it("lists what the profile rests on, and nothing else", () => {
    const ofDecode = paths("llama3-8b", "h100");
    expect(ofDecode).toEqual([
      "peak.bf16",
      "memory.addressable",
      "memory.bandwidth",
      "power",
      "matrixFraction.bits16",
      "attentionFraction",
      "memoryFraction",
      "launch.graph",
      "step.default",
      "idlePowerFraction",
      "workspace",
      "kvCacheFraction",
      "bytesPerValue.bf16",
    ]);
    expect(paths("llama3-8b", "h100", {tensorParallel: 2})).toEqual(
      expect.arrayContaining(["link.bandwidth", "linkFraction", "linkLatency"]),
    );
    expect(paths("llama3-8b", "h100", {precision: "fp8"})).toEqual(
      expect.arrayContaining([
        "peak.fp8",
        "peak.bf16",
        "matrixFraction.bits8",
        "bytesPerValue.fp8",
        "bytesPerValue.bf16",
      ]),
    );
    expect(paths("llama3-8b", "h100", {precision: "int4-weights"})).toEqual(
      expect.arrayContaining(["peak.fp32", "dequantisation.operationsPerWeight", "bytesPerValue.int4"]),
    );
    expect(paths("llama3-8b", "h100", {batch: "max"})).toContain("batchCap");
    expect(paths("llama3-8b", "h100", {phase: "serving"})).toEqual(
      expect.arrayContaining(["chunkTokens", "launch.eager"]),
    );
    expect(paths("llama3-8b", "h100", {granularity: "model"})).toContain("launchesPerLayer");
    expect(paths("llama3-8b", "a100", {calibration: "tutorial"})).toContain("step.byHardware.a100-sxm-80");
    expect(paths("llama3-70b", "h100", {offload: "weights"})).toContain("hostLink.bandwidth");
    expect(paths("gpt2-small", "h100", {phase: "training"})).toEqual(
      expect.arrayContaining(["optimizerBytesPerParameter", "attentionBackward"]),
    );
    expect(paths("mamba-130m", "h100")).toContain("scanFlop");
  });

  it("lists no constants of time where it does not fit, for there is none", () => {
    const found = paths("llama3-70b", "h100");
    expect(found).toEqual([
      "peak.bf16",
      "memory.addressable",
      "memory.bandwidth",
      "workspace",
      "kvCacheFraction",
      "bytesPerValue.bf16",
    ]);
  });

  it("names the default network with its source, and another as the caller's", () => {
    const far = {tensorParallel: 2, devicesPerNode: 1} as const;
    expect(one("networkBytesPerSecond", "llama3-8b", "h100", far)).toMatchObject({
      source: {title: "NVIDIA DGX H100 user guide"},
    });
    expect(one("networkBytesPerSecond", "llama3-8b", "h100", {...far, networkGigabits: 100})).toMatchObject({
      itemKind: "scenario",
      value: 12.5e9,
      source: {kind: "caller"},
    });
  });

  it("tells what the caller handed in from what the catalog states", () => {
    const configuration = question("llama3-8b", "h100");
    const hardware = {...configuration.hardware, memoryBandwidthBytesPerSecond: bytesPerSecond(4e12)};
    const all = provenanceOf(solve({...configuration, hardware}));
    const handed = all.filter(({source}) => source.kind === "caller");
    expect(handed).toEqual([
      {
        item: "h100-sxm",
        itemKind: "hardware",
        path: "memory.bandwidth",
        value: 4e12,
        unit: "B/s",
        text: "4 TB/s",
        source: {title: "given by the caller", url: null, accessed: null, kind: "caller"},
        at: null,
        derivation: null,
        note: null,
        others: [],
        file: null,
        line: null,
      },
    ]);
    const unknown = provenanceOf(solve({...configuration, model: {...configuration.model, id: "mine"}}));
    const shape = unknown.filter(({itemKind}) => itemKind === "model");
    expect(shape.length).toBeGreaterThan(8);
    for (const {source} of shape) expect(source.kind).toBe("caller");
  });

  it("finds figures in the caller's own files, with their source and line", () => {
    const text = readFileSync(new URL("test/fixtures/cli/files/own-chip.yaml", root), "utf8");
    const {hardware, figures} = parseHardware(text, "own-chip.yaml");
    if (!isSolvable(hardware)) throw new Error("the example states all that a solve needs");
    const profile = solve(configure({model: findModel("llama3-8b"), hardware}));
    const own = provenanceOf(
      profile,
      figures.map((figure) => ({...figure, file: "own-chip.yaml"})),
    );
    expect(own.find(({path}) => path === "memory.bandwidth")).toMatchObject({
      item: "own-chip",
      value: 1e12,
      source: {title: "An example datasheet"},
      file: "own-chip.yaml",
      line: 19,
    });
    const unknown = provenanceOf(profile).filter(({itemKind}) => itemKind === "hardware");
    for (const {source, file} of unknown) expect([source.kind, file]).toEqual(["caller", null]);
  });

  it("names modules of the engine that state the constants", () => {
    for (const {file, line} of inputs("llama3-8b", "h100", {phase: "serving", batch: "max"}))
      if (file !== null && line === null) expect(readFileSync(new URL(file, root), "utf8")).not.toBe("");
  });
});

import {existsSync, readdirSync, readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readFolder} from "../../data/readCatalog.js";
import {modelFromHuggingFaceConfig} from "../../lib/catalog/huggingFaceConfig.js";
import {shapeValue} from "../../lib/catalog/modelShape.js";
import {parseCalibration} from "../../lib/catalog/parseCalibration.js";
import {parseHardware} from "../../lib/catalog/parseHardware.js";
import {parseModel} from "../../lib/catalog/parseModel.js";
import type {Figure} from "../../lib/catalog/types.js";
import {UserError} from "../../lib/engine/userError.js";
import {expectAsStated} from "./configOracle.js";
import {mutationOf} from "./mutations.js";
import {expectFiguresAsWritten} from "./yamlOracle.js";

/** Fails on a number that is not finite, anywhere in plain data. */
function expectFinite(value: unknown): void {
  if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
  else if (typeof value === "object" && value !== null) Object.values(value).forEach(expectFinite);
}

/** Fails on a number that is no count, anywhere in plain data. */
function expectCounts(value: unknown): void {
  if (typeof value === "number") expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
  else if (typeof value === "object" && value !== null) Object.values(value).forEach(expectCounts);
}

const textsOf = (folder: "hardware" | "models" | "calibration") => readFolder(folder).map(({text}) => text);
const folderOf = (name: string) => new URL(`../fixtures/${name}/`, import.meta.url);
const published = readdirSync(folderOf("configs")).map((name) => new URL(`${name}/config.json`, folderOf("configs")));
const accepted = readdirSync(folderOf("catalog"))
  .map((name) => new URL(`${name}/`, folderOf("catalog")))
  .filter(({href}) => href.includes("/config-"))
  .filter((folder) => existsSync(new URL("expected.json", folder)))
  .map((folder) => new URL("input.json", folder));

/** A figure by its path. */
const valueOf = (figures: readonly Figure[], path: string) =>
  figures.find((figure) => figure.path === path)?.value ?? null;

/** The values that the engine computes with are those of the figures. */
function checkHardware(text: string): void {
  const {hardware, figures} = parseHardware(text, "fuzzed");
  expectFinite(hardware);
  expectFiguresAsWritten(text, figures);
  for (const [precision, peak] of Object.entries(hardware.peakFlopPerSecond))
    expect(peak).toBe(valueOf(figures, `peak.${precision}`));
  expect(hardware.memoryCapacityBytes).toBe(valueOf(figures, "memory.capacity"));
  expect(hardware.memoryAddressableBytes).toBe(valueOf(figures, "memory.addressable"));
  expect(hardware.memoryBandwidthBytesPerSecond).toBe(valueOf(figures, "memory.bandwidth"));
  expect(hardware.linkBandwidthBytesPerSecond).toBe(valueOf(figures, "link.bandwidth"));
  expect(hardware.hostLinkBandwidthBytesPerSecond).toBe(valueOf(figures, "hostLink.bandwidth"));
  expect(hardware.powerWatts).toBe(valueOf(figures, "power"));
}

function checkModel(text: string): void {
  const {model, publishedParameters, figures} = parseModel(text, "fuzzed");
  expectFinite(model);
  expectFiguresAsWritten(text, figures);
  expect(publishedParameters).toBe(valueOf(figures, "parameters"));
  for (const {path, value} of figures) {
    const [shape, key = "", inner] = path.split(".");
    if (shape !== "shape" || value === null) continue;
    const held = shapeValue(model, key);
    expect(inner === undefined ? held : (held as Readonly<Record<string, unknown>>)[inner], path).toBe(value);
  }
}

function checkCalibration(text: string): void {
  const document = parseCalibration(text, "fuzzed");
  expectFinite(document);
  expectFiguresAsWritten(text, document.figures);
}

function checkConfig(text: string): void {
  const model = modelFromHuggingFaceConfig(text, "fuzzed");
  expectCounts(model);
  expectAsStated(text, model);
}

const subjects = [
  {name: "hardware", runs: 1_250, texts: textsOf("hardware"), check: checkHardware},
  {name: "model", runs: 1_250, texts: textsOf("models"), check: checkModel},
  {name: "calibration", runs: 400, texts: textsOf("calibration"), check: checkCalibration},
  {
    name: "config.json",
    runs: 8_000,
    texts: [...published, ...accepted].map((file) => readFileSync(file, "utf8")),
    check: checkConfig,
  },
];

describe("a mutated file", () => {
  it.each(subjects)(
    "of $name is refused with a user error or read as its own text says, $runs times",
    ({runs, texts, check}) => {
      let [read, refused, slowest] = [0, 0, 0];
      fc.assert(
        fc.property(mutationOf(texts), (text) => {
          const start = performance.now();
          try {
            check(text);
            read += 1;
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
            expect(error.message).toMatch(/^fuzzed/);
            refused += 1;
          }
          slowest = Math.max(slowest, performance.now() - start);
        }),
        {seed: 20_261_122, numRuns: runs},
      );
      // Both must happen often, or the mutations are too weak or too strong to show anything.
      expect(read).toBeGreaterThan(runs / 10);
      expect(refused).toBeGreaterThan(runs / 10);
      expect(slowest).toBeLessThan(5_000);
    },
    120_000,
  );

  it("is one of more than 10,000", () => {
    expect(subjects.reduce((sum, {runs}) => sum + runs, 0)).toBeGreaterThan(10_000);
  });
});

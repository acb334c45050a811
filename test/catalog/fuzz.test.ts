import {existsSync, readdirSync, readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readFolder} from "../../data/readCatalog.js";
import {modelFromHuggingFaceConfig} from "../../lib/catalog/huggingFaceConfig.js";
import {parseCalibration} from "../../lib/catalog/parseCalibration.js";
import {parseHardware} from "../../lib/catalog/parseHardware.js";
import {parseModel} from "../../lib/catalog/parseModel.js";
import {UserError} from "../../lib/engine/userError.js";

/** Fragments that have broken parsers before. */
const nasty = [
  "null", "~", ".nan", ".inf", "-.inf", "1e400", "-1", "0", "1e308", "9007199254740993", "true", "[]", "{}", "[[[[",
  "}}}}", "&a", "*a", "<<: *a", "!!binary", "!!set", "? ", "- ", ": ", "#", "'", '"', "|", ">", "%YAML 9.9", "---", "...",
  "\t", "\r", "\u0000", "\ufeff", "\u202e", "\\u0000", "__proto__: ", "constructor: ", "GiB", "value: ", "0x1F", "0o17",
  "1_000", "2026-11-22", "NaN", "Infinity", "<script>", "${x}", "é", "𝟙",
]; // prettier-ignore

const edit = fc.record({
  kind: fc.constantFrom("insert", "replace", "delete", "lineOrder", "repeat", "digit", "digit"),
  at: fc.double({min: 0, max: 1, noNaN: true, maxExcluded: true}),
  length: fc.integer({min: 1, max: 30}),
  text: fc.oneof({weight: 3, arbitrary: fc.constantFrom(...nasty)}, {weight: 1, arbitrary: fc.string({maxLength: 8})}),
});

function mutate(
  text: string,
  edits: readonly (typeof edit extends fc.Arbitrary<infer Value> ? Value : never)[],
): string {
  let mutated = text;
  for (const {kind, at, length, text: fragment} of edits) {
    const offset = Math.floor(at * mutated.length);
    const [before, after] = [mutated.slice(0, offset), mutated.slice(offset)];
    if (kind === "insert") mutated = before + fragment + after;
    else if (kind === "replace") mutated = before + fragment + after.slice(length);
    else if (kind === "delete") mutated = before + after.slice(length);
    else if (kind === "repeat") mutated = before + after.slice(0, length).repeat(3) + after;
    else if (kind === "digit") mutated = before + after.replace(/\d/, fragment);
    else
      mutated = mutated
        .split("\n")
        .sort((a, b) => ((a.length * 7 + length) % 11) - ((b.length * 7 + length) % 11))
        .join("\n");
  }
  return mutated;
}

/** Fails on a number that is not finite, anywhere in plain data. */
function expectFinite(value: unknown): void {
  if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
  else if (typeof value === "object" && value !== null) Object.values(value).forEach(expectFinite);
}

const configs = new URL("../fixtures/catalog/", import.meta.url);
const subjects = [
  {name: "hardware", parse: parseHardware, texts: readFolder("hardware").map(({text}) => text)},
  {name: "model", parse: parseModel, texts: readFolder("models").map(({text}) => text)},
  {name: "calibration", parse: parseCalibration, texts: readFolder("calibration").map(({text}) => text)},
  {
    name: "config.json",
    parse: modelFromHuggingFaceConfig,
    texts: readdirSync(configs)
      .filter((folder) => folder.startsWith("config-") && existsSync(new URL(`${folder}/expected.json`, configs)))
      .map((folder) => readFileSync(new URL(`${folder}/input.json`, configs), "utf8")),
  },
];

describe("a mutated file", () => {
  it.each(subjects)("of $name gives a user error or finite numbers, 1,000 times", ({parse, texts}) => {
    let [read, refused] = [0, 0];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, {minLength: 1, maxLength: 2}), (text, edits) => {
        let entry: unknown;
        try {
          entry = parse(mutate(text, edits), "fuzzed");
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          expect(error.message).toMatch(/^fuzzed/);
          refused += 1;
          return;
        }
        read += 1;
        expectFinite(entry);
      }),
      {seed: 20_261_122, numRuns: 1000},
    );
    // Both must happen often, or the mutations are too weak or too strong to show anything.
    expect(read).toBeGreaterThan(20);
    expect(refused).toBeGreaterThan(200);
  });
});

import {existsSync, readdirSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {CatalogError} from "../../lib/catalog/catalogError.js";
import {modelFromHuggingFaceConfig} from "../../lib/catalog/huggingFaceConfig.js";
import {parseCalibration} from "../../lib/catalog/parseCalibration.js";
import {parseHardware} from "../../lib/catalog/parseHardware.js";
import {parseModel} from "../../lib/catalog/parseModel.js";

const parsers: Readonly<Record<string, (text: string, fileName: string) => unknown>> = {
  hardware: parseHardware,
  model: parseModel,
  calibration: parseCalibration,
  config: modelFromHuggingFaceConfig,
};

const root = new URL("../fixtures/catalog/", import.meta.url);
const cases = readdirSync(root).sort();

/** A case is a folder named after its kind: an input, and either the entry or the message that it gives. */
function load(name: string): {parse: () => unknown; expected: URL; refused: boolean} {
  const folder = new URL(`${name}/`, root);
  const file = name.startsWith("config-") ? "input.json" : "input.yaml";
  const text = readFileSync(new URL(file, folder), "utf8");
  const refused = existsSync(new URL("expected.txt", folder));
  const parse = parsers[name.split("-")[0] ?? ""];
  if (parse === undefined) throw new Error(`no parser for ${name}`);
  return {
    parse: () => parse(text, file),
    expected: new URL(refused ? "expected.txt" : "expected.json", folder),
    refused,
  };
}

describe("catalog files", () => {
  it.each(cases.filter((name) => load(name).refused))("are refused with the message of the case %s", (name) => {
    const {parse, expected} = load(name);
    expect(parse).toThrow(CatalogError);
    let message = "";
    try {
      parse();
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toBe(readFileSync(expected, "utf8").trimEnd());
  });

  it.each(cases.filter((name) => !load(name).refused))("are read as the entry of the case %s", (name) => {
    const {parse, expected} = load(name);
    expect(parse()).toEqual(JSON.parse(readFileSync(expected, "utf8")));
  });
});

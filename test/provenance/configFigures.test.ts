import {readdirSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {findHardware} from "../../lib/catalog/lookup.js";
import {readHuggingFaceConfig} from "../../lib/catalog/huggingFaceConfig.js";
import {solve} from "../../lib/engine/solve.js";
import {configure} from "../../lib/explore/configure.js";
import {statedInConfig} from "../../lib/provenance/configFigures.js";
import {provenanceOf} from "../../lib/provenance/provenanceOf.js";

const root = new URL("../fixtures/configs/", import.meta.url);
const names = readdirSync(root);
const textOf = (name: string): string => readFileSync(new URL(`${name}/config.json`, root), "utf8");

describe.each(names)("the figures of %s", (name) => {
  const text = textOf(name);
  const file = `models/${name}/config.json`;
  const read = readHuggingFaceConfig(text, file);
  const stated = statedInConfig(read, file);

  it("name the file for every input of the model, and the field and line that state the value", () => {
    const inputs = provenanceOf(solve(configure({model: read.model, hardware: findHardware("h100")})), stated);
    const ofModel = inputs.filter(({itemKind}) => itemKind === "model");
    expect(ofModel.length).toBeGreaterThan(5);
    expect(new Set(ofModel.map(({source, file: own}) => `${source.title} ${own}`))).toEqual(
      new Set([`${file} ${file}`]),
    );
    const lines = text.split("\n");
    const placed = ofModel.filter(({at}) => at !== null);
    expect(placed.length).toBeGreaterThan(3);
    for (const {at, line, text: value} of placed)
      expect(lines[line! - 1]).toContain(`"${at}": ${value === "none" ? "null" : value}`);
  });
});

describe("the figures of a config.json", () => {
  it("say of a value that follows from others the file alone", () => {
    const read = readHuggingFaceConfig(textOf("meta-llama--Llama-3.1-8B"), "config.json");
    const of = (path: string) => statedInConfig(read, "config.json").find((figure) => figure.path === path);
    expect(of("shape.feedForwardSize")).toMatchObject({at: "intermediate_size", value: 14_336});
    expect(of("shape.headSize")).toMatchObject({at: null, line: null, file: "config.json", value: 128});
  });
});

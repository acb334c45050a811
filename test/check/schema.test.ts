import {readdirSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {Ajv, type ValidateFunction} from "ajv";
import {describe, expect, it} from "vitest";
import {parse} from "yaml";
import {parseScenarioFile} from "../../lib/check/parseScenarioFile.js";
import {capture} from "../cli/capture.js";

const root = new URL("../../", import.meta.url);
const checks = new URL("test/fixtures/checks/", root);
const ajv = new Ajv({strict: true, strictTypes: false, allowUnionTypes: true, allErrors: true, validateFormats: false});

function schemaOf(name: string): ValidateFunction {
  return ajv.compile(JSON.parse(readFileSync(new URL(`docs/schema/${name}.schema.json`, root), "utf8")) as object);
}

function errors(validate: ValidateFunction, document: unknown): string[] {
  validate(document);
  return (validate.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`);
}

const check = schemaOf("check");
const scenarios = schemaOf("scenarios");

describe("the JSON Schemas of checks", () => {
  it.each(readdirSync(checks).filter((name) => name !== "malformed-file"))(
    "hold of the pull request %s",
    async (name) => {
      const folder = fileURLToPath(new URL(`${name}/`, checks));
      const {stdout} = await capture(["check", "--base", "base", "--head", "head", "--format", "json"], {folder});
      expect(errors(check, JSON.parse(stdout))).toEqual([]);
    },
  );

  it.each([
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100}\n",
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100, batch: max, zeroStage: 2, pricePerHour: 2.5}\n",
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100, limits: {latencySeconds: {most: 12 ms, increase: 5 %}}}\n",
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100, limits: {causes: {launch-overhead: {cost: 5 %}}}}\n",
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100, limits: {latencySeconds: [{most: 12 ms}, {increase: 5 %, level: warn}]}}\n",
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100, limits: {regime: [{allowed: [memory]}, {shift: false, level: warn}]}}\n",
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100, limits: {causes: {batch: [{cost: 9 %}, {cost: 5 %, level: warn}]}}}\n",
    "defaults: {hardware: h100}\nscenarios:\n  - {name: a, model: llama3-8b}\n",
  ])("take the scenario file that is read: %#", (text) => {
    const file = `version: 1\n${text}`;
    expect(() => parseScenarioFile(file, "file.yaml")).not.toThrow();
    expect(errors(scenarios, parse(file))).toEqual([]);
  });

  it.each([
    "scenarios: []\n",
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100, batch: 0}\n",
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100, precision: fp17}\n",
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100, hardwear: a100}\n",
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100, limits: {latencySeconds: {increase: 5}}}\n",
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100, limits: {latencySeconds: []}}\n",
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100, limits: {latencySeconds: [{increase: 5}]}}\n",
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100, limits: {regime: {shift: true}}}\n",
    "scenarios:\n  - {name: a, model: llama3-8b, hardware: h100, limits: {causes: {nothing: {cost: 5 %}}}}\n",
  ])("refuse the scenario file that is refused: %#", (text) => {
    const file = `version: 1\n${text}`;
    expect(() => parseScenarioFile(file, "file.yaml")).toThrow();
    expect(errors(scenarios, parse(file))).not.toEqual([]);
  });
});

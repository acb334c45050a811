import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {Ajv, type ValidateFunction} from "ajv";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {explain} from "../../lib/explainer/explain.js";
import {explanationJson, profileJson} from "../../lib/explainer/renderJson.js";
import {solve} from "../../lib/engine/solve.js";
import {generateSchemas} from "../../scripts/generate-schema.js";
import {capture} from "../cli/capture.js";
import {configurations, pairs} from "../configurations.js";
import {caseNames, explanationOf} from "./cases.js";

const root = new URL("../../", import.meta.url);
const files = fileURLToPath(new URL("test/fixtures/cli/files/", root));
const ajv = new Ajv({strict: true, allowUnionTypes: true, allErrors: true});

function schemaOf(name: string): ValidateFunction {
  return ajv.compile(JSON.parse(readFileSync(new URL(`docs/schema/${name}.schema.json`, root), "utf8")) as object);
}
const schemas = {
  explanation: schemaOf("explanation"),
  profile: schemaOf("profile"),
  validation: schemaOf("validation"),
};

function expectValid(name: keyof typeof schemas, document: unknown): void {
  const validate = schemas[name];
  // As a script reads it: what JSON has no word for is gone.
  validate(JSON.parse(JSON.stringify(document)));
  const errors = validate.errors?.filter(({keyword}) => keyword !== "anyOf") ?? [];
  expect(
    errors.map(({instancePath, message, params}) => `${instancePath} ${message} ${JSON.stringify(params)}`),
  ).toEqual([]);
}

async function printed(command: string): Promise<unknown> {
  const {stdout, stderr} = await capture(command.split(" "), {folder: files});
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

describe("the JSON Schemas", () => {
  it("are what the types generate: run `npm run generate` after a change of them", async () => {
    for (const {path, text} of await generateSchemas())
      expect(readFileSync(new URL(path, root), "utf8"), path).toBe(text);
  });

  it.each(caseNames)("hold of the explanation %s", (name) => {
    expectValid("explanation", explanationJson(explanationOf(name)));
    expectValid("explanation", explanationJson(explanationOf(name, {verbose: true, metric: "energy", headline: 30})));
    const prices = {baseline: 2.2, proposal: 3.9};
    const measured = {baselineSeconds: 0.03, proposalSeconds: 0.02};
    expectValid("explanation", explanationJson(explanationOf(name, {metric: "cost", prices, measured})));
  });

  it.each([
    ["explanation", "compare --model llama3-8b --baseline a100 --proposal h100 --format json --explain-inputs"],
    ["explanation", "compare --model llama3-70b --baseline h100 --proposal h200 --format json --explain-inputs"],
    ["profile", "solve --model llama3-8b --hardware h100 --format json --explain-inputs"],
    ["profile", "solve --model llama3-70b --hardware h100 --format json"],
    [
      "profile",
      "solve --model llama3-8b --hardware h100 --format json --price-per-hour 2 --carbon-intensity 400 --target-latency 5ms --limit-cost 1",
    ],
    ["profile", "solve --model llama3-8b --hardware h100 --phase request --format json --target-ttft 1s"],
    [
      "profile",
      "solve --model bert-base --hardware t4 --format json --carbon-intensity 400 --limit-energy 0.1 --limit-carbon 1",
    ],
    [
      "validation",
      "validate --runs runs.csv --pairs pairs.csv --serving serving.csv --kernels kernels.csv --format json",
    ],
    ["validation", "validate --kernels kernels.csv --format json"],
  ] as const)("hold as the %s schema of what is printed by %s", async (name, command) => {
    expectValid(name, await printed(command));
  });

  it("hold of any comparison and any solve", () => {
    fc.assert(
      fc.property(pairs, ([baseline, proposal]) => {
        expectValid("explanation", explanationJson(explain(baseline, proposal, {verbose: true})));
      }),
      {numRuns: 100},
    );
    fc.assert(
      fc.property(configurations, (configuration) => {
        expectValid("profile", profileJson(solve(configuration)));
      }),
      {numRuns: 200},
    );
  });

  it("know every key: one that they do not document, or that is missing, fails", () => {
    const document = explanationJson(explanationOf("a100-to-h100-decode"));
    const {speedup: _, ...rest} = document;
    expect(schemas.explanation({...document, remark: 1})).toBe(false);
    expect(schemas.explanation({...document, baseline: {...document.baseline, remark: 1}})).toBe(false);
    expect(schemas.explanation(rest)).toBe(false);
    expect(schemas.explanation({...document, speedup: null})).toBe(false);
    expect(schemas.explanation(document)).toBe(true);
  });
});

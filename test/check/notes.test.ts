import {describe, expect, it} from "vitest";
import type {CatalogProblem} from "../../lib/catalog/catalogError.js";
import {checkJson} from "../../lib/check/checkJson.js";
import {checkScenarios, type CheckedSide} from "../../lib/check/checkScenarios.js";
import {reasonsOf} from "../../lib/check/words.js";
import {side} from "./sides.js";

const chat = "  - {name: chat, model: llama-3.1-8b, hardware: h100}\n";

/** What a config.json says of a field that is left out of the numbers. */
const note = (path: string, message: string, line = 1, file = "m/config.json"): CatalogProblem => ({
  ...{file, line, column: 7, path},
  message,
});
const fp8 = note("quantization_config", "the weights are published in fp8");

function withNotes(...notes: readonly CatalogProblem[]): CheckedSide {
  const {site, scenarios} = side(chat);
  return {site, scenarios: scenarios.map(({scenario, ...solved}) => ({...solved, scenario: {...scenario, notes}}))};
}

describe("what a file says that changes no number", () => {
  const told = (base: CheckedSide | null, head: CheckedSide) => {
    const result = checkScenarios(base, head);
    const [outcome] = result.outcomes;
    const sentences = reasonsOf(outcome!, 3);
    expect(checkJson(result).scenarios[0]!.notes).toEqual(sentences);
    return [outcome!.status, ...sentences];
  };
  const has = "m/config.json has quantization_config, which by itself changes no number: the weights are published in";

  it("counts as a change, and is told, where the head alone says it", () => {
    expect(told(withNotes(), withNotes(fp8))).toEqual(["changed", `${has} fp8.`]);
  });

  it("is told of a scenario that is new", () => {
    expect(told(null, withNotes(fp8))).toEqual(["added", `${has} fp8.`]);
  });

  it("counts as a change, and is told, where the base alone says it", () => {
    const had = "m/config.json of the base had quantization_config, which by itself changed no number.";
    expect(told(withNotes(fp8), withNotes())).toEqual(["changed", had]);
  });

  it("is told once where both say something else of one field", () => {
    const awq = note("quantization_config", "the weights are published in awq");
    expect(told(withNotes(awq), withNotes(fp8))).toEqual(["changed", `${has} fp8.`]);
  });

  it("is no change where it stands on another line, or in a file of another name", () => {
    for (const {line, file} of [
      {line: 9, file: fp8.file},
      {line: 1, file: "models/config.json"},
    ])
      expect(told(withNotes(fp8), withNotes(note(fp8.path, fp8.message, line, file)))).toEqual(["unchanged"]);
  });

  it("is not told of a scenario that is gone", () => {
    const [outcome] = checkScenarios(withNotes(fp8), {site: null, scenarios: []}).outcomes;
    expect([outcome!.status, ...reasonsOf(outcome!, 3)]).toEqual(["removed"]);
  });
});

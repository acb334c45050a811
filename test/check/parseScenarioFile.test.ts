import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {CatalogError} from "../../lib/catalog/catalogError.js";
import {parseScenarioFile, parseUsableScenarios} from "../../lib/check/parseScenarioFile.js";
import {limitableCauses} from "../../lib/check/scenarioSchema.js";

const parse = (text: string) => parseScenarioFile(text, "regime-shift.yaml");
const one = (lines: string) =>
  `version: 1\nscenarios:\n  - name: chat\n    model: llama3-8b\n    hardware: h100\n${lines}`;

function problem(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof CatalogError) return error.message;
    throw error;
  }
  return "";
}

describe("parseScenarioFile", () => {
  it("reads options, prices, measurements and limits in SI units, each limit with its place", () => {
    const {scenarios, site} = parse(
      one(`    batch: max
    inputLength: 2048
    precision: fp8
    zeroStage: 2
    pricePerHour: 2.5
    measuredSeconds: 8.1 ms
    limits:
      tpotSeconds: {most: 30 ms, increase: 5 %, level: warn}
      totalBytes: {most: 70 GB}
      overheadShare: {most: 12.5 %}
      causes: {launch-overhead: {cost: 5 %}}
`),
    );
    expect(site).toBeNull();
    expect(scenarios).toHaveLength(1);
    expect(scenarios[0]).toMatchObject({
      options: {batch: "max", inputLength: 2048, precision: "fp8", zeroStage: "2"},
      pricePerHour: 2.5,
      measuredSeconds: 0.0081,
    });
    expect(scenarios[0]!.limits).toMatchObject([
      {kind: "metric", metric: "tpotSeconds", most: 0.03, least: null, mostIncrease: 0.05, level: "warn"},
      {kind: "metric", metric: "totalBytes", most: 70e9, level: "error"},
      {kind: "share", term: "overhead", most: 0.125, level: "error"},
      {kind: "cause", cause: "launch-overhead", mostCost: 0.05, level: "error"},
    ]);
    expect(scenarios[0]!.limits[1]!.place).toEqual({
      file: "regime-shift.yaml",
      line: 14,
      column: 7,
      path: "scenarios.0.limits.totalBytes",
    });
  });

  it("takes every number above zero as the one that it is, with all digits that a computer prints", () => {
    fc.assert(
      fc.property(fc.double({min: 0, minExcluded: true, noNaN: true, noDefaultInfinity: true}), (number) => {
        const {scenarios} = parse(
          one(`    pricePerHour: ${number}
    measuredSeconds: ${number}
    limits: {latencySeconds: {most: ${number}}, energyJoules: {least: ${number}}}
`),
        );
        const [{pricePerHour, measuredSeconds, limits} = {limits: []}] = scenarios;
        expect([pricePerHour, measuredSeconds, limits]).toMatchObject([
          number,
          number,
          [{most: number}, {least: number}],
        ]);
      }),
    );
    expect(parse(one('    measuredSeconds: "0.010203040506070809"\n')).scenarios[0]!.measuredSeconds).toBe(
      0.010203040506070809,
    );
  });

  it("reads a list of limits on one subject, each with its own level and place, in place of all of the defaults", () => {
    const {scenarios} = parse(`version: 1
defaults:
  model: llama3-8b
  hardware: h100
  limits:
    latencySeconds: [{most: 1}, {increase: 9 %}]
    regime: {allowed: [memory]}
    overheadShare: {most: 5 %}
scenarios:
  - name: chat
    limits:
      latencySeconds:
        - {most: 10 ms}
        - {increase: 5 %, level: warn}
      regime: [{allowed: [memory, compute]}, {shift: false, level: warn}]
      memoryShare: [{most: 90 %}, {most: 80 %, level: warn}]
      causes: {batch: [{cost: 9 %}, {cost: 5 %, level: warn}]}
`);
    const {limits} = scenarios[0]!;
    expect(limits).toMatchObject([
      {metric: "latencySeconds", most: 0.01, mostIncrease: null, level: "error"},
      {metric: "latencySeconds", most: null, mostIncrease: 0.05, level: "warn"},
      {kind: "regime", allowed: ["memory", "compute"], mayShift: true, level: "error"},
      {kind: "regime", allowed: null, mayShift: false, level: "warn"},
      {kind: "share", term: "memory", most: 0.9, level: "error"},
      {kind: "share", term: "memory", most: 0.8, level: "warn"},
      {kind: "cause", cause: "batch", mostCost: 0.09, level: "error"},
      {kind: "cause", cause: "batch", mostCost: 0.05, level: "warn"},
      {kind: "share", term: "overhead", most: 0.05, level: "error"},
    ]);
    expect(limits[1]!.place).toMatchObject({line: 14, column: 11, path: "scenarios.0.limits.latencySeconds.1"});
  });

  it("takes from the defaults what a scenario leaves out, and of its limits those on other subjects", () => {
    const {scenarios} = parse(`version: 1
defaults:
  model: llama3-8b
  hardware: h100
  batch: 8
  limits: {latencySeconds: {most: 1}, totalBytes: {most: 70 GB, level: warn}}
scenarios:
  - name: one
    batch: 4
    limits: {latencySeconds: {increase: 5 %}}
  - {name: two, hardware: a100}
`);
    const [one, two] = scenarios;
    expect([one!.options.batch, two!.options.batch]).toEqual([4, 8]);
    expect(two!.hardware.text).toBe("a100");
    expect(one!.limits).toMatchObject([
      {metric: "latencySeconds", most: null, mostIncrease: 0.05},
      {metric: "totalBytes", most: 70e9},
    ]);
    expect(two!.limits).toHaveLength(2);
  });

  it.each([
    ["", "regime-shift.yaml:1:1 expected a group of keys"],
    ["version: 2\nscenarios: [{name: a}]\n", "regime-shift.yaml:1:10 version: unknown value 2"],
    [
      'version: "1"\nscenarios: [{name: a}]\n',
      'regime-shift.yaml:1:10 version: expected the number 1, got the text "1"',
    ],
    ["version: 1\nscenarios: []\n", "scenarios: must hold at least one"],
    [one("    batch: eight\n"), "regime-shift.yaml:6:12 scenarios.0.batch: expected a whole number from 1"],
    [one("    precision: bf17\n"), 'did you mean "bf16"?'],
    [one("    hardwear: a100\n"), 'unknown key "hardwear": did you mean "hardware"?'],
    [one("    limits: {latency: {most: 1}}\n"), 'unknown key "latency": did you mean "latencySeconds"?'],
    [one("    limits: {latencySeconds: {}}\n"), "must state at least one of most, least, increase and decrease"],
    [one("    limits: {latencySeconds: {most: 12 GB}}\n"), "expected a time"],
    [one("    limits: {latencySeconds: {most: 0}}\n"), "expected seconds, above zero"],
    [one("    limits: {latencySeconds: {increase: 5}}\n"), 'expected a percentage such as "5 %", got "5"'],
    [one("    limits: {throughputPerSecond: {least: 5 ms}}\n"), "expected tokens or samples per second"],
    [one("    limits: {regime: {allowed: [fast]}}\n"), "unknown value"],
    [one("    limits: {regime: {level: warn}}\n"), "must state at least one of allowed and shift"],
    [one("    limits: {regime: {shift: true}}\n"), "unknown value true: known are false"],
    [one("    limits: {latencySeconds: []}\n"), "latencySeconds: must hold at least one"],
    [one("    limits: {latencySeconds: 10 ms}\n"), 'expected a group of keys, or a list of such groups, got "10 ms"'],
    [
      one("    limits:\n      latencySeconds:\n        - {most: 1}\n        - {inrease: 5 %}\n"),
      'regime-shift.yaml:9:21 scenarios.0.limits.latencySeconds.1.inrease: unknown key "inrease": did you mean "increase"?',
    ],
    [
      one("    limits: {latencySeconds: {most: 10 ms, increase: 5}}\n"),
      'regime-shift.yaml:6:54 scenarios.0.limits.latencySeconds.increase: expected a percentage such as "5 %", got "5"',
    ],
    [one("    limits: {memoryShare: [{most: 5 %, level: fatal}]}\n"), 'memoryShare.0.level: unknown value "fatal"'],
    [
      one("    limits: {causes: {launch: {cost: 5 %}}}\n"),
      'regime-shift.yaml:6:23 scenarios.0.limits.causes.launch: unknown key "launch": did you mean "launch-overhead"?',
    ],
    [
      one("    limits: {causes: {price: {cost: 5 %}}}\n"),
      `causes.price: unknown key "price": known are ${limitableCauses.join(", ")}`,
    ],
    [one("    pricePerHour: -1\n"), 'expected US dollars, above zero, got "-1"'],
    [one("    pricePerHour: .inf\n"), 'expected US dollars, above zero, got "Infinity"'],
    [one("    pricePerHour: .nan\n"), 'expected US dollars, above zero, got "NaN"'],
    [one("    pricePerHour: true\n"), 'expected US dollars, above zero, got "true"'],
    [one("    measuredSeconds: 1e999\n"), 'expected seconds, above zero, got "Infinity"'],
    [one("    measuredSeconds: 0.0\n"), 'expected seconds, above zero, got "0"'],
    [one("  - {name: chat, model: a, hardware: b}\n"), "is the name of scenario 1 too"],
    ["version: 1\nscenarios:\n  - name: chat\n    model: llama3-8b\n", "states no hardware, nor do the defaults"],
    ["version: 1\nsite: javascript:alert(1)\nscenarios: [{name: a}]\n", "must be a web address"],
    [one("    __proto__: {batch: 1}\n"), '"__proto__" cannot be a key'],
  ])("says where a file is wrong, and what was expected: %#", (text, expected) => {
    expect(problem(text)).toContain(expected);
  });
});

describe("a limit with a misspelt key", () => {
  it.each([
    ["{latencySeconds: {inrease: 5 %}}", "increase"],
    ["{latencySeconds: [{most: 1}, {inrease: 5 %}]}", "increase"],
    ["{regime: {shifts: false}}", "shift"],
  ])("is told by that key alone: %s", (limits, meant) => {
    const told = problem(one(`    limits: ${limits}\n`)).split("\n");
    expect(told).toEqual([expect.stringMatching(new RegExp(`unknown key "\\w+": did you mean "${meant}"\\?$`))]);
  });
});

describe("parseUsableScenarios", () => {
  const usable = (scenarios: string) =>
    parseUsableScenarios(`version: 1\ndefaults: {hardware: h100}\nscenarios:\n${scenarios}`, "regime-shift.yaml");

  it("leaves out the scenarios that have a mistake and keeps the places of all others", () => {
    const {scenarios, unusable} = usable(`  - {name: a, model: llama3-8b, batch: eight, precision: fp3}
  - {name: b, model: llama3-8b}
  - {name: c}
`);
    expect(scenarios.map(({name, place}) => [name, place.line, place.path])).toEqual([["b", 5, "scenarios.1"]]);
    expect(unusable.map(({name}) => name)).toEqual(["a", "c"]);
    expect(unusable[0]!.reason).toMatch(/^regime-shift.yaml:4:\d+ scenarios.0.batch: expected/);
    expect(unusable[1]!.reason).toContain("scenarios.2: states no model, nor do the defaults");
  });

  it("says which scenario is meant where it can, and uses none of two with one name", () => {
    const {scenarios, unusable} = usable(`  - {name: 5, model: llama3-8b}
  - {name: b, model: llama3-8b}
  - {name: b, model: llama3-8b, batch: 2}
`);
    expect(scenarios).toEqual([]);
    expect(unusable.map(({name}) => name)).toEqual([null, "b"]);
  });

  it.each([
    "version: 2\nscenarios: [{name: a}]\n",
    "version: 1\nscenarios: []\n",
    "version: 1\ndefaults: {batch: no}\nscenarios: [{name: a, batch: no}]\n",
    "version: 1\nscenarios: [\n",
  ])("refuses a mistake that is of no one scenario: %j", (text) => {
    expect(() => parseUsableScenarios(text, "regime-shift.yaml")).toThrow(CatalogError);
  });
});

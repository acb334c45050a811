import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {findHardware, findModel, listHardware} from "../../lib/catalog/lookup.js";
import {CatalogError} from "../../lib/catalog/catalogError.js";
import {benchmarkJson} from "../../lib/check/benchmarkJson.js";
import {checkJson} from "../../lib/check/checkJson.js";
import {checkScenarios} from "../../lib/check/checkScenarios.js";
import {parseScenarioFile} from "../../lib/check/parseScenarioFile.js";
import {mostCharacters, renderCheckMarkdown} from "../../lib/check/renderCheckMarkdown.js";
import {renderJUnit} from "../../lib/check/renderJUnit.js";
import type {Scenario} from "../../lib/check/types.js";
import {configure} from "../../lib/explore/configure.js";

/** Scenarios as a team writes them, with models and accelerators of the catalog. */
function scenarios(yaml: string): Scenario[] {
  const file = parseScenarioFile(`version: 1\nscenarios:\n${yaml}`, "regime-shift.yaml");
  return file.scenarios.map((stated) => ({
    ...stated,
    configuration: configure({
      model: findModel(stated.model.text),
      hardware: findHardware(stated.hardware.text),
      options: stated.options,
    }),
    config: null,
    figures: [],
  }));
}

const side = (yaml: string) => ({site: null, scenarios: scenarios(yaml)});
const chat = (rest: string) => `  - {name: chat, model: llama3-8b, hardware: h100, ${rest}}\n`;
const check = (before: string, after: string) => checkScenarios(side(chat(before)), side(chat(after))).outcomes[0]!;

describe("checkScenarios", () => {
  it("pairs scenarios by name, whatever their order, and names those that are new and those that are gone", () => {
    const [a, b, c] = ["a", "b", "c"].map((name) => `  - {name: ${name}, model: llama3-8b, hardware: h100}\n`);
    const {outcomes} = checkScenarios(side(a! + b!), side(c! + b!));
    expect(outcomes.map(({name, status}) => [name, status])).toEqual([
      ["c", "added"],
      ["b", "unchanged"],
      ["a", "removed"],
    ]);
  });

  it("holds the head, not the base, against the limits of the head", () => {
    expect(check("limits: {latencySeconds: {most: 1 ms}}", "batch: 1").verdict).toBe("pass");
    expect(check("batch: 1", "limits: {latencySeconds: {most: 1 ms}}").verdict).toBe("error");
  });

  it.each([
    [["chat"], "warn", ["latencySeconds", "batch"]],
    [[null], "warn", ["latencySeconds", "batch"]],
    [["other"], "pass", []],
    [[], "pass", []],
  ])(
    "warns of each limit on a change that is not asked, where the base cannot be used for %j",
    (unusable, verdict, subjects) => {
      const limits =
        "limits: {latencySeconds: {increase: 1 %}, totalBytes: {most: 80 GB}, causes: {batch: {cost: 1 %}}}";
      const [outcome] = checkScenarios({site: null, scenarios: [], unusable}, side(chat(limits))).outcomes;
      expect(outcome).toMatchObject({status: "added", verdict});
      expect(outcome!.crossed.map(({level, subject}) => [level, subject])).toEqual(
        subjects.map((subject) => ["warn", subject]),
      );
    },
  );

  it("asks limits on a change of a scenario that the base has, whatever else of the base cannot be used", () => {
    const limited = side(chat("batch: 64, limits: {latencySeconds: {increase: 1 %}}"));
    const [outcome] = checkScenarios({...side(chat("batch: 1")), unusable: [null]}, limited).outcomes;
    expect(outcome).toMatchObject({status: "changed", verdict: "error"});
  });

  it.each([
    ["batch: 64, limits: {latencySeconds: {increase: 1 %, level: warn}}", "warn", "latencySeconds"],
    ["batch: 64, limits: {throughputPerSecond: {least: 1e6}}", "error", "throughputPerSecond"],
    ["precision: fp8, limits: {energyJoules: {decrease: 1 %}}", "error", "energyJoules"],
    ["limits: {regime: {allowed: [compute]}}", "error", "regime"],
    ["limits: {memoryShare: {most: 1 %}}", "error", "memoryShare"],
    ["batch: 64, limits: {causes: {batch: {cost: 1 %}}}", "error", "batch"],
    ["batch: 64, limits: {causes: {workload: {cost: 1 %}}}", "error", "workload"],
    ["batch: 64, limits: {causes: {hardware: {cost: 1 %}}}", "pass", null],
    ["batch: 64, limits: {latencySeconds: {increase: 999 %}}", "pass", null],
  ])("crosses, or not, the limit of %s", (after, verdict, subject) => {
    const outcome = check("batch: 1", after);
    expect(outcome.verdict).toBe(verdict);
    expect(outcome.crossed.map((crossed) => crossed.subject)).toEqual(subject === null ? [] : [subject]);
  });

  it("finds a limit crossed exactly where the metric passes it", () => {
    const {after} = check("batch: 1", "batch: 1");
    const seconds = after!.values.latencySeconds!;
    const verdictAt = (most: number) =>
      check("batch: 1", `limits: {latencySeconds: {most: ${most.toFixed(12)}}}`).verdict;
    expect(verdictAt(seconds * 1.000001)).toBe("pass");
    expect(verdictAt(seconds * 0.999999)).toBe("error");
  });

  it("refuses a limit that could never be crossed, with its place", () => {
    expect(() => check("batch: 1", "limits: {ttftSeconds: {most: 1}}")).toThrow(CatalogError);
    expect(() => check("batch: 1", "limits: {costUsdPerMillionTokens: {most: 1}}")).toThrow(
      /regime-shift.yaml:3:\d+ scenarios.0.limits.costUsdPerMillionTokens: .* needs pricePerHour/,
    );
  });

  it("carries a measured time over by the computed change, and holds that against absolute limits", () => {
    const outcome = check("batch: 1", "precision: fp8, measuredSeconds: 10 ms, limits: {latencySeconds: {most: 6 ms}}");
    const {explanation, expectedSeconds} = outcome;
    expect(explanation?.answered && expectedSeconds! * explanation.speedup).toBeCloseTo(0.01, 12);
    expect(outcome.verdict).toBe("error");
    expect(check("batch: 1", "precision: fp8, limits: {latencySeconds: {most: 6 ms}}").verdict).toBe("pass");
  });

  it("says what does not fit, before any limit", () => {
    const outcome = check("batch: 1", "batch: 4096, inputLength: 4096, limits: {latencySeconds: {most: 1 ms}}");
    expect([outcome.verdict, outcome.crossed]).toEqual(["does-not-fit", []]);
  });

  it("inverts the speed-up where base and head change places", () => {
    const on = (id: string) => side(chat("batch: 1").replace("h100", id));
    const speedup = (before: string, after: string) =>
      checkJson(checkScenarios(on(before), on(after))).scenarios[0]!.speedup;
    for (const {id} of listHardware().filter(({peakFlopPerSecond}) => peakFlopPerSecond.bf16 !== undefined)) {
      const [forth, back] = [speedup("h100", id), speedup(id, "h100")];
      if (forth !== null && back !== null) expect(forth * back, id).toBeCloseTo(1, 12);
    }
  });
});

describe("the forms of a check", () => {
  const many = Array.from({length: 2000}, (_, index) =>
    chat(`batch: 1`).replace("chat", `s${index} ${"|".repeat(100)}`),
  );
  const yaml = (batch: number) => many.join("").replaceAll("batch: 1", `batch: ${batch}`).replaceAll("|", "x");

  it("keep a comment below its length however many scenarios there are, and say what was cut", () => {
    const text = renderCheckMarkdown(checkScenarios(side(yaml(1)), side(yaml(2))));
    expect(text.length).toBeLessThan(mostCharacters + 500);
    expect(text).toMatch(/Cut to the length of a comment: \d+ rows, \d+ reasons/);
  });

  it("count failures as JUnit does, and hold nothing that XML cannot", () => {
    const result = checkScenarios(null, {
      site: null,
      scenarios: scenarios(chat("limits: {regime: {allowed: [compute]}}").replace("name: chat", 'name: "<a&\\"]]>"')),
    });
    const xml = renderJUnit(result);
    expect(xml).toContain('tests="1" failures="1"');
    expect(namesOf(xml)).toEqual(['<a&"]]>']);
  });

  it("give dashboards smaller-is-better numbers of the head, all above zero", () => {
    const points = benchmarkJson(checkScenarios(null, side(chat("pricePerHour: 2"))));
    expect(points.map(({name}) => name)).toContain("chat: latencySeconds");
    expect(points.map(({name}) => name)).toContain("chat: secondsPerToken");
    for (const {value} of points) expect(value).toBeGreaterThan(0);
  });
});

/** The names of a JUnit file's test cases, as XML defines attributes. */
function namesOf(xml: string): string[] {
  return Array.from(new JSDOM(xml, {contentType: "text/xml"}).window.document.querySelectorAll("testcase"), (element) =>
    element.getAttribute("name")!,
  );
}

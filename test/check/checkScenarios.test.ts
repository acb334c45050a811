import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {listHardware} from "../../lib/catalog/lookup.js";
import {CatalogError} from "../../lib/catalog/catalogError.js";
import {benchmarkJson} from "../../lib/check/benchmarkJson.js";
import {checkJson} from "../../lib/check/checkJson.js";
import {checkScenarios} from "../../lib/check/checkScenarios.js";
import {mostCharacters, renderCheckMarkdown} from "../../lib/check/renderCheckMarkdown.js";
import {renderJUnit} from "../../lib/check/renderJUnit.js";
import {changeText, reasonsOf} from "../../lib/check/words.js";
import {side} from "./sides.js";

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

  it("judges each limit of a list by itself, at its own level, what fails first", () => {
    const limits = "limits: {latencySeconds: [{increase: 5 %, level: warn}, {most: 10 ms}]}";
    const levelsAt = (batch: number) => {
      const {crossed, verdict} = check("batch: 1, inputLength: 4096", `batch: ${batch}, inputLength: 4096, ${limits}`);
      return [verdict, crossed.map(({level, subject}) => [level, subject])];
    };
    expect(levelsAt(1)).toEqual(["pass", []]);
    expect(levelsAt(8)).toEqual(["warn", [["warn", "latencySeconds"]]]);
    expect(levelsAt(64)).toEqual([
      "error",
      [
        ["error", "latencySeconds"],
        ["warn", "latencySeconds"],
      ],
    ]);
  });

  describe("holds the regime of the head against that of the base", () => {
    const prefill = "phase: prefill, inputLength: 4096";
    const limit = "limits: {regime: {shift: false}}";

    it("and crosses a limit on its shift where the two differ alone", () => {
      expect(check("batch: 1", `batch: 64, ${limit}`).verdict).toBe("pass");
      const shifted = check("batch: 1", `${prefill}, ${limit}`);
      expect([shifted.verdict, shifted.crossed]).toEqual([
        "error",
        [
          {
            level: "error",
            subject: "regime",
            judged: true,
            text: "it was memory bound and is compute bound, allowed is no shift",
          },
        ],
      ]);
      expect(check(prefill, `batch: 1, limits: {regime: {shift: false, level: warn}}`).verdict).toBe("warn");
    });

    it("beside what may bound the head in any case", () => {
      const {crossed} = check("batch: 1", `${prefill}, limits: {regime: {allowed: [memory], shift: false}}`);
      expect(crossed.map(({text}) => text)).toEqual([
        "it is compute bound, allowed is memory bound",
        "it was memory bound and is compute bound, allowed is no shift",
      ]);
    });

    it("and does not ask where there is none to hold it against", () => {
      const fitsNow = check("batch: 4096, inputLength: 4096", limit);
      expect([fitsNow.verdict, fitsNow.unasked]).toEqual(["pass", ["a shift of the regime"]]);
      const added = checkScenarios(null, side(chat(limit))).outcomes[0]!;
      expect([added.verdict, added.unasked]).toEqual(["pass", []]);
      const unusable = checkScenarios({site: null, scenarios: [], unusable: ["chat"]}, side(chat(limit))).outcomes[0]!;
      expect(reasonsOf(unusable, 0)).toEqual(["Cannot be judged: a shift of the regime, for the base cannot be used."]);
    });
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

  describe("says what becomes of a measured time", () => {
    const measured = "measuredSeconds: 8 ms";
    const sentences = ({outcomes}: ReturnType<typeof checkScenarios>) =>
      reasonsOf(outcomes[0]!, 9).filter((text) => text.startsWith("Measured"));

    it("where the change was computed", () => {
      const result = checkScenarios(side(chat("batch: 1")), side(chat(`batch: 64, ${measured}`)));
      expect(sentences(result)).toEqual([
        expect.stringMatching(
          /^Measured before: 8\.0 ms a step; by the computed change [\d.]+ ms are to be expected\.$/,
        ),
      ]);
    });

    it.each([
      ["is new", null, measured, 0.008],
      ["did not change", measured, measured, 0.008],
      ["changed its price alone", `pricePerHour: 2, ${measured}`, `pricePerHour: 3, ${measured}`, 0.008],
      ["cannot be compared", "granularity: operator", `granularity: model, ${measured}`, null],
      ["fits now", "batch: 4096, inputLength: 4096", measured, null],
      ["does not fit", "batch: 1", `batch: 4096, inputLength: 4096, ${measured}`, null],
      [
        "did not fit before either",
        "batch: 4096, inputLength: 4096",
        `batch: 4096, inputLength: 4096, ${measured}`,
        null,
      ],
    ])("and nothing of a scenario that %s", (_, before, after, expected) => {
      const result = checkScenarios(before === null ? null : side(chat(before)), side(chat(after)));
      expect(sentences(result)).toEqual([]);
      expect(result.outcomes[0]!.expectedSeconds).toBe(expected);
    });

    it("but holds the measured time against bounds of what did not change", () => {
      const limits = `${measured}, limits: {latencySeconds: {most: 7 ms}}`;
      expect(check(limits, limits).verdict).toBe("error");
      expect(check("batch: 1", "batch: 1, limits: {latencySeconds: {most: 7 ms}}").verdict).toBe("pass");
    });
  });

  it("says what does not fit, before any limit", () => {
    const outcome = check("batch: 1", "batch: 4096, inputLength: 4096, limits: {latencySeconds: {most: 1 ms}}");
    expect([outcome.verdict, outcome.crossed]).toEqual(["does-not-fit", []]);
  });

  describe("says of a head that does not fit what is missing and what would fit, before anything else", () => {
    const big = "batch: 4096, inputLength: 4096";
    const sides = (before: string) => checkScenarios(side(chat(before)), side(chat(big)));

    it.each([
      ["without a base", checkScenarios(null, side(chat(big)))],
      ["where it is new", checkScenarios(side(chat("batch: 1").replace("chat", "other")), side(chat(big)))],
      ["where nothing changed", sides(big)],
      ["where the base fits", sides("batch: 1")],
      ["where the base does not fit either", sides("batch: 2048, inputLength: 4096")],
      ["where the two cannot be compared", sides("granularity: model")],
    ])("%s", (_, result) => {
      const [outcome] = result.outcomes;
      const sentence =
        /^Llama-3\.1-8B at batch 4,096 does not fit on one H100 SXM: .* more than the .* usable.* It would fit .*\.$/;
      const told = reasonsOf(outcome!, 2);
      expect(told[0]).toMatch(sentence);
      expect(told.filter((text) => text === told[0])).toHaveLength(1);
      const [claim] = checkJson(result).scenarios[0]!.claims;
      expect(claim).toMatchObject({id: "does-not-fit", subject: ["side:proposal"], text: told[0]});
      const failure = new JSDOM(renderJUnit(result, []), {contentType: "text/xml"}).window.document.querySelector(
        "failure",
      );
      expect([failure?.getAttribute("message"), failure?.textContent]).toEqual([told[0], told.join(" ")]);
    });

    it("on every accelerator that a step can be computed for", () => {
      for (const {id} of listHardware().filter(({peakFlopPerSecond}) => peakFlopPerSecond.bf16 !== undefined)) {
        const oversized = chat(big).replace("h100", id).replace("llama3-8b", "llama-3.1-405b");
        const [outcome] = checkScenarios(null, side(oversized)).outcomes;
        expect(reasonsOf(outcome!, 2), id).toEqual([expect.stringMatching(/does not fit on one .* more than the /)]);
      }
    });
  });

  describe("counts as crossed, at its level, a limit that asks to compare what cannot be compared", () => {
    const across = (limits: string) =>
      check("granularity: operator", `granularity: model, batch: 64, limits: {${limits}}`);

    it.each([
      ["causes: {batch: {cost: 1 %}}", "error", "batch", "what batch costs"],
      ["causes: {workload: {cost: 99 %, level: warn}}", "warn", "workload", "what workload costs"],
      ["latencySeconds: {increase: 99 %}", "error", "latencySeconds", "the change of time of a step"],
      ["regime: {shift: false}", "error", "regime", "a shift of the regime"],
    ])("%s", (limits, verdict, subject, what) => {
      const outcome = across(limits);
      expect(outcome.verdict).toBe(verdict);
      const text = `${what}, for the two sides cannot be compared`;
      expect(outcome.crossed).toEqual([{level: verdict, subject, judged: false, text}]);
      expect(reasonsOf(outcome, 1)[0]).toBe(`Cannot be judged: ${text}.`);
      expect(changeText(outcome)).toBe("not comparable");
    });

    it("but judges bounds, which need no base, and bytes, which no time is needed for", () => {
      expect(across("latencySeconds: {most: 1 s}, totalBytes: {increase: 99 %}").verdict).toBe("pass");
      const [crossed] = across("totalBytes: {increase: 1 %}").crossed;
      expect(crossed).toMatchObject({judged: true, subject: "totalBytes"});
    });
  });

  it("says which limits on a change it does not ask, where the base has nothing to compare with", () => {
    const limits = "limits: {latencySeconds: {increase: 1 %}, causes: {batch: {cost: 1 %}}}";
    const fitsNow = check("batch: 4096, inputLength: 4096", limits);
    expect(fitsNow.unasked).toEqual(["the change of time of a step", "what batch costs"]);
    expect(reasonsOf(fitsNow, 0)).toContain(
      "Not asked, for the base has nothing to compare with: the change of time of a step and what batch costs.",
    );
    const priced = check("batch: 1", "pricePerHour: 2, limits: {costUsdPerMillionTokens: {increase: 1 %}}");
    expect([priced.verdict, priced.unasked]).toEqual(["pass", ["the change of cost of a million tokens"]]);
    expect(check("batch: 1", limits).unasked).toEqual([]);
    const added = checkScenarios(null, side(chat(limits))).outcomes[0]!;
    expect([added.status, added.unasked]).toEqual(["added", []]);
  });

  it.each([
    [
      "pricePerHour: 2",
      "pricePerHour: 3",
      "same time, cost 1.50×",
      /^The cost of a million tokens is \$[\d.]+ in place of \$[\d.]+, at \$3\.00 for an hour of an accelerator in place of \$2\.00\.$/,
    ],
    [
      "carbonIntensity: 2",
      "carbonIntensity: 500",
      "same time, CO₂ 250×",
      /^The CO₂ of a million tokens is \d+ g in place of [\d.]+ g, at 500 g for a kilowatt-hour in place of 2 g\.$/,
    ],
    ["batch: 1", "pricePerHour: 3", "same time, cost added", /is \$[\d.]+; the base states no price\.$/],
    [
      "carbonIntensity: 2",
      "batch: 1",
      "same time, CO₂ removed",
      /no longer known; the head states no carbon intensity\.$/,
    ],
  ])("tells, from %s to %s, what it comes to, and that nothing runs otherwise", (before, after, change, sentence) => {
    const outcome = check(before, after);
    expect([outcome.status, outcome.explanation, changeText(outcome)]).toEqual(["changed", null, change]);
    const [only, ...others] = reasonsOf(outcome, 9);
    expect(only).toMatch(sentence);
    expect(others).toEqual([]);
  });

  it("holds the cost and the CO₂ of tokens against limits, and what carries over a measured time against neither", () => {
    const limits = "limits: {costUsdPerMillionTokens: {increase: 40 %}, carbonGramsPerMillionTokens: {most: 1}}";
    const outcome = check(
      "pricePerHour: 2, carbonIntensity: 2",
      `pricePerHour: 3, carbonIntensity: 2, measuredSeconds: 10 ms, ${limits}`,
    );
    expect(outcome.crossed.map(({subject}) => subject)).toEqual([
      "costUsdPerMillionTokens",
      "carbonGramsPerMillionTokens",
    ]);
    expect(outcome.expectedSeconds).toBe(0.01);
  });

  it("counts no carbon intensity as a change where no CO₂ follows from it", () => {
    const step = "model: resnet-50, hardware: h100";
    const on = (rest: string) => side(`  - {name: images, ${step}, ${rest}}\n`);
    const {outcomes} = checkScenarios(on("carbonIntensity: 2"), on("carbonIntensity: 500"));
    expect(outcomes[0]!.status).toBe("unchanged");
  });

  it("leads links to the site of the base, and to that of the head only where there is no base", () => {
    const at = (site: string | null) => ({...side(chat("batch: 1")), site});
    const siteOf = (base: string | null, head: string | null) => checkScenarios(at(base), at(head)).site;
    expect(siteOf("https://course.example", "https://evil.example/login")).toBe("https://course.example");
    expect(siteOf(null, "https://evil.example/login")).toBeNull();
    expect(checkScenarios(null, at("https://course.example")).site).toBe("https://course.example");
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
    const result = checkScenarios(
      null,
      side(chat("limits: {regime: {allowed: [compute]}}").replace("name: chat", 'name: "<a&\\"]]>"')),
    );
    const xml = renderJUnit(result, ["error"]);
    expect(xml).toContain('tests="1" failures="1"');
    expect(namesOf(xml)).toEqual(['<a&"]]>']);
  });

  it("count as failures in JUnit what makes the check fail, by the threshold, and what does not fit always", () => {
    const warned = checkScenarios(null, side(chat("limits: {regime: {allowed: [compute], level: warn}}")));
    const oversized = checkScenarios(null, side(chat("batch: 4096, inputLength: 4096")));
    const failures = (result: typeof warned, failing: readonly ("warn" | "error")[]) =>
      /failures="(\d+)"/.exec(renderJUnit(result, failing))![1];
    expect([failures(warned, ["error"]), failures(warned, ["error", "warn"]), failures(warned, [])]).toEqual([
      "0",
      "1",
      "0",
    ]);
    expect(failures(oversized, [])).toBe("1");
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

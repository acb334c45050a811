// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {flipAxis} from "../../src/components/flipAxis.js";
import {findHardware, findModel} from "../../src/lib/catalog/lookup.js";
import {explain} from "../../src/lib/explainer/explain.js";
import {flipsIn} from "../../src/lib/explainer/flips.js";
import {flipVariables, type FlipVariable} from "../../src/lib/explainer/types.js";
import {comparisonSweep} from "../../src/lib/explore/comparisonSweep.js";
import {configure} from "../../src/lib/explore/configure.js";
import {flipReach} from "../../src/lib/explore/flipReach.js";
import {answered, clipped, manyAsked, numberOf, overlapping, textsOf, type Asked} from "./comparisons.js";

const sides = ["baseline", "proposal"] as const;

function draw(variable: FlipVariable, asked: Asked = {}, width = 440) {
  const explanation = answered(asked);
  return {explanation, figure: flipAxis(explanation, comparisonSweep(explanation), {width, variable})};
}

describe("flipAxis", () => {
  it.each(flipVariables)("marks every flip of the %s that it shows, at its place", (variable) => {
    const {explanation, figure} = draw(variable);
    const marks = sides.map((side) =>
      Array.from(figure.querySelectorAll(`[data-flip][data-side=${side}]`), (mark) => numberOf(mark, "data-flip")),
    );
    const flips = sides.map((side) =>
      flipsIn(explanation.flips[side], variable).map(({at}) => Math.round(100 * at) / 100),
    );
    expect(marks).toEqual(flips);
    if (variable === "batch") return;
    const {from, to} = flipReach(explanation, variable);
    for (const mark of figure.querySelectorAll("[data-flip]")) {
      const share = Math.log(numberOf(mark, "data-flip") / from) / Math.log(to / from);
      expect(numberOf(mark.querySelector("line"), "x1")).toBeCloseTo(8 + share * (440 - 16), 1);
    }
  });

  it("stands a rule at what each side has of a rate now", () => {
    const {explanation, figure} = draw("memory-bandwidth");
    const {from, to, sides: reached} = flipReach(explanation, "memory-bandwidth");
    expect(reached.map(({present}) => present)).toEqual([2.039e12, 3.35e12]);
    const rules = Array.from(figure.querySelectorAll("[data-rule]"), (rule) => numberOf(rule, "x1"));
    const places = reached.map(({present}) => 8 + (Math.log(present / from) / Math.log(to / from)) * (440 - 16));
    rules.forEach((x, index) => expect(x).toBeCloseTo(places[index]!, 1));
    expect(textsOf(figure).map(({text}) => text)).toContain("A100 SXM 80 GB, now 2.04 TB/s");
  });

  it("offers the variables as buttons, of which one is pressed", () => {
    const {figure} = draw("input-length");
    const buttons = Array.from(figure.querySelectorAll<HTMLButtonElement>(".segments button"));
    expect(buttons.map(({value}) => value)).toEqual([...flipVariables]);
    expect(buttons.filter((button) => button.getAttribute("aria-pressed") === "true").map(({value}) => value)).toEqual([
      "input-length",
    ]);
  });

  it("offers no length, and the batch in its place, where neither side reads text", () => {
    const side = (hardware: string) =>
      configure({model: findModel("resnet-50"), hardware: findHardware(hardware), options: {batch: 8}});
    const explanation = explain(side("a100-sxm-80"), side("h100-sxm"));
    if (!explanation.answered) throw new Error("ResNet-50 fits");
    const figure = flipAxis(explanation, comparisonSweep(explanation), {width: 440, variable: "input-length"});
    const buttons = Array.from(figure.querySelectorAll<HTMLButtonElement>(".segments button"));
    expect(buttons.map(({value}) => value)).toEqual(["batch", "memory-bandwidth", "peak-flops"]);
    expect(buttons[0]!.getAttribute("aria-pressed")).toBe("true");
    expect(figure.dataset["chart"]).toBe("batch-axis");
  });

  it.each(flipVariables)("keeps its texts apart and inside in any comparison, by %s", (variable) => {
    const defects = [320, 440, 640].flatMap((width) =>
      manyAsked.flatMap((asked) => {
        const {figure} = draw(variable, asked, width);
        const texts = textsOf(figure);
        const found = [...overlapping(texts), ...clipped(texts, width).map((text) => `clipped: ${text}`)];
        if (/NaN|Infinity|undefined/.test(figure.innerHTML)) found.push("not a number");
        return found.map((defect) => `${width} ${JSON.stringify(asked)}: ${defect}`);
      }),
    );
    expect(defects).toEqual([]);
  });
});

// @vitest-environment jsdom
import {beforeEach, describe, expect, it} from "vitest";
import {comparison} from "../../src/components/comparison.js";
import {subjectToken, tokensOf} from "../../src/components/subjects.js";
import {regimes} from "../../src/lib/engine/types.js";
import {comparisonSweep} from "../../src/lib/explore/comparisonSweep.js";
import {answered, explained, manyAsked} from "./comparisons.js";

const kinds = ["roofline", "capture", "time-bars", "waterfall", "batch-axis", "operators"];
const draw = (asked: object = {}) => {
  const explanation = answered(asked);
  const element = comparison(explanation, {width: 440, sweep: comparisonSweep(explanation)});
  document.body.replaceChildren(element);
  return element;
};
const charts = (element: Element) =>
  Array.from(element.querySelectorAll("figure"), (figure) => figure.dataset["chart"]);

beforeEach(() => {
  document.body.replaceChildren();
});

describe("comparison", () => {
  it("holds the verdict, the sentences and the figures", () => {
    const element = draw();
    expect(charts(element)).toEqual(kinds);
    expect(element.querySelector(".verdict")).not.toBeNull();
    expect(element.querySelector("h2")?.textContent).toBe("In words");
  });

  it("holds no figure where a side does not fit", () => {
    const element = comparison(explained({model: "llama-3.1-70b"}), {width: 440, sweep: []});
    expect(element.querySelector("svg")).toBeNull();
    expect(element.querySelector(".verdict-box")).not.toBeNull();
  });

  it.each(manyAsked.map((asked) => [JSON.stringify(asked), asked] as const))(
    "has a mark for what its sentences are about, but for prices and for what takes no time: %s",
    (_, asked) => {
      const explanation = answered(asked);
      const element = draw(asked);
      const marks = new Set(Array.from(element.querySelectorAll("figure [data-subjects]")).flatMap(tokensOf));
      const words = Array.from(element.querySelectorAll("[data-claim]")).flatMap(tokensOf);
      expect(words.length).toBeGreaterThan(0);
      const idle = (["baseline", "proposal"] as const).flatMap((side) =>
        regimes
          .filter((term) => explanation[side].profile.shares[term] === 0)
          .map((term) => subjectToken(`time:${side}:${term}`)),
      );
      const unmarked = words.filter((token) => !marks.has(token) && !idle.includes(token));
      // Whoever lacks a format has no ratio in it.
      const free = ["break-even:price", "factor:activation-precision"];
      expect(unmarked.filter((token) => !free.includes(token))).toEqual([]);
    },
  );

  it("lights the launches where the sentence on the gap is focused", () => {
    const element = draw();
    element.querySelector<HTMLElement>("[data-claim=gap]")!.focus();
    const lit = Array.from(
      element.querySelectorAll<SVGElement>(".time-bars [data-lit]"),
      ({dataset}) => dataset["term"],
    );
    expect(lit).toContain("overhead");
    expect(element.querySelectorAll("figure [data-dim]").length).toBeGreaterThan(0);
  });

  it("has few stops of the Tab key: the sentences, and one for each figure, button and folded table", () => {
    const element = draw({granularity: "operator", calibration: "calibrated", batch: 64});
    const stops = Array.from(element.querySelectorAll<HTMLElement>("[tabindex='0'], button, summary")).filter(
      (stop) => !stop.closest("details:not([open])") || stop.tagName === "SUMMARY",
    );
    const claims = element.querySelectorAll("[data-claim][tabindex]").length;
    expect(stops.length).toBeLessThanOrEqual(claims + kinds.length + 4 + kinds.length);
    for (const svg of element.querySelectorAll("svg"))
      expect(svg.querySelectorAll("[tabindex='0']").length).toBeLessThan(2);
  });

  it("moves along the axis of the reader's choice", () => {
    const element = draw();
    const press = (variable: string) =>
      element.querySelector<HTMLElement>(`.segments button[value=${variable}]`)!.click();
    press("memory-bandwidth");
    expect(charts(element)).toContain("flip-bands");
    expect(element.querySelector("[data-chart=flip-bands] figcaption")?.textContent).toContain("memory bandwidth");
    press("batch");
    expect(charts(element)).toEqual(kinds);
  });

  it("names each mark that can be focused, and hides from screen readers what stands between", () => {
    const element = draw();
    for (const mark of element.querySelectorAll("svg [tabindex]")) {
      expect(mark.getAttribute("role")).toBe("img");
      expect(mark.querySelector("title")?.textContent).toMatch(/\S/);
      expect(mark.closest("[aria-hidden]")).toBeNull();
      expect(mark.closest("svg")?.getAttribute("role")).toBe("group");
    }
    for (const text of element.querySelectorAll("svg[role=group] > text")) {
      expect(text.getAttribute("aria-hidden")).toBe("true");
    }
  });

  it("moves the focus among the marks of a figure by arrow keys", () => {
    const element = draw();
    const marks = Array.from(element.querySelectorAll<SVGElement>(".time-bars [role=img]"));
    marks[0]!.focus();
    for (const key of ["ArrowRight", "ArrowDown", "Home", "End"]) {
      document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
    }
    expect(document.activeElement).toBe(marks.at(-1));
  });
});

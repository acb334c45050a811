// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {roofline} from "../../src/components/roofline.js";
import {rooflineOf} from "../../src/lib/explainer/roofline.js";
import {rooflineRows} from "../../src/lib/explainer/rooflineRows.js";
import {answered, manyAsked, numberOf, tableOf, textsOf} from "./comparisons.js";

/** Positions by the axis: what a reader would measure with a ruler. */
function rulers(figure: Element) {
  const at = (text: string) => textsOf(figure).find((each) => each.text.trim() === text)!;
  const middle = (text: string) => (at(text).left + at(text).right) / 2;
  const base = (text: string) => at(text).bottom;
  const perX = middle("100") - middle("10");
  const perY = base("10 T") - base("100 T");
  const yOffset = 4 + 0.2 * 11;
  return {
    x: (intensity: number) => middle("10") + perX * Math.log10(intensity / 10),
    y: (rate: number) => base("100 T") - yOffset - perY * Math.log10(rate / 1e14),
  };
}

describe("roofline", () => {
  it.each([1, 100, 256])("puts points and ridge points where the axes say, at batch %d", (batch) => {
    const explanation = answered({batch});
    const figure = roofline(explanation, {width: 440});
    const {x, y} = rulers(figure);
    const {points, roofs} = rooflineOf(explanation);
    for (const {side, intensity, flopPerSecond} of points) {
      const circle = figure.querySelector(`[data-point=${side}] circle`);
      expect(numberOf(circle, "cx")).toBeCloseTo(x(intensity), 0);
      expect(numberOf(circle, "cy")).toBeCloseTo(y(flopPerSecond), 0);
    }
    for (const {side, achievedRidgePoint, achievedPeakFlopPerSecond} of roofs) {
      const ridge = figure.querySelector(`[data-ridge][data-side=${side}]`);
      const [, left, top] = /^M([\d.]+),([\d.]+)/.exec(ridge?.getAttribute("d") ?? "")!;
      expect(Number(left)).toBeCloseTo(x(achievedRidgePoint), 0);
      expect(Number(top) + 5).toBeCloseTo(y(achievedPeakFlopPerSecond), 0);
    }
  });

  it("draws each machine's roof twice, as achieved and by the data sheet, and labels it", () => {
    const figure = roofline(answered(), {width: 440});
    expect(figure.querySelectorAll("[data-roof=achieved]")).toHaveLength(2);
    expect(figure.querySelectorAll("[data-roof=sheet][stroke-dasharray]")).toHaveLength(2);
    const labels = textsOf(figure).map(({text}) => text);
    expect(labels).toEqual(
      expect.arrayContaining([
        "A100 SXM 80 GB",
        "H100 SXM",
        "ridge point 62.7",
        "ridge point 121",
        "data sheet 989 TFLOP/s",
        "1.45 TFLOP/s",
        "2.02 TFLOP/s",
      ]),
    );
  });

  it.each([320, 330, 440])(
    "keeps the data sheet's label above its line and the names off it, at %d pixels",
    (width) => {
      const explanation = answered({calibration: "calibrated", granularity: "operator", inputLength: 128, batch: 200});
      const figure = roofline(explanation, {width});
      const path = figure.querySelector("[data-roof=sheet][data-side=proposal]")!.getAttribute("d")!;
      const line = Number(path.split(",").at(-1));
      for (const {bottom} of textsOf(figure, "[data-label=sheet]")) expect(bottom).toBeLessThan(line);
      const [name] = textsOf(figure, "[data-label=roof][data-side=proposal]");
      expect(name!.top).toBeGreaterThan(line);
    },
  );

  it.each(manyAsked.map((asked) => [JSON.stringify(asked), asked] as const))(
    "keeps the points' values clear of the rings: %s",
    (_, asked) => {
      const figure = roofline(answered(asked), {width: 440});
      const rings = Array.from(figure.querySelectorAll("[data-point] circle"), (circle) => ({
        x: numberOf(circle, "cx"),
        y: numberOf(circle, "cy"),
        radius: numberOf(circle, "r") + numberOf(circle, "stroke-width") / 2,
      }));
      for (const {left, right, top, bottom} of textsOf(figure, "[data-label=point]")) {
        for (const {x, y, radius} of rings) {
          const [dx, dy] = [Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0)];
          expect(Math.hypot(dx, dy) - radius).toBeGreaterThan(3.5);
        }
      }
    },
  );

  it("draws one roof where both sides have the same machine, and names both points", () => {
    const figure = roofline(answered({baseline: "h100-sxm"}), {width: 440});
    expect(figure.querySelectorAll("[data-roof=achieved]")).toHaveLength(1);
    expect(figure.querySelectorAll("[data-point]")).toHaveLength(2);
    const labels = textsOf(figure, "[data-label=point]").map(({text}) => text);
    expect(labels.map((text) => text.split(":")[0])).toEqual(["the baseline", "the proposal"]);
  });

  it("sizes operators by their share and tells regime and share in a tooltip", () => {
    const explanation = answered({granularity: "operator", calibration: "calibrated"});
    const figure = roofline(explanation, {width: 440});
    const {operators} = rooflineOf(explanation);
    const marks = Array.from(figure.querySelectorAll("[data-operator]"));
    expect(marks).toHaveLength(operators.length);
    const bySize = (list: readonly {size: number; name: string}[]) =>
      [...list].sort((a, b) => a.size - b.size).map(({name}) => name);
    expect(
      bySize(
        marks.map((mark) => ({
          size: numberOf(mark, "r"),
          name: mark.querySelector("title")!.textContent.split(" on ")[0]!,
        })),
      ),
    ).toEqual(bySize(operators.map(({share, operator}) => ({size: share, name: operator!}))));
    expect(marks[0]!.querySelector("title")!.textContent).toMatch(
      /^QKV projection on A100 SXM 80 GB: memory bound, \d+ % of the time$/,
    );
  });

  it("has the numbers of the explanation in its table", () => {
    const explanation = answered();
    expect(tableOf(roofline(explanation, {width: 440}))).toEqual(rooflineRows(explanation));
  });
});

// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {batchAxis} from "../../src/components/batchAxis.js";
import {roofline} from "../../src/components/roofline.js";
import {timeBars} from "../../src/components/timeBars.js";
import {waterfall} from "../../src/components/waterfall.js";
import {comparisonSweep} from "../../src/lib/explore/comparisonSweep.js";
import {answered, clipped, explained, manyAsked, overlapping, textsOf} from "./comparisons.js";

const charts = {
  roofline,
  timeBars,
  waterfall,
  batchAxis: (explanation: ReturnType<typeof answered>, options: {width: number}) =>
    batchAxis(explanation, comparisonSweep(explanation), options),
};

describe.each(Object.entries(charts))("%s, in any comparison", (_, chart) => {
  it.each([320, 440, 640])("keeps its texts apart and inside at %d pixels", (width) => {
    const defects = manyAsked.flatMap((asked) => {
      const figure = chart(answered(asked), {width});
      const texts = textsOf(figure);
      const found = [...overlapping(texts), ...clipped(texts, width).map((text) => `clipped: ${text}`)];
      if (texts.length < 3) found.push("nothing drawn");
      if (/NaN|Infinity|undefined/.test(figure.innerHTML)) found.push("not a number");
      return found.map((defect) => `${JSON.stringify(asked)}: ${defect}`);
    });
    expect(defects).toEqual([]);
  });

  it("is an image with a message, a caption and a table twin that the keyboard reaches", () => {
    const figure = chart(answered(), {width: 440});
    const image = figure.querySelector("svg[role]");
    expect(image?.getAttribute("aria-label")).toMatch(/H100 SXM|memory bandwidth/i);
    expect(image?.getAttribute("viewBox")).toMatch(/^0 0 440 \d+$/);
    expect(figure.tagName).toBe("FIGURE");
    expect(figure.querySelector("figcaption")?.textContent).toMatch(/^\S.*\. \S/);
    expect(figure.querySelector("details > summary")?.textContent).toBe("The same as a table");
    expect(figure.querySelector(".table-scroll[tabindex='0'][role=group]")?.hasAttribute("aria-label")).toBe(true);
  });
});

describe("a chart of a comparison that does not fit", () => {
  it("says so instead of drawing", () => {
    const explanation = explained({model: "llama-3.1-70b", precision: "bf16"});
    const elements = [
      roofline(explanation, {width: 440}),
      timeBars(explanation, {width: 440}),
      waterfall(explanation, {width: 440}),
      batchAxis(explanation, [], {width: 440}),
    ];
    for (const element of elements) {
      expect(element.querySelector("svg")).toBeNull();
      expect(element.textContent).toContain("does not fit");
    }
  });
});

// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {dotNear, planTimeline, timelineChart} from "../../src/components/timelineChart.js";
import {firstChoice, marksOf, timelineExplorer} from "../../src/components/timelineExplorer.js";
import {findHardware, findModel, listPublishedHardware} from "../../src/lib/catalog/lookup.js";
import {bytesPerSecond} from "../../src/lib/engine/units.js";
import {formatChoices, generationsOf, measureIds} from "../../src/lib/explore/generations.js";
import {decodeStep, generationRows} from "../../src/lib/explore/generationRows.js";
import {clipped, numberOf, overlapping, tableOf, textsOf} from "./comparisons.js";

const catalog = listPublishedHardware();
const question = {model: findModel("llama-3.1-8b"), hardware: findHardware("h100-sxm")};
const step = decodeStep(question.model, question.hardware, "16-bit");
const marks = marksOf(catalog);
const markOf = (vendor: string) => marks.get(vendor) ?? [...marks.values()][0]!;
const open = () => timelineExplorer(catalog, question);
const choose = (control: HTMLSelectElement | HTMLInputElement, value: string) => {
  control.value = value;
  control.dispatchEvent(new Event("input", {bubbles: true}));
};

describe("timelineChart", () => {
  const generations = generationsOf(catalog, firstChoice);

  it("draws each chosen accelerator once in each panel of which it has the value", () => {
    const figure = timelineChart({generations, step, markOf, selected: null}, {width: 900});
    for (const measure of measureIds) {
      const drawn = Array.from(figure.querySelectorAll(`[data-measure=${measure}]`), (mark) =>
        mark.getAttribute("data-item"),
      );
      const chosen = generations.points.filter(({isChosen, values}) => isChosen && values[measure] !== null);
      expect(drawn.toSorted()).toEqual(chosen.map(({hardware}) => hardware.id).toSorted());
    }
  });

  it("puts dots where the axes say, in the column of their year", () => {
    const plan = planTimeline({generations, step}, 900);
    const column = plan.x(2001) - plan.x(2000);
    for (const {dots, y, measure, domain} of plan.panels) {
      for (const dot of dots) {
        expect(Math.abs(dot.x - plan.x(dot.point.year))).toBeLessThanOrEqual(column / 2);
        const value = dot.point.values[measure]!;
        if (dot.isBeyond) expect(value < domain[0] || value > domain[1]).toBe(true);
        else expect(Math.abs(dot.y - y(value))).toBeLessThanOrEqual(12);
      }
    }
    const ridge = plan.panels.at(-1)!;
    expect(ridge.y(10) - ridge.y(100)).toBeCloseTo(ridge.y(1) - ridge.y(10), 6);
  });

  it("draws the fitted trend, and the decode step far below the ridge points", () => {
    const figure = timelineChart({generations, step, markOf, selected: null}, {width: 900});
    const plan = planTimeline({generations, step}, 900);
    for (const {measure, y} of plan.panels) {
      const growth = generations.growth![measure];
      const line = figure.querySelector(`[data-trend=${measure}]`);
      expect(numberOf(line, "x1")).toBeCloseTo(plan.x(growth.years[0]), 1);
      expect(numberOf(line, "y2")).toBeCloseTo(y(growth.at(growth.years[1])), 1);
    }
    const line = figure.querySelector("[data-step] line");
    expect(numberOf(line, "y1")).toBeCloseTo(plan.panels.at(-1)!.y(step.intensity), 1);
  });

  it.each([330, 350, 900])("keeps its words apart and inside whatever is chosen, at %d pixels", (width) => {
    for (const tier of ["", "cloud", "workstation", "mobile", "edge", "tiny"] as const) {
      for (const format of formatChoices) {
        const chosen = generationsOf(catalog, {tier, vendor: "", format});
        const figure = timelineChart({generations: chosen, step, markOf, selected: null}, {width});
        const texts = textsOf(figure, "svg text:not([data-panel])");
        expect(overlapping(texts), `${tier} ${format}`).toEqual([]);
        expect(clipped(textsOf(figure, "[data-label]"), width), `${tier} ${format}`).toEqual([]);
        expect(figure.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
      }
    }
  });

  it("puts what is far beyond the others at the edge, with its value, and keeps the scale to the others", () => {
    const [h100] = generations.points.filter(({hardware}) => hardware.id === "h100-sxm");
    const huge = {...h100!.hardware, id: "huge", name: "Huge", memoryBandwidthBytesPerSecond: bytesPerSecond(1e17)};
    const more = generationsOf([...catalog, huge], firstChoice);
    const plain = planTimeline({generations, step}, 900).panels[1]!;
    const panel = planTimeline({generations: more, step}, 900).panels[1]!;
    expect(panel.domain[1]).toBe(plain.domain[1]);
    expect(panel.dots.find(({point}) => point.hardware.id === "huge")).toMatchObject({
      isBeyond: true,
      y: panel.top + 12,
    });
    const figure = timelineChart({generations: more, step, markOf, selected: null}, {width: 900});
    expect(textsOf(figure, '[data-label="huge"]').map(({text}) => text)).toContain("Huge: 100 PB/s ↑");
  });

  it("names what stands out, on a phone too", () => {
    for (const width of [350, 900]) {
      const figure = timelineChart({generations, step, markOf, selected: null}, {width});
      expect(figure.querySelectorAll("[data-label]").length).toBeGreaterThan(6);
    }
  });

  it("has every chosen accelerator in its table", () => {
    const figure = timelineChart({generations, step, markOf, selected: null}, {width: 900});
    expect(tableOf(figure)).toEqual(generationRows(generations));
  });
});

describe("dotNear", () => {
  it("finds the dot under the pointer, and nothing far from all", () => {
    const plan = planTimeline({generations: generationsOf(catalog, firstChoice), step}, 900);
    for (const {dots} of plan.panels) {
      for (const {point, x, y} of dots) if (point.isChosen) expect(dotNear(plan, x, y)).toBe(point);
    }
    expect(dotNear(plan, -100, -100)).toBeNull();
  });
});

describe("timelineExplorer", () => {
  it("walks through the accelerators by a slider, and leads to their pages", () => {
    const element = open();
    const range = element.querySelector<HTMLInputElement>("input[type=range]")!;
    expect(element.querySelector(".timeline-card a")).toBeNull();
    choose(range, "3");
    const link = element.querySelector<HTMLAnchorElement>(".timeline-card a")!;
    expect(range.getAttribute("aria-valuetext")).toMatch(new RegExp(`^${link.textContent}, \\d{4}: peak rate`));
    const id = catalog.find(({name}) => name === link.textContent)!.id;
    expect(link.getAttribute("href")).toBe(`./hardware/${id}.html`);
    expect(element.querySelectorAll("[data-selected]")).toHaveLength(measureIds.length);
  });

  it("follows another tier, vendor and rate, and says how they grew", () => {
    const element = open();
    const [tier, vendor, format] = Array.from(element.querySelectorAll("select"));
    const said = () => element.querySelector(".timeline-sentence")!.textContent.replaceAll("\u00a0", " ");
    const first = said();
    expect(first).toMatch(/^Of \d+ cloud accelerators, \d{4} to \d{4}, the 16-bit peak rate grew/);
    choose(tier!, "");
    choose(vendor!, "NVIDIA");
    expect(said()).toMatch(/^Of \d+ accelerators of NVIDIA/);
    choose(format!, "int8");
    expect(said()).toContain("the int8 peak rate grew");
    choose(vendor!, "Intel");
    choose(format!, "fp4");
    expect(said()).toMatch(/^A trend takes at least three/);
    expect(element.querySelector("[data-trend]")).toBeNull();
  });

  it("keeps the accelerator that is looked at where the choice still has it", () => {
    const element = open();
    const [tier, vendor] = Array.from(element.querySelectorAll("select"));
    choose(element.querySelector<HTMLInputElement>("input[type=range]")!, "5");
    const name = element.querySelector(".timeline-card a")!.textContent;
    choose(tier!, "");
    expect(element.querySelector(".timeline-card a")!.textContent).toBe(name);
    const own = catalog.find((each) => each.name === name)!.vendor;
    choose(
      vendor!,
      [...new Set(catalog.map((each) => each.vendor))].find((each) => each !== own)!,
    );
    expect(element.querySelector(".timeline-card a")).toBeNull();
  });
});

// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {speedupChart, valueChart} from "../../src/components/accuracyCharts.js";
import {dotMarks} from "../../src/components/accuracyDots.js";
import {errorChart} from "../../src/components/accuracyErrors.js";
import {accuracyGuess} from "../../src/components/accuracyGuess.js";
import {speedupMarks} from "../../src/components/accuracyMarks.js";
import {missList} from "../../src/components/accuracyMisses.js";
import {accuracyScatter, scatterPlane} from "../../src/components/accuracyScatter.js";
import {svg} from "../../src/components/element.js";
import {formatRatio} from "../../src/lib/explainer/format.js";
import {someResults, someSpeedups, someValues} from "./accuracyRows.js";
import {clipped, overlapping, tableOf, textsOf} from "./comparisons.js";

const scatter = {
  kind: "accuracy-speedups",
  points: someSpeedups.map(({kind, measured, predicted}) => ({
    ...{kind, measured, predicted: predicted.engine, mark: speedupMarks[kind]},
  })),
  domain: [0.2, 60],
  band: [1 / 1.3, 1.3],
  selected: null,
  tickText: formatRatio,
  title: "Speed-ups",
  label: "Speed-ups.",
  caption: ["As measured."],
  sides: ["predicted too large", "predicted too small"],
  rows: [["a"], ["b"]],
} as const;

describe("accuracyScatter", () => {
  it.each([320, 440, 640])("keeps its texts apart and inside at %d pixels", (width) => {
    const figure = accuracyScatter(scatter, {width});
    const texts = textsOf(figure);
    expect(texts.length).toBeGreaterThan(8);
    expect([...overlapping(texts), ...clipped(texts, width)]).toEqual([]);
    expect(figure.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("puts each point where the axes say, and the diagonal through equal values", () => {
    const {x, y} = scatterPlane(scatter, 440);
    const marks = Array.from(accuracyScatter(scatter, {width: 440}).querySelectorAll("[data-kind]"));
    expect(marks).toHaveLength(someSpeedups.length);
    for (const [index, {measured, predicted}] of someSpeedups.entries()) {
      const place = `translate(${x(measured).toFixed(2)},${y(predicted.engine).toFixed(2)})`;
      expect(marks[index]!.getAttribute("transform")).toBe(place);
    }
    const line = accuracyScatter(scatter, {width: 440}).querySelector("[data-diagonal]")!;
    expect(Number(line.getAttribute("x1"))).toBeCloseTo(x(0.2), 1);
    expect(Number(line.getAttribute("y2"))).toBeCloseTo(y(60), 1);
  });
});

describe("the explorers", () => {
  const press = (element: Element, name: RegExp) =>
    Array.from(element.querySelectorAll("button"))
      .find((button) => name.test(button.textContent))!
      .click();

  it("show a row with its source, and follow the slider through all of them", () => {
    const element = speedupChart(someSpeedups);
    const range = element.querySelector<HTMLInputElement>("input[type=range]")!;
    const card = element.querySelector(".accuracy-card")!;
    const seen = new Set<string>();
    for (let index = 0; index <= Number(range.max); index++) {
      range.value = String(index);
      range.dispatchEvent(new Event("input"));
      seen.add(range.getAttribute("aria-valuetext")!);
      expect(card.querySelector("a")?.getAttribute("href")).toMatch(/^https:/);
    }
    expect(seen.size).toBe(someSpeedups.length);
    expect(element.querySelector("[data-selected]")).not.toBeNull();
  });

  it("say the likely reason of a miss, and of nothing else", () => {
    const element = speedupChart(someSpeedups);
    const range = element.querySelector<HTMLInputElement>("input[type=range]")!;
    const texts = someSpeedups.map((_, index) => {
      range.value = String(index);
      range.dispatchEvent(new Event("input"));
      return element.querySelector(".accuracy-card")!.textContent;
    });
    expect(texts.filter((text) => text.includes("power limit of small cards"))).toHaveLength(6);
    expect(texts.filter((text) => text.includes("Likely reason"))).toHaveLength(6);
  });

  it.each([
    ["speed-ups", speedupChart(someSpeedups), /^batch/, "batch", 8],
    ["values", valueChart(someValues), /^serving/, "serving", 6],
  ])("filter %s by kind: chart, sentence, table and slider", (_, element, name, kind, count) => {
    const rows = tableOf(element).length;
    press(element, name);
    const kinds = Array.from(element.querySelectorAll("path[data-kind]"), (mark) => mark.getAttribute("data-kind"));
    expect(kinds).toEqual(Array.from({length: count}, () => kind));
    expect(element.querySelector("[role=status]")?.textContent).toMatch(new RegExp(`^Of ${count} `));
    expect(tableOf(element)).toHaveLength(count + 1);
    expect(element.querySelector("input")!.max).toBe(String(count - 1));
    expect(element.querySelectorAll("button[aria-pressed=true]")).toHaveLength(1);
    press(element, /^all/);
    expect(tableOf(element)).toHaveLength(rows);
  });
});

describe("errorChart", () => {
  it("shows all rules of each group, none over another, and its table unfolded", () => {
    const element = errorChart(someResults);
    expect(element.querySelectorAll("[data-row]")).toHaveLength(2);
    for (const row of element.querySelectorAll("[data-row]")) {
      const places = Array.from(row.querySelectorAll("[data-value]"), (mark) => mark.getAttribute("transform"));
      expect(new Set(places).size).toBe(5);
    }
    expect(element.querySelector("details")?.open).toBe(true);
    expect(tableOf(element)[1]).toEqual([
      "accelerator",
      "10",
      "1.11×",
      "1.35×",
      "4.95×",
      "4.95×",
      "4.95×",
      "1.22×",
      "90 %",
    ]);
  });

  it.each([300, 440, 640])("keeps its texts apart and inside at %d pixels", (width) => {
    const row = {label: "serving: accelerator, mixture of experts (1,234)", note: "engine 1.23×"};
    const dots = {rows: [row, row].map((each) => ({...each, dots: []})), domain: [1, 5] as const, axis: "off by"};
    const texts = textsOf(svg("svg", {}, ...dotMarks(dots, width)), "text");
    expect([...overlapping(texts), ...clipped(texts, width)]).toEqual([]);
  });
});

describe("missList", () => {
  it("says reason, share and the worst example with its source; and where no reason is known", () => {
    const items = Array.from(missList(someResults).children);
    expect(items.map((item) => item.querySelector("h3")?.textContent)).toEqual([
      "Power limit of small cards",
      "No known reason",
    ]);
    expect(items[0]!.textContent.replaceAll("\u00a0", " ")).toContain(
      "3 of the misses, 75 %; half of them are off by more than 1.65×.",
    );
    for (const item of items) expect(item.querySelector("a")?.getAttribute("href")).toMatch(/^https:/);
  });
});

describe("accuracyGuess", () => {
  const guess = () => {
    const element = accuracyGuess(someSpeedups);
    const [reveal, next] = Array.from(element.querySelectorAll("button"));
    const range = element.querySelector<HTMLInputElement>("input[type=range]")!;
    const text = (selector: string) => element.querySelector(selector)!.textContent.replaceAll("\u00a0", " ");
    return {element, reveal: reveal!, next: next!, range, text};
  };

  it("does not give the answer away before the reader has guessed", () => {
    const {element, reveal, next, text} = guess();
    expect(text(".guess-question")).toMatch(/^Question 1 of 6workload/);
    expect([reveal.disabled, next.disabled]).toEqual([false, true]);
    expect(element.querySelector(".guess-result")!.childElementCount).toBe(0);
    expect(element.textContent).not.toMatch(/[Mm]easured/);
  });

  it("reveals the measurement, the engine and the rules, and keeps the score until it begins again", () => {
    const {element, reveal, next, range, text} = guess();
    range.value = "200";
    range.dispatchEvent(new Event("input"));
    const said = text("output");
    reveal.click();
    expect(text(".guess-reply")).toMatch(new RegExp(`^Measured .* You said ${said.replace(".", "\\.")} .*nearer\\.$`));
    expect(range.disabled).toBe(true);
    expect(element.querySelectorAll(".guess-result [data-row]")).toHaveLength(6);
    expect(element.querySelectorAll(".guess-result [data-reference]")).toHaveLength(1);
    for (let question = 2; question <= 6; question++) {
      next.click();
      expect(text(".guess-question")).toMatch(new RegExp(`^Question ${question} of 6`));
      expect(text("output")).toBe("1.00×");
      reveal.click();
      expect(text(".guess-result > .table-scroll thead th")).toBe(`after ${question} questions`);
    }
    next.click();
    expect(text(".guess-question")).toMatch(/^Question 1 of 6/);
    reveal.click();
    expect(text(".guess-result > .table-scroll thead th")).toBe("after 1 question");
  });
});

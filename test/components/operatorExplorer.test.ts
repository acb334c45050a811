// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {operatorBars} from "../../src/components/operatorBars.js";
import {operatorExplorer} from "../../src/components/operatorExplorer.js";
import {findHardware, findModel, listHardware, listModels} from "../../src/lib/catalog/lookup.js";
import {operatorBreakdown, breakdownTable} from "../../src/lib/explore/operatorBreakdown.js";
import {clipped, numberOf, overlapping, textsOf} from "./comparisons.js";

const open = (model = "llama-3.1-8b") => operatorExplorer(findModel(model), listHardware());
const sentence = (element: HTMLElement) =>
  element.querySelector(".step-sentence")!.textContent.replaceAll("\u00a0", " ");
const cells = (element: HTMLElement) =>
  Array.from(element.querySelectorAll("table tr"), (row) => Array.from(row.children, (cell) => cell.textContent));
const choose = (control: HTMLSelectElement | HTMLInputElement, value: string) => {
  control.value = value;
  control.dispatchEvent(new Event("input", {bubbles: true}));
};

describe("operatorExplorer", () => {
  it("begins with an H100 at batch 1, and shows bars and a table of one breakdown", () => {
    const element = open();
    expect(element.querySelector("select")!.value).toBe("h100-sxm");
    expect(sentence(element)).toMatch(
      /^A decode step of Llama-3\.1-8B \(bf16, batch 1, .* on H100 SXM and is memory bound/,
    );
    const answer = operatorBreakdown(findModel("llama-3.1-8b"), findHardware("h100-sxm"), 1);
    if ("reason" in answer) throw new Error(answer.reason);
    expect(cells(element)).toEqual(breakdownTable(answer.breakdown));
    const bars = Array.from(element.querySelectorAll("[data-operator]"));
    expect(bars.map((bar) => bar.getAttribute("data-operator"))).toEqual(answer.breakdown.rows.map(({id}) => id));
  });

  it("draws each bar as long as its operator takes, and ends it with its launches", () => {
    const element = open();
    const answer = operatorBreakdown(findModel("llama-3.1-8b"), findHardware("h100-sxm"), 1);
    if ("reason" in answer) throw new Error(answer.reason);
    const {rows} = answer.breakdown;
    const longest = Math.max(...rows.map(({seconds}) => seconds));
    const width = numberOf(element.querySelector("svg"), "width");
    for (const {id, seconds, roofSeconds} of rows) {
      const [roof, overhead] = Array.from(element.querySelectorAll(`[data-operator="${id}"] rect`));
      if (roofSeconds > 0.01 * longest)
        expect(numberOf(roof!, "width")).toBeCloseTo((width * roofSeconds) / longest, 0);
      if (seconds - roofSeconds > 0.01 * longest) {
        expect(overhead!.getAttribute("data-term")).toBe("overhead");
        expect(numberOf(overhead!, "x") + numberOf(overhead!, "width")).toBeCloseTo((width * seconds) / longest, 0);
      }
    }
  });

  it("answers for another accelerator and another batch", () => {
    const element = open();
    const before = sentence(element);
    choose(element.querySelector("select")!, "rtx-4090");
    expect(sentence(element)).toContain("on RTX 4090");
    choose(element.querySelector<HTMLInputElement>("input[type=number]")!, "16");
    expect(sentence(element)).toContain("batch 16");
    expect(sentence(element)).not.toBe(before);
  });

  it("says why there is no answer, and shows none", () => {
    const element = open("llama-3.1-70b");
    choose(element.querySelector("select")!, "apple-m1");
    expect(sentence(element)).toMatch(/^Llama-3\.1-70B at batch 1 does not fit on Apple M1/);
    expect(element.querySelector(".step-sentence")!.className).toContain("notice");
    expect(element.querySelector("svg")).toBeNull();
    choose(element.querySelector("select")!, "h100-sxm");
    expect(element.querySelector("svg")).not.toBeNull();
  });

  it.each([330, 900])("keeps the words of its bars apart for every model, at %d pixels", (width) => {
    for (const model of listModels()) {
      const answer = operatorBreakdown(model, findHardware("h100-sxm"), 1);
      if ("reason" in answer) continue;
      const texts = textsOf(operatorBars(answer.breakdown, {width}));
      expect(overlapping(texts), model.id).toEqual([]);
      expect(clipped(texts, width), model.id).toEqual([]);
    }
  });
});

// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {batchAxis} from "../../src/components/batchAxis.js";
import {comparisonSweep, sweepRows} from "../../src/lib/explore/comparisonSweep.js";
import {answered, numberOf, tableOf, textsOf, type Asked} from "./comparisons.js";

function draw(asked: Asked = {}) {
  const explanation = answered(asked);
  const sweep = comparisonSweep(explanation);
  const figure = batchAxis(explanation, sweep, {width: 440});
  const band = figure.querySelector("[data-band=baseline] rect")!;
  const left = numberOf(band, "x");
  const right = 440 - 8;
  const last = sweep.at(-1)!.batch;
  return {explanation, sweep, figure, x: (batch: number) => left + ((right - left) * Math.log(batch)) / Math.log(last)};
}

describe("batchAxis", () => {
  it("marks the batches at which each side changes regime, and labels them", () => {
    const {figure, x} = draw();
    const flips = Array.from(figure.querySelectorAll("[data-flip]"), (mark) => ({
      side: mark.getAttribute("data-side"),
      at: numberOf(mark, "data-flip"),
      x: numberOf(mark.querySelector("line"), "x1"),
      text: mark.querySelector("text")?.textContent,
    }));
    expect(flips.map(({side, at, text}) => [side, at, text])).toEqual([
      ["baseline", 63, "63"],
      ["proposal", 122, "122"],
    ]);
    for (const {at, x: drawn} of flips) expect(drawn).toBeCloseTo(x(at), 1);
  });

  it("colours each band by its regimes", () => {
    const {figure, x} = draw();
    const runs = Array.from(figure.querySelectorAll("[data-band=proposal] [data-term] rect"));
    expect(runs.map((run) => run.getAttribute("fill"))).toEqual(["var(--memory)", "var(--compute)"]);
    expect(numberOf(runs[1]!, "x")).toBeCloseTo(x(122), 1);
  });

  it("stands a rule at the batch, and its reading on the curve", () => {
    const {figure, x, explanation} = draw({batch: 100});
    expect(numberOf(figure.querySelector("[data-rule=present]"), "x1")).toBeCloseTo(x(100), 1);
    expect(textsOf(figure).map(({text}) => text)).toContain("batch 100: 1.98×");
    expect(explanation.speedup).toBeCloseTo(1.98, 2);
  });

  it("marks no batch where the two sides run at different ones, and says so", () => {
    const {figure} = draw({baseline: "h100-sxm", proposal: "h200-sxm", batch: "max"});
    expect(figure.querySelector("[data-rule], [data-here]")).toBeNull();
    expect(textsOf(figure).some(({text}) => text.startsWith("batch "))).toBe(false);
    expect(figure.querySelector("figcaption")!.textContent).toContain("compares both sides at one batch each time");
    expect(draw().figure.querySelector("figcaption")!.textContent).not.toContain("at one batch each time");
  });

  it("draws the rule behind the texts", () => {
    const {figure} = draw({batch: 256});
    for (const band of figure.querySelectorAll("[data-band]")) {
      const rule = band.querySelector("[data-rule]")!;
      for (const text of band.querySelectorAll("text")) {
        expect(rule.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0);
        expect(text.getAttribute("paint-order")).toBe("stroke");
      }
    }
  });

  it("hatches what does not fit, from the largest batch that does", () => {
    const {figure, x, explanation} = draw();
    const hatched = figure.querySelector("[data-unfit=curve] rect");
    const limit = Math.min(explanation.baseline.profile.maxBatch, explanation.proposal.profile.maxBatch);
    expect(numberOf(hatched, "x")).toBeCloseTo(x(limit), 1);
    expect(figure.querySelectorAll("[fill='url(#hatch)']").length).toBe(3);
  });

  it("has the sweep in its table", () => {
    const {figure, explanation, sweep} = draw();
    const table = tableOf(figure);
    expect(table).toEqual(sweepRows(explanation, sweep));
    expect(table.find(([batch]) => batch === "63")).toEqual(["63", "1.39×", "compute bound", "memory bound", "yes"]);
  });
});

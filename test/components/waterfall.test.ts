// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {waterfall} from "../../src/components/waterfall.js";
import {formatRatio} from "../../src/lib/explainer/format.js";
import {factorRows} from "../../src/lib/explainer/tables.js";
import {answered, manyAsked, numberOf, tableOf} from "./comparisons.js";

/** Where a bar begins and ends. */
function ends(bar: Element): readonly [number, number] {
  const left = numberOf(bar, "x");
  return [left, left + numberOf(bar, "width")];
}

describe("waterfall", () => {
  it.each(manyAsked.map((asked) => [JSON.stringify(asked), asked] as const))(
    "makes bars whose log lengths add up to the speed-up's: %s",
    (_, asked) => {
      const explanation = answered(asked);
      const figure = waterfall(explanation, {width: 440});
      const one = numberOf(figure.querySelector("[data-reference='1']"), "x1");
      const total = ends(figure.querySelector("[data-bar=all]")!);
      const reach = Math.max(...total.map((x) => Math.abs(x - one)));
      const perLog = reach / Math.abs(Math.log(explanation.speedup));
      for (const {id, multiplier, ratio, capture} of explanation.factors) {
        const row = figure.querySelector(`[data-factor="${id}"]`)!;
        const [left, right] = ends(row.querySelector("[data-bar]")!);
        const length = Math.abs(Math.log(multiplier)) * perLog;
        // A cause without effect keeps two pixels.
        if (Number.isFinite(perLog)) expect(Math.abs(right - left - Math.max(2, length))).toBeLessThan(0.1);
        const ghost = row.querySelector("[data-ghost]");
        expect(ghost === null).toBe(capture === null);
        if (ghost === null || capture === null) continue;
        expect(numberOf(ghost, "data-ghost")).toBeCloseTo(ratio!, 1);
        const full = ends(ghost);
        if (length > 2) expect((right - left) / (full[1] - full[0])).toBeCloseTo(capture, 1);
      }
    },
  );

  it("says what each family gives where causes of several differ", () => {
    const explanation = answered();
    const notes = (asked: object) =>
      Array.from(waterfall(answered(asked), {width: 440}).querySelectorAll(".chart-notes li"), (note) =>
        note.textContent.replaceAll("\u00a0", " "),
      );
    expect(explanation.groups.map(({id}) => id)).toEqual(["hardware", "software"]);
    expect(notes({})).toHaveLength(1);
    for (const {id, multiplier} of explanation.groups)
      expect(notes({})[0]).toContain(`${id} ${formatRatio(multiplier)}`);
    expect(notes({calibration: "ideal"})).toEqual([]);
  });

  it.each([
    ["cost", "gain in tokens per dollar", "price"],
    ["energy", "gain in tokens per joule", "power"],
  ] as const)("draws what only %s knows of, and names the whole after it", (metric, title, factor) => {
    const explanation = answered({}, {metric, prices: {baseline: 2, proposal: 4}});
    const figure = waterfall(explanation, {width: 440});
    expect(figure.querySelector(`[data-factor=${factor}] [data-bar]`)).not.toBeNull();
    expect(figure.querySelector("[data-factor=all] title")?.textContent.toLowerCase()).toContain(title);
  });

  it("draws what slows in another colour than what speeds up", () => {
    const fill = (asked: object) =>
      waterfall(answered(asked), {width: 440}).querySelector("[data-bar=memory-bandwidth]")?.getAttribute("fill");
    expect(fill({})).toBe("var(--gain)");
    expect(fill({baseline: "h100-sxm", proposal: "a100-sxm-80"})).toBe("var(--loss)");
  });

  it("has the numbers of the explanation in its table", () => {
    const explanation = answered();
    expect(tableOf(waterfall(explanation, {width: 440}))).toEqual(factorRows(explanation));
  });
});

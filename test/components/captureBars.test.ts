// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {captureBars} from "../../src/components/captureBars.js";
import {formatRatio, formatShare} from "../../src/lib/explainer/format.js";
import {answered, manyAsked, numberOf, tableOf} from "./comparisons.js";

describe("captureBars", () => {
  it.each(manyAsked.map((asked) => [JSON.stringify(asked), asked] as const))(
    "fills of each rate's bar the share that arrived: %s",
    (_, asked) => {
      const explanation = answered(asked);
      const rates = explanation.factors.filter(({ratio, capture}) => ratio !== null && ratio !== 1 && capture !== null);
      const figure = captureBars(explanation, {width: 440});
      expect(figure === null).toBe(rates.length === 0);
      for (const {id, capture, ratio} of rates) {
        const row = figure!.querySelector(`[data-capture="${id}"]`)!;
        const [whole, share] = Array.from(row.querySelectorAll("rect"), (rect) => numberOf(rect, "width"));
        expect(Math.abs(share! - Math.max(2, capture! * whole!))).toBeLessThan(0.02);
        expect(row.textContent).toContain(`${formatShare(capture!)} of ${formatRatio(ratio!)} arrives`);
      }
    },
  );

  it("has the shares in its table, and nothing to draw where no rate changed", () => {
    const rows = tableOf(captureBars(answered(), {width: 440})!);
    expect(rows.map(([name]) => name)).toEqual(["rate", "memory bandwidth", "peak FLOP/s"]);
    expect(rows[2]).toEqual(["peak FLOP/s", "3.17×", "0 %", "1.00×"]);
    expect(captureBars(answered({proposal: "a100-sxm-80"}), {width: 440})).toBeNull();
  });
});

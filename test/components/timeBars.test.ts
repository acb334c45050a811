// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {timeBars} from "../../src/components/timeBars.js";
import {regimes} from "../../src/lib/engine/types.js";
import {formatDuration, formatShare} from "../../src/lib/explainer/format.js";
import {timeRows} from "../../src/lib/explainer/tables.js";
import {answered, manyAsked, numberOf, tableOf} from "./comparisons.js";

describe("timeBars", () => {
  it.each(manyAsked.map((asked) => [JSON.stringify(asked), asked] as const))(
    "makes each side's segments as long as its times, on one scale: %s",
    (_, asked) => {
      const explanation = answered(asked);
      const figure = timeBars(explanation, {width: 440});
      const scales = (["baseline", "proposal"] as const).map((side) => {
        const segments = Array.from(figure.querySelectorAll(`[data-side=${side}] [data-term]`));
        const profile = explanation[side].profile;
        const width = segments.reduce((sum, each) => sum + numberOf(each.querySelector("rect"), "width"), 0);
        const seconds = segments.reduce((sum, each) => sum + numberOf(each, "data-seconds"), 0);
        expect(seconds).toBeCloseTo(profile.latencySeconds, 9);
        for (const segment of segments) {
          const share = numberOf(segment.querySelector("rect"), "width") / width;
          expect(share).toBeCloseTo(profile.shares[segment.getAttribute("data-term") as "memory"], 2);
        }
        return width / profile.latencySeconds;
      });
      expect(scales[0]! / scales[1]!).toBeCloseTo(1, 2);
    },
  );

  it("labels each term with time and share, and each side with its total", () => {
    const explanation = answered({batch: 100});
    const figure = timeBars(explanation, {width: 340});
    for (const side of ["baseline", "proposal"] as const) {
      const {profile, label} = explanation[side];
      const row = figure.querySelector(`g[data-side=${side}]`)!;
      expect(row.textContent).toContain(label);
      expect(row.querySelector("[data-total]")?.textContent).toBe(formatDuration(profile.latencySeconds));
      for (const term of regimes.filter((each) => profile.shares[each] > 0)) {
        const texts = Array.from(row.querySelectorAll(`[data-term=${term}] text`), (text) => text.textContent).join(
          " ",
        );
        expect(texts).toContain(`${formatDuration(profile[`${term}Seconds`])} · ${formatShare(profile.shares[term])}`);
      }
    }
  });

  it("has the numbers of the explanation in its table", () => {
    const explanation = answered();
    expect(tableOf(timeBars(explanation, {width: 440}))).toEqual(timeRows(explanation));
  });
});

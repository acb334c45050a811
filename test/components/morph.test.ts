// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {html} from "../../src/components/element.js";
import {morph} from "../../src/components/morph.js";
import {roofline} from "../../src/components/roofline.js";
import {answered, manyAsked} from "./comparisons.js";

describe("morph", () => {
  it("makes a chart equal to any other", () => {
    const kept = roofline(answered(), {width: 440});
    for (const asked of manyAsked) {
      morph(kept, roofline(answered(asked), {width: 440}));
      expect(kept.isEqualNode(roofline(answered(asked), {width: 440}))).toBe(true);
    }
  });

  it("leaves what does not differ in place, and a table that the reader opened open", () => {
    const list = (last: string) =>
      html("div", {}, html("details", {}, html("summary", {}, "table")), html("p", {}, "same"), html("p", {}, last));
    const kept = list("one");
    const [details, same] = Array.from(kept.children);
    (details as HTMLDetailsElement).open = true;
    morph(kept, list("two"));
    expect(kept.textContent).toBe("tablesametwo");
    expect(Array.from(kept.children).slice(0, 2)).toEqual([details, same]);
    expect((details as HTMLDetailsElement).open).toBe(true);
  });
});

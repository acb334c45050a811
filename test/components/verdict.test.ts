// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {verdict} from "../../src/components/verdict.js";
import {answered, explained} from "./comparisons.js";

const plain = (element: Element | null) => element?.textContent.replaceAll("\u00a0", " ");

describe("verdict", () => {
  it("leads with the first claim and lists the others", () => {
    const explanation = answered();
    const element = verdict(explanation);
    const [lead, ...rest] = explanation.claims;
    expect(plain(element.querySelector(".verdict"))).toBe(lead!.text);
    expect(Array.from(element.querySelectorAll(".claims li"), plain)).toEqual(rest.map(({text}) => text));
  });

  it("says of a side that does not fit what is missing and what would fit", () => {
    const explanation = explained({model: "llama-3.1-70b", precision: "bf16", baseline: "mi300x"});
    const element = verdict(explanation);
    expect(plain(element.querySelector(".verdict"))).toMatch(
      /^Llama-3.1-70B at batch 1 does not fit on one H100 SXM: .*\.$/,
    );
    expect(plain(element.querySelector(".notice"))).toMatch(/^It would fit .*\.$/);
    expect(element.querySelector(".claims")?.textContent).toContain("MI300X fits");
    expect(plain(element)).toContain("141 GB");
    expect(Array.from(element.querySelectorAll("tr:last-child td"), plain)).toEqual(["fits", "does not fit"]);
  });
});

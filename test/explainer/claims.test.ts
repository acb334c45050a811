import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {explain} from "../../lib/explainer/explain.js";
import {comparisons} from "../comparisons.js";
import {ask} from "./ask.js";

/*
 * That each sentence is true is checked over all comparisons of the sweep (sweep1 to sweep4), by the checkers in truth/; that
 * these would notice if one were not, in mutations.
 */
describe("claims", () => {
  it("are at most seven unless all are asked for: some of those, in the same order, the first and all doubts among them", () => {
    const doubts = ["precision-fallback", "impossible-measurement"];
    for (const {baseline, proposal, options} of fc.sample(comparisons, {numRuns: 400, seed: 3})) {
      const all = explain(baseline, proposal, options).claims.map(({text}) => text);
      const few = explain(baseline, proposal, {...options, verbose: false}).claims;
      expect(few.length).toBeLessThanOrEqual(7);
      expect(few.map(({text}) => text)).toEqual(all.filter((text) => few.some((claim) => claim.text === text)));
      expect(few[0]!.text).toBe(all[0]);
      const told = (claims: readonly {readonly id: string}[]) => claims.filter(({id}) => doubts.includes(id)).length;
      expect(told(few)).toBe(told(explain(baseline, proposal, options).claims));
    }
  });

  it("name a wider format that stands in on both machines once", () => {
    const int4 = {precision: "int4"} as const;
    const {claims} = explain(ask("h100", int4), ask("h100", {...int4, batch: 8}));
    expect(claims.filter(({id}) => id === "precision-fallback")).toHaveLength(1);
  });

  it("say of a side that does not fit what is missing before anything else, with cures that work", () => {
    const {claims} = explain(ask("h100", {}, "llama3-70b"), ask("h200", {precision: "fp8"}, "llama3-70b"));
    expect(claims[0]!.id).toBe("does-not-fit");
    expect(claims[0]!.text).toMatch(/would fit on 2 H100 SXM with tensor parallelism/);
  });
});

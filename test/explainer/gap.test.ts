import {describe, expect, it} from "vitest";
import type {ExplainOptions} from "../../lib/explainer/explain.js";
import {answer, ask, tutorial} from "./ask.js";

const gapOf = (options: ExplainOptions, asked: Parameters<typeof ask>[1] = tutorial) =>
  answer(ask("a100", asked), ask("h100", asked), options);

describe("gapTo", () => {
  it("holds the speed-up against the rate that bounds the baseline, unless another is asked for", () => {
    expect(gapOf({}).gap!.headline.factor).toBe("memory-bandwidth");
    expect(gapOf({}, {...tutorial, batch: 256}).gap!.headline.factor).toBe("peak-flops");
    expect(gapOf({headline: "peak-flops"}).gap!.headline).toMatchObject({factor: "peak-flops", ratio: 989 / 312});
  });

  it("has no gap to a rate that does not differ, nor to a capacity that sets no batch", () => {
    const sides = [ask("h100"), ask("h100", {batch: 8})] as const;
    expect(answer(...sides).gap).toBeNull();
    expect(answer(...sides, {headline: "memory-bandwidth"}).gap).toBeNull();
    expect(gapOf({headline: "memory-capacity"}).gap).toBeNull();
  });

  it("says of a claimed ratio first what no rate of the data sheet promises: 5× of which FLOP/s are 3.17×", () => {
    const {gap, speedup} = gapOf({headline: 5});
    expect(gap!.headline).toMatchObject({factor: "claim", label: "the claimed ratio", ratio: 5});
    expect(gap!.terms.find(({id}) => id === "rate")!.multiplier).toBeCloseTo(989 / 312 / 5, 12);
    expect(gap!.multiplier).toBeCloseTo(speedup / 5, 12);
  });

  it("has no such term where the claim is the largest ratio of the data sheet", () => {
    expect(gapOf({headline: 989 / 312}).gap!.terms.map(({id}) => id)).not.toContain("rate");
  });

  it("holds a claim against the times themselves where nothing of the data sheet rises", () => {
    const {gap, speedup} = answer(ask("h100", tutorial), ask("h100", {...tutorial, batch: 64}), {headline: 2});
    expect(gap!.multiplier).toBeCloseTo(speedup / 2, 12);
    expect(gap!.terms.find(({id}) => id === "rate")!.multiplier).toBeCloseTo(1 / 2, 12);
  });

  it("tells the ratio of capacities by the room for sequences, and by the time of a step at each batch", () => {
    const options = {batch: "max", precision: "fp8"} as const;
    const [h100, h200] = ["h100", "h200"].map((name) => ask(name, options, "llama3-70b"));
    const {gap, baseline, proposal} = answer(h100!, h200!, {headline: "memory-capacity"});
    const terms = Object.fromEntries(gap!.terms.map(({id, multiplier}) => [id, multiplier]));
    const batches = proposal.profile.batch / baseline.profile.batch;
    expect(terms["room"]! * gap!.headline.ratio).toBeCloseTo(batches, 12);
    expect(terms["step"]).toBeCloseTo(baseline.profile.latencySeconds / proposal.profile.latencySeconds, 12);
    // Tokens of a step are its sequences: nothing else is left.
    expect(terms["work"]).toBeUndefined();
  });

  it("names power where energy is compared, and the price where cost is", () => {
    const term = (options: ExplainOptions, name: string) =>
      gapOf(options).gap!.terms.find(({id}) => id === name)!.multiplier;
    expect(term({metric: "energy"}, "power")).toBeCloseTo(400 / 700, 12);
    expect(term({metric: "cost", prices: {baseline: 1.5, proposal: 3}}, "price")).toBeCloseTo(1 / 2, 12);
  });

  it("names what the engine does not explain where times were measured", () => {
    const {gap, speedup, measured} = gapOf({measured: {baselineSeconds: 0.011, proposalSeconds: 0.01}});
    expect(speedup).toBeCloseTo(1.1, 12);
    const unexplained = gap!.terms.find(({id}) => id === "unexplained")!.multiplier;
    expect(unexplained).toBeCloseTo(1.1 / measured!.predictedSpeedup!, 12);
  });

  it("puts the largest reason first and leaves out what is only rounding", () => {
    for (const options of [tutorial, {batch: 64}, {phase: "prefill"}] as const) {
      const sizes = gapOf({}, options).gap!.terms.map(({multiplier}) => Math.abs(Math.log(multiplier)));
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      expect(Math.min(...sizes)).toBeGreaterThan(1e-12);
    }
  });
});

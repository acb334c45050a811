import {describe, expect, it} from "vitest";
import {explain} from "../../lib/explainer/explain.js";
import {answer, ask, tutorial} from "./ask.js";
import {limitSeconds} from "./truth/recompute.js";

const [a100, h100] = [ask("a100", tutorial), ask("h100", tutorial)];

describe("explain, with measured times", () => {
  it("takes the measured speed-up, and names what the engine does not explain as a cause of its own", () => {
    const plain = answer(a100, h100);
    const {speedup, factors, measured} = answer(a100, h100, {
      measured: {baselineSeconds: 0.012, proposalSeconds: 0.01},
    });
    expect(speedup).toBeCloseTo(1.2, 12);
    expect(measured!.predictedSpeedup).toBe(plain.speedup);
    const unexplained = factors.at(-1)!;
    expect(unexplained).toMatchObject({id: "unexplained", group: "measurement", unit: "×", capture: null});
    expect(unexplained.multiplier * plain.speedup).toBeCloseTo(1.2, 12);
    // Known causes keep what they were.
    expect(factors.slice(0, -1)).toEqual(plain.factors);
  });

  it("explains all where what was measured is what was predicted", () => {
    const {baseline, proposal} = answer(a100, h100);
    const [baselineSeconds, proposalSeconds] = [baseline.profile.latencySeconds, proposal.profile.latencySeconds];
    const {factors, speedup} = answer(a100, h100, {measured: {baselineSeconds, proposalSeconds}});
    expect(factors.at(-1)).toMatchObject({baseline: 1, proposal: 1, ratio: 1, multiplier: 1});
    expect(speedup).toBeCloseTo(baselineSeconds / proposalSeconds, 12);
  });

  it("turns measured times into tokens per second and into the cost of a token", () => {
    const batched = [ask("a100", {batch: 8}), ask("h100", {batch: 32})] as const;
    const measured = {baselineSeconds: 0.02, proposalSeconds: 0.04};
    const throughput = answer(...batched, {metric: "throughput", measured});
    expect(throughput.compared.baseline).toBeCloseTo(8 / 0.02, 9);
    expect(throughput.compared.proposal).toBeCloseTo(32 / 0.04, 9);
    const cost = answer(...batched, {metric: "cost", measured, prices: {baseline: 2, proposal: 3}});
    expect(cost.compared.baseline).toBeCloseTo((2 / 3600) * (0.02 / 8) * 1e6, 12);
    expect(cost.compared.proposal).toBeCloseTo((3 / 3600) * (0.04 / 32) * 1e6, 12);
  });

  it("calls a time impossible that is shorter than the limit, and not one at it", () => {
    const limit = limitSeconds(h100);
    const possible = (proposalSeconds: number) =>
      answer(a100, h100, {measured: {baselineSeconds: 1, proposalSeconds}}).measured!.proposal.possible;
    expect(possible(limit)).toBe(true);
    expect(possible(limit * 0.999)).toBe(false);
  });

  it("puts the limit at the weights' bytes over the bandwidth: 16.06 GB at 3.35 TB/s are 4.79 ms", () => {
    const {measured} = answer(a100, h100, {measured: {baselineSeconds: 1, proposalSeconds: 1}});
    expect(measured!.proposal.limitSeconds * 1e3).toBeCloseTo(4.79, 1);
  });

  it("calls no time of a side possible that does not fit, and still compares the two times", () => {
    const large = ask("h100", {}, "llama3-70b");
    const explanation = explain(large, ask("h200", {precision: "fp8"}, "llama3-70b"), {
      measured: {baselineSeconds: 0.3, proposalSeconds: 0.1},
    });
    expect(explanation.answered).toBe(false);
    expect(explanation.measured!.speedup).toBeCloseTo(3, 12);
    expect(explanation.measured).toMatchObject({predictedSpeedup: null});
    expect(explanation.measured!.baseline).toMatchObject({seconds: 0.3, predictedSeconds: null, possible: false});
    expect(explanation.measured!.proposal.possible).toBe(true);
  });

  it("refuses times that are no numbers above zero, and the energy of a measured time", () => {
    for (const seconds of [0, -1, NaN, Infinity]) {
      const measured = {baselineSeconds: seconds, proposalSeconds: 1};
      expect(() => explain(a100, h100, {measured})).toThrow(/measured time of the baseline/);
    }
    const measured = {baselineSeconds: 1, proposalSeconds: 1};
    expect(() => explain(a100, h100, {measured, metric: "energy"})).toThrow(/energy/);
  });
});

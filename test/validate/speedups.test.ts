import {describe, expect, it} from "vitest";
import {SpeedupTally, type Speedup} from "../../lib/validate/speedups.js";

function speedup(measured: number, engine: number, bandwidth: number | null, more: Partial<Speedup> = {}): Speedup {
  const predicted = {engine, bandwidth, flops: null, noChange: 1, roofline: 2};
  return {id: "a → b", place: "t.csv:2", category: "c", scopes: ["MoE"], measured, predicted, ...more};
}

describe("SpeedupTally", () => {
  it("scores the engine beside the simple rules, each on what it answers", () => {
    const tally = new SpeedupTally();
    tally.add(speedup(2, 2, 4));
    tally.add(speedup(2, 2 * Math.E, 0.5));
    tally.add(speedup(0.5, 2, null, {category: "d", scopes: []}));
    tally.skipped.add("no reason");
    const summary = tally.summary();
    expect(summary).toMatchObject({count: 3, rows: 4, predictable: 0.75, skipped: [{reason: "no reason", count: 1}]});
    expect(summary.medianAbsoluteLogError).toBeCloseTo(1, 6);
    expect(summary.directionAccuracy).toBeCloseTo(2 / 3, 6);
    expect(summary.baselines.engine).toMatchObject({count: 3, directionAccuracy: summary.directionAccuracy});
    expect(summary.baselines.bandwidth).toMatchObject({count: 2, directionAccuracy: 0.5});
    expect(summary.baselines.flops).toEqual({
      count: 0,
      medianAbsoluteLogError: null,
      p90AbsoluteLogError: null,
      medianLogError: null,
      directionAccuracy: null,
    });
    expect(summary.baselines.noChange.medianAbsoluteLogError).toBeCloseTo(Math.LN2, 6);
    expect(summary.byCategory["c"]).toMatchObject({count: 2, directionAccuracy: 1});
    expect(summary.byCategory["d"]?.baselines.roofline.medianLogError).toBeCloseTo(Math.log(4), 6);
    expect(summary.byScope["MoE"]).toMatchObject({count: 2, target: {medianAbsoluteLogError: 0.12}});
    expect(summary.worst.map(({logError}) => Number(logError.toFixed(3)))).toEqual([1.386, 1, 0]);
  });

  it("bears speed-ups that nobody can have measured", () => {
    const tally = new SpeedupTally();
    tally.add(speedup(5e-324, 1.7e308, null));
    tally.add(speedup(Infinity, 1, null));
    tally.add(speedup(1, 0, null));
    const summary = tally.summary();
    expect(summary).toMatchObject({count: 1, skipped: [{reason: "the speed-up is no number above 0", count: 2}]});
    expect(summary.worst[0]?.logError).toBeGreaterThan(1400);
    expect(summary.worst[0]?.logError).toBeLessThan(1500);
  });

  it("has no figures of nothing", () => {
    const summary = new SpeedupTally().summary();
    expect(summary).toMatchObject({count: 0, rows: 0, predictable: 0, medianAbsoluteLogError: null, worst: []});
  });
});

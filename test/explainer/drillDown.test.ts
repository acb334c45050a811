import {describe, expect, it} from "vitest";
import type {DrillDown} from "../../lib/explainer/types.js";
import {answer, ask, tutorial} from "./ask.js";

const rowOf = ({operators}: DrillDown, id: string) => operators.find((operator) => operator.id === id)!;

describe("drillDownOf", () => {
  it("charges each operator in seconds of a step, all of its repeats", () => {
    const {drillDown, baseline} = answer(ask("a100"), ask("h100"));
    for (const {id, repeat, seconds} of baseline.profile.operators) {
      const same = baseline.profile.operators.filter((operator) => operator.id === id);
      if (same.length > 1) continue;
      expect(rowOf(drillDown, id).baselineSeconds).toBeCloseTo(repeat * seconds, 15);
    }
  });

  it("has a row for the fixed time of the step, the last, which no rate changes", () => {
    const {drillDown, factors} = answer(ask("a100", tutorial), ask("h100", tutorial));
    const last = drillDown.operators.at(-1)!;
    expect(last.id).toBe("fixed time of the step");
    const rates = factors.flatMap(({capture}, index) => (capture === null ? [] : [index]));
    expect(rates.length).toBeGreaterThan(0);
    for (const column of rates) expect(last.savedSeconds[column]).toBe(0);
  });

  it("has a row for the waiting of a pipeline that has fewer parts than stages: as long again for one of two", () => {
    const options = {...tutorial, pipelineParallel: 2, batch: 1} as const;
    const {drillDown, baseline} = answer(ask("a100", options), ask("h100", options));
    const waiting = rowOf(drillDown, "waiting of the pipeline");
    const working =
      baseline.profile.latencySeconds -
      waiting.baselineSeconds -
      rowOf(drillDown, "fixed time of the step").baselineSeconds;
    expect(waiting.baselineSeconds / working).toBeCloseTo(1, 12);
  });

  it("says of an operator that it shifted where both sides have it in two regimes", () => {
    const {drillDown, baseline, proposal} = answer(ask("a100", {batch: 200}), ask("h100", {batch: 200}));
    for (const {id, regimes, shifted} of drillDown.operators) {
      const [before, after] = [baseline, proposal].map(({profile}) => profile.operators.find((each) => each.id === id));
      if (before === undefined || after === undefined) continue;
      expect(regimes).toEqual({baseline: before.regime, proposal: after.regime});
      expect(shifted).toBe(before.regime !== after.regime);
    }
    expect(drillDown.operators.some(({shifted}) => shifted)).toBe(true);
  });

  it("has no regime for an operator on a side that lacks it: experts against a dense model", () => {
    const {drillDown} = answer(
      ask("h200", {precision: "fp8"}, "llama3-70b"),
      ask("h200", {precision: "fp8"}, "mixtral-8x7b"),
    );
    const alone = drillDown.operators.filter(({regimes}) => regimes.baseline === null);
    expect(alone.length).toBeGreaterThan(0);
    for (const {baselineSeconds, shifted} of alone) expect([baselineSeconds, shifted]).toEqual([0, false]);
  });

  it("has rows without columns where nothing differs", () => {
    const {drillDown} = answer(ask("h100"), ask("h100"));
    expect(drillDown.factors).toEqual([]);
    expect(drillDown.operators.every(({savedSeconds}) => savedSeconds.length === 0)).toBe(true);
  });

  it("gives the whole change of a step to the one cause that differs", () => {
    const {drillDown, baseline, proposal} = answer(ask("h100"), ask("h100", {batch: 64}));
    expect(drillDown.factors).toEqual(["batch"]);
    const saved = baseline.profile.latencySeconds - proposal.profile.latencySeconds;
    expect(drillDown.savedSeconds[0]! / saved).toBeCloseTo(1, 12);
  });
});

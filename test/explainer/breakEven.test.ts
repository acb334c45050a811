import {describe, expect, it} from "vitest";
import {stepTime} from "../../lib/engine/stepTime.js";
import type {Configuration} from "../../lib/engine/types.js";
import {answer, ask, tutorial} from "./ask.js";
import {withBatch} from "./truth/recompute.js";

/** Seconds of a step at a batch, whether or not it fits. */
const timeAt = (side: Configuration, batch: number) => stepTime(withBatch(side, batch)).seconds;

describe("breakEvenOf", () => {
  it("finds the batch from which on the machine with the higher peak is ahead: the one before, the other is", () => {
    // More bandwidth against more arithmetic: the first wins small batches, the second large ones.
    const [wide, quick] = [ask("a100", tutorial), ask("l40s", tutorial)];
    const {breakEven} = answer(wide, quick);
    expect(breakEven.batches).toHaveLength(1);
    const {at, ahead} = breakEven.batches![0]!;
    expect(ahead).toBe("proposal");
    expect(timeAt(quick, at - 1)).toBeGreaterThan(timeAt(wide, at - 1));
    expect(timeAt(quick, at)).toBeLessThan(timeAt(wide, at));
  });

  it("finds no other batch than trying each does", () => {
    const [wide, quick] = [ask("a100", {precision: "fp16"}), ask("l40s", {precision: "fp16"})];
    const leads = Array.from({length: 2000}, (_, index) => timeAt(wide, index + 1) > timeAt(quick, index + 1));
    const tried = leads.flatMap((lead, index) => (index > 0 && lead !== leads[index - 1] ? [index + 1] : []));
    const found = answer(wide, quick).breakEven.batches!.map(({at}) => at);
    expect(found.filter((at) => at <= 2000)).toEqual(tried);
  });

  it("finds none where one side is ahead at every batch, nor between a configuration and itself", () => {
    expect(answer(ask("a100"), ask("h100")).breakEven.batches).toEqual([]);
    expect(answer(ask("h100"), ask("h100")).breakEven).toEqual({batches: [], priceRatio: 1});
  });

  it("asks of no batch where the sides have two", () => {
    expect(answer(ask("h100"), ask("h100", {batch: 8})).breakEven.batches).toBeNull();
  });

  it("says whether a batch fits on both sides", () => {
    const options = {...tutorial, inputLength: 8000};
    const {breakEven} = answer(ask("a100", options), ask("l40s", options));
    const most = Math.min(
      ...["a100", "l40s"].map((name) => answer(ask(name, options), ask(name, options)).baseline.profile.maxBatch),
    );
    for (const {at, fits} of breakEven.batches!) expect(fits).toBe(at <= most);
  });

  it("gives the price at which a token costs the same: with it neither side is cheaper", () => {
    const [baseline, proposal] = [ask("a100", {batch: 16}), ask("h100", {batch: 16, tensorParallel: 2})];
    const {priceRatio} = answer(baseline, proposal).breakEven;
    const {speedup} = answer(baseline, proposal, {metric: "cost", prices: {baseline: 2, proposal: 2 * priceRatio}});
    expect(speedup).toBeCloseTo(1, 12);
  });

  it("moves the batch of break-even with the prices where cost is compared", () => {
    const [wide, quick] = [ask("a100", tutorial), ask("l40s", tutorial)];
    const batchAt = (price: number) =>
      answer(wide, quick, {metric: "cost", prices: {baseline: 1, proposal: price}}).breakEven.batches!.map(
        ({at}) => at,
      );
    // A cheaper machine need not be faster to be ahead.
    expect(batchAt(0.2)).toEqual([]);
    expect(batchAt(0.9)[0]!).toBeLessThan(batchAt(1)[0]!);
  });

  it("takes the price ratio from measured times where there are any", () => {
    const [baseline, proposal] = [ask("a100"), ask("h100")];
    const measured = {baselineSeconds: 0.03, proposalSeconds: 0.01};
    expect(answer(baseline, proposal, {measured}).breakEven.priceRatio).toBeCloseTo(3, 12);
  });
});

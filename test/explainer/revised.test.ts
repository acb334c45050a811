import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {change} from "../../lib/engine/change.js";
import {bytesPerSecond} from "../../lib/engine/units.js";
import {explain} from "../../lib/explainer/explain.js";
import {isRevised} from "../../lib/explainer/revised.js";
import {revisedComparisons} from "../comparisons.js";
import {ask} from "./ask.js";
import {checkClaims} from "./truth/checkClaims.js";

const before = ask("h100", {batch: 32});
const {model, hardware} = before;
/** The same names, with a block twice as wide; with half the bandwidth. */
const wider = {...model, feedForwardSize: 28_672} as typeof model;
const slower = {memoryBandwidthBytesPerSecond: bytesPerSecond(hardware.memoryBandwidthBytesPerSecond / 2)};

const told = (proposal: typeof before): readonly [string, string, string] => {
  const explanation = explain(before, proposal);
  checkClaims({baseline: before, proposal, options: {}}, explanation);
  return [explanation.baseline.label, explanation.proposal.label, explanation.claims[0]!.text];
};

describe("two sides of which something goes by one name and is another", () => {
  it("are called by it, so that what else changed is not blamed for it", () => {
    const [old, now, lead] = told(change(before, {model: wider, scenario: {batch: 33}}));
    expect([old, now]).toEqual([`the old ${model.name} with batch 32`, `the new ${model.name} with batch 33`]);
    expect(lead).toMatch(
      /^The new Llama-3\.1-8B with batch 33 is 1\.\d+× slower than the old .* at decoding on H100 SXM /,
    );
  });

  it("are called by it where nothing else changed", () => {
    const [old, now, lead] = told(change(before, {model: wider}));
    expect([old, now]).toEqual([`the old ${model.name}`, `the new ${model.name}`]);
    expect(lead).toContain(" at decoding on H100 SXM (bf16, batch 32, ");
  });

  it("are told apart by an accelerator too", () => {
    const [old, now] = told(change(before, {hardware: slower, scenario: {batch: 33}}));
    expect([old, now]).toEqual([`the old ${hardware.name} with batch 32`, `the new ${hardware.name} with batch 33`]);
    const both = told(change(before, {model: wider, hardware: slower, scenario: {batch: 33}}));
    expect(both[1]).toBe(`the new ${hardware.name} with the new ${model.name}, batch 33`);
  });

  it("are never told apart by the rest alone, in no sentence of any comparison", () => {
    for (const comparison of fc.sample(revisedComparisons, {numRuns: 400, seed: 11})) {
      const {baseline, proposal, options} = comparison;
      checkClaims(comparison, explain(baseline, proposal, options));
    }
  });

  it("are what they state, in whatever order and under whatever id", () => {
    const reordered = Object.fromEntries(Object.entries(model).toReversed()) as unknown as typeof model;
    expect(isRevised(model, {...reordered, id: "mine", family: "ours"})).toBe(false);
    expect(isRevised(model, wider)).toBe(true);
    expect(isRevised(model, {...wider, name: "another"})).toBe(false);
  });
});

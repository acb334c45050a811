import {describe, expect, it} from "vitest";
import {bubbleFraction} from "../../../lib/engine/passes.js";
import {anyMachine, decoder, worked} from "./worked.js";

/** Waiting over working of a training step whose micro-batches are one sequence each. */
function bubble(stages: number, microBatches: number, dataParallel = 1): number {
  const {scenario} = worked(decoder({layers: 32, hiddenSize: 4096}), anyMachine, {});
  const plan = {optimizer: "adam", recomputation: "none", zeroStage: 0, microBatch: 1, loraRank: 0} as const;
  return bubbleFraction(
    {...scenario, phase: "training", pipelineParallel: stages, dataParallel, training: plan},
    microBatches * dataParallel,
  );
}

describe("pipeline bubbles, as published", () => {
  // The figure's curve for n = 32 devices and a batch of 32 micro-batches: (n − d)/b′ over d copies of the model.
  it.each([
    [1, "0.97"],
    [16, "0.50"],
    [32, "0.00"],
  ])(
    "Narayanan et al., Megatron-LM on GPU clusters (arXiv 2104.04473), figure 6: 32 devices in %i copies, %s",
    (copies, printed) => {
      expect(bubble(32 / copies, 32 / copies, copies).toFixed(2)).toBe(printed);
    },
  );

  it("Stanford CS231n 2025, lecture 11: four stages and four micro-batches are active 57.1 % of the time", () => {
    expect((100 / (1 + bubble(4, 4))).toFixed(1)).toBe("57.1");
  });

  it("Huang et al., GPipe (arXiv 1811.06965): (K − 1)/(M + K − 1) of the time, less than a fifth for M = 4·K", () => {
    for (const stages of [2, 4, 8, 16]) {
      const fraction = bubble(stages, 4 * stages);
      const idle = fraction / (1 + fraction);
      expect(idle).toBeCloseTo((stages - 1) / (5 * stages - 1), 12);
      expect(idle).toBeLessThan(0.2);
    }
  });
});

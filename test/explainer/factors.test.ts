import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {UserError} from "../../lib/engine/userError.js";
import {workOf, type Work} from "../../lib/engine/stepTime.js";
import type {Configuration} from "../../lib/engine/types.js";
import {factorDefinitions} from "../../lib/explainer/factors.js";
import {configure} from "../../lib/explore/configure.js";
import type {Options} from "../../lib/explore/options.js";
import {pairs} from "../configurations.js";

/** What a step does; null of a mixture that no model or machine allows. */
function workOrNull(configuration: Configuration): Work | null {
  try {
    return workOf(configuration);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

describe("factorDefinitions", () => {
  it.each(factorDefinitions.filter(({ratesOnly}) => ratesOnly))(
    "leave what a step does as it is where $id is said to change rates alone",
    (factor) => {
      fc.assert(
        fc.property(pairs, ([baseline, proposal]) => {
          expect(workOrNull(factor.take(baseline, proposal))).toEqual(workOrNull(baseline));
        }),
        {numRuns: 300},
      );
    },
  );

  it.each(["weight-precision", "batch", "launch-overhead", "memory-capacity", "tensor-parallel"])(
    "say that %s may change more than rates",
    (id) => {
      expect(factorDefinitions.find((factor) => factor.id === id)).toMatchObject({ratesOnly: false});
    },
  );

  it("name of two training plans the parts that differ, and those alone", () => {
    const side = (options: Partial<Options>) =>
      configure({
        model: findModel("llama-3.1-8b"),
        hardware: findHardware("h100-sxm"),
        options: {phase: "training", batch: 64, dataParallel: 8, ...options},
      });
    const plan = factorDefinitions.find(({id}) => id === "training-plan")!;
    expect(plan.values(side({}), side({optimizer: "sgd", zeroStage: "2", microBatch: 4, loraRank: 8}))).toEqual([
      "optimizer adam, ZeRO stage 0, micro-batch not set, all weights trained",
      "optimizer sgd, ZeRO stage 2, micro-batch 4, LoRA of rank 8",
    ]);
    expect(plan.values(side({recomputation: "full"}), side({}))).toEqual(["recomputation full", "recomputation none"]);
  });
});

import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {UserError} from "../../lib/engine/userError.js";
import {workOf, type Work} from "../../lib/engine/stepTime.js";
import type {Configuration} from "../../lib/engine/types.js";
import {factorDefinitions} from "../../lib/explainer/factors.js";
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
});

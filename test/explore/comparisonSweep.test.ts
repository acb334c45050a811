import {describe, expect, it} from "vitest";
import {flipsIn} from "../../lib/explainer/flips.js";
import {explain} from "../../lib/explainer/explain.js";
import {rooflineRows} from "../../lib/explainer/rooflineRows.js";
import type {AnsweredExplanation} from "../../lib/explainer/types.js";
import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {comparisonSweep, sweepRows} from "../../lib/explore/comparisonSweep.js";
import {configure} from "../../lib/explore/configure.js";
import {homeState} from "../../lib/explore/homeState.js";
import {solve} from "../../lib/engine/solve.js";

function compared(batch: number): AnsweredExplanation {
  const side = (hardware: string) =>
    configure({
      model: findModel(homeState.model),
      hardware: findHardware(hardware),
      options: {...homeState.options, batch},
    });
  const explanation = explain(side(homeState.baseline), side(homeState.proposal));
  if (!explanation.answered) throw new Error("does not fit");
  return explanation;
}

describe("comparisonSweep", () => {
  it("does not depend on the batch compared", () => {
    expect(comparisonSweep(compared(1))).toEqual(comparisonSweep(compared(300)));
  });

  it("holds both sides of each change of regime, and agrees with a solve there", () => {
    const explanation = compared(1);
    const sweep = comparisonSweep(explanation);
    for (const side of ["baseline", "proposal"] as const) {
      for (const {at, from, to} of flipsIn(explanation.flips[side], "batch")) {
        const regimeAt = (batch: number) => sweep.find((point) => point.batch === batch)?.[`${side}Regime`];
        expect([regimeAt(at - 1), regimeAt(at)]).toEqual([from, to]);
        const {configuration} = explanation[side];
        expect(solve({...configuration, scenario: {...configuration.scenario, batch: at}}).regime).toBe(to);
      }
    }
  });

  it("rises from 1 to beyond what fits, each batch once", () => {
    const explanation = compared(1);
    const batches = comparisonSweep(explanation).map(({batch}) => batch);
    expect(batches).toEqual([...new Set(batches)].sort((a, b) => a - b));
    expect(batches[0]).toBe(1);
    const limit = Math.min(explanation.baseline.profile.maxBatch, explanation.proposal.profile.maxBatch);
    expect(batches.at(-1)).toBeGreaterThan(limit);
    const fitting = comparisonSweep(explanation).filter(({fits}) => fits);
    expect(fitting.at(-1)?.batch).toBe(limit);
  });

  it("tabulates powers of two and the changes", () => {
    const explanation = compared(1);
    const shown = sweepRows(explanation, comparisonSweep(explanation))
      .slice(1)
      .map(([batch]) => batch);
    expect(shown).toEqual([
      "1",
      "2",
      "4",
      "8",
      "16",
      "32",
      "62",
      "63",
      "64",
      "121",
      "122",
      "128",
      "256",
      "512",
      "1,024",
    ]);
  });
});

describe("rooflineRows", () => {
  it("lists both kinds of ridge point, and the steps", () => {
    const rows = rooflineRows(compared(1));
    expect(rows.map(([name, intensity, rate]) => [name, intensity, rate])).toEqual([
      ["", "FLOP/byte", "rate"],
      ["A100 SXM 80 GB, ridge point by the data sheet (2.039 TB/s)", "153", "312 TFLOP/s"],
      ["H100 SXM, ridge point by the data sheet (3.35 TB/s)", "295", "989 TFLOP/s"],
      ["A100 SXM 80 GB, ridge point as achieved (2.04 TB/s)", "62.7", "128 TFLOP/s"],
      ["H100 SXM, ridge point as achieved (3.35 TB/s)", "121", "405 TFLOP/s"],
      ["A100 SXM 80 GB, the whole step", "1", "1.45 TFLOP/s"],
      ["H100 SXM, the whole step", "1", "2.02 TFLOP/s"],
    ]);
  });
});

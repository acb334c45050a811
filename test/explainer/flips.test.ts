import {describe, expect, it} from "vitest";
import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {solve} from "../../lib/engine/solve.js";
import type {Phase} from "../../lib/engine/types.js";
import {lengthFlips} from "../../lib/explainer/flips.js";
import {configure} from "../../lib/explore/configure.js";

const run = (id: string, phase: Phase, inputLength?: number) =>
  configure({
    model: findModel(id),
    hardware: findHardware("h100-sxm"),
    options: {phase, ...(inputLength === undefined ? {} : {inputLength})},
  });

describe("lengthFlips", () => {
  it.each([
    ["mamba-130m", "prefill"],
    ["mamba-130m", "training"],
    ["mamba-2.8b", "training"],
  ] as const)("finds the lengths at which the regime of %s in %s changes, each exact", (id, phase) => {
    const flips = lengthFlips(run(id, phase), 1);
    expect(flips.length).toBeGreaterThan(0);
    for (const {at, from, to} of flips) {
      expect(solve(run(id, phase, at - 1)).regime).toBe(from);
      expect(solve(run(id, phase, at)).regime).toBe(to);
    }
  });

  it.each(["vit-b-16", "resnet-50", "dlrm-mlperf"])("seeks none where an input has one size: %s", (id) => {
    expect(lengthFlips(run(id, "forward"), 1)).toEqual([]);
  });
});

import {describe, expect, it} from "vitest";
import {precisionOf} from "../../lib/engine/precision.js";
import {lower} from "../../lib/engine/lower.js";
import type {RecommendationModel} from "../../lib/engine/types.js";
import {configurationOf, modelOf, total} from "./training.js";

const dlrm = modelOf("dlrm-mlperf") as RecommendationModel;
const forward = (batch: number) =>
  lower(configurationOf(dlrm, {phase: "forward", precision: precisionOf("fp32")}, "a100-sxm-80"), batch);

describe("lowerRecommendation", () => {
  it("reads and writes the rows that the samples look up, and no more of the tables", () => {
    const rows = 1024 * dlrm.lookupsPerSample * dlrm.embeddingSize;
    expect(total(forward(1024), "activationBytes", /gather/)).toBe(2 * 4 * rows);
  });

  it("reads the dense weights once, whatever the batch", () => {
    expect(total(forward(1), "weightBytes")).toBe(4 * dlrm.denseParameters);
    expect(total(forward(4096), "weightBytes")).toBe(4 * dlrm.denseParameters);
  });

  it("computes the published operations for each sample", () => {
    expect(total(forward(512), "flop")).toBe(512 * dlrm.flopPerSample);
  });

  it("launches as many kernels as the model has", () => {
    expect(total(forward(512), "launches")).toBe(dlrm.kernels);
  });
});

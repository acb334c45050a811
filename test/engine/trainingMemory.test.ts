import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {precisionOf} from "../../lib/engine/precision.js";
import {totalParameters} from "../../lib/engine/parameters.js";
import {activationBytesPerSequence, trainedParameters, trainingState} from "../../lib/engine/trainingMemory.js";
import {footprintOf} from "../../lib/engine/footprint.js";
import type {DecoderModel, NetworkModel, Recomputation, Scenario} from "../../lib/engine/types.js";
import {configurationOf, gpt, modelOf, scenarioOf} from "./training.js";

/** A model of which nothing but the number of parameters is known. */
const anyModel = (parameters: number): NetworkModel => ({
  id: "any",
  name: "Any",
  family: "Any",
  architecture: "cnn",
  parameters,
  flopPerSample: 0,
  activationsPerSample: 0,
  kernels: 0,
});

/** Bytes that one more layer keeps of one sequence. */
function perLayer(model: DecoderModel, scenario: Scenario): number {
  const longer = {...model, layers: 2 * model.layers};
  return (activationBytesPerSequence(longer, scenario) - activationBytesPerSequence(model, scenario)) / model.layers;
}

describe("gradients and optimizer state, as published", () => {
  it.each([
    [0, "120.0"],
    [1, "31.4"],
    [2, "16.6"],
    [3, "1.9"],
  ] as const)(
    "Rajbhandari et al., ZeRO (arXiv 1910.02054), figure 1: 7.5B parameters on 64 devices at stage %i take %s GB",
    (zeroStage, printed) => {
      const model = anyModel(7.5e9);
      const {weightsBytes, gradientBytes, optimizerBytes} = footprintOf(
        configurationOf(model, {dataParallel: 64, precision: precisionOf("fp16"), training: {zeroStage}}),
        64,
      );
      expect(((weightsBytes + gradientBytes + optimizerBytes) / 1e9).toFixed(1)).toBe(printed);
    },
  );

  it("ZeRO, section 3.1: mixed-precision Adam takes 16 bytes a parameter, 12 of them optimizer state", () => {
    expect(trainingState(anyModel(1), scenarioOf({precision: precisionOf("fp16")}))).toEqual({
      gradientBytes: 2,
      optimizerBytes: 12,
    });
  });

  it("keeps no second copy of fp32 weights, and one moment fewer for SGD", () => {
    const state = (precision: "bf16" | "fp32", optimizer: "adam" | "sgd") =>
      trainingState(anyModel(1), scenarioOf({precision: precisionOf(precision), training: {optimizer}}));
    expect(state("fp32", "adam")).toEqual({gradientBytes: 4, optimizerBytes: 8});
    expect(state("fp32", "sgd")).toEqual({gradientBytes: 4, optimizerBytes: 4});
    expect(state("bf16", "sgd")).toEqual({gradientBytes: 2, optimizerBytes: 8});
  });

  it("keeps 16-bit gradients of 8-bit products", () => {
    expect(trainingState(anyModel(1), scenarioOf({precision: precisionOf("fp8")})).gradientBytes).toBe(2);
  });

  it("Hu et al., LoRA (arXiv 2106.09685), section 5.1: 2·d·r parameters for each adapted matrix", () => {
    // GPT-3, all four projections of attention: 2·L·4·h·r.
    const adapters = scenarioOf({training: {loraRank: 4}});
    expect(trainedParameters(gpt(96, 12_288, 50_257), adapters)).toEqual({dense: 2 * 96 * 4 * 12_288 * 4, experts: 0});
  });

  it("divides what tensor and pipeline parallel devices share", () => {
    const model = modelOf("llama-3.1-70b");
    const alone = trainingState(model, scenarioOf());
    const shared = trainingState(model, scenarioOf({tensorParallel: 8, pipelineParallel: 4}));
    expect(shared.gradientBytes).toBeCloseTo(alone.gradientBytes / 32, 0);
    expect(shared.optimizerBytes).toBeCloseTo(alone.optimizerBytes / 32, 0);
  });

  it("divides experts that are spread over the copies among those that hold the same ones", () => {
    const model = modelOf("mixtral-8x7b");
    const {dense, experts} = trainedParameters(model, scenarioOf({dataParallel: 8, expertParallel: 8}));
    expect(dense + 8 * experts).toBeCloseTo(totalParameters(model), 0);
    const state = trainingState(model, scenarioOf({dataParallel: 8, expertParallel: 8, training: {zeroStage: 1}}));
    expect(state.optimizerBytes).toBeCloseTo((12 * totalParameters(model)) / 8, 0);
  });

  it("never grows with the stage of sharing, with more copies, or with fewer trained parameters", () => {
    const held = (zeroStage: 0 | 1 | 2 | 3, dataParallel: number, loraRank: number) => {
      const configuration = configurationOf(modelOf("llama-3.1-8b"), {dataParallel, training: {zeroStage, loraRank}});
      return footprintOf(configuration, dataParallel).totalBytes;
    };
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1, 2),
        fc.constantFrom(1, 2, 8, 64),
        fc.constantFrom(0, 16),
        (stage, copies, rank) => {
          expect(held((stage + 1) as 1 | 2 | 3, copies, rank)).toBeLessThanOrEqual(held(stage, copies, rank));
          expect(held(stage, 2 * copies, rank)).toBeLessThanOrEqual(held(stage, copies, rank));
          expect(held(stage, copies, 16)).toBeLessThanOrEqual(held(stage, copies, 0));
        },
      ),
    );
  });
});

describe("activations, as published", () => {
  const [s, h] = [2048, 12_288];
  const model = gpt(1, h, 51_200);
  const kept = (recomputation: Recomputation, asked: Partial<Scenario> = {}) =>
    perLayer(model, scenarioOf({inputLength: s, ...asked, training: {recomputation}}));

  it("Korthikanti et al. (arXiv 2205.05198), equation 1 without the scores: 34·s·b·h bytes a layer", () => {
    expect(kept("none")).toBe(34 * s * h);
  });

  it.each([2, 4, 8])(
    "Korthikanti et al. (arXiv 2205.05198), equation 2 without the scores: s·b·h·(10 + 24/t), t = %i",
    (tensorParallel) => {
      expect(kept("none", {tensorParallel})).toBe(s * h * (10 + 24 / tensorParallel));
    },
  );

  it("Korthikanti et al. (arXiv 2205.05198), section 5: full recomputation keeps 2·s·b·h a layer", () => {
    expect(kept("full")).toBe(2 * s * h);
  });

  it("Korthikanti et al. (arXiv 2205.05198), section 4.2.3: what the first stage keeps does not depend on the stages", () => {
    expect(kept("none", {pipelineParallel: 8})).toBe(34 * s * h);
  });

  it("keeps less, the more is recomputed", () => {
    expect(kept("selective")).toBe(32 * s * h);
    expect(kept("full")).toBeLessThan(kept("selective"));
  });

  it("keeps gate and up of a gated block, and narrower keys and values of grouped heads", () => {
    const gated: DecoderModel = {...model, gatedFeedForward: true, kvHeads: model.heads / 8};
    // 34·h, less two keys and values of 7/8 of the width, and the gate beside: 4·h values of 2 bytes.
    expect(perLayer(gated, scenarioOf({inputLength: s}))).toBe(s * h * (34 - 2 * 2 * (7 / 8) + 8));
  });

  it("keeps of each expert what its tokens make, and no more for more experts", () => {
    const mixture = (count: number): DecoderModel => ({
      ...model,
      experts: {count, active: 2, feedForwardSize: 4 * h, sharedFeedForwardSize: 0, denseLayers: 0, format: null},
    });
    const scenario = scenarioOf({inputLength: s});
    expect(perLayer(mixture(64), scenario)).toBe(perLayer(mixture(8), scenario));
    expect(perLayer(mixture(8), scenario)).toBeGreaterThan(perLayer(model, scenario));
  });

  it("keeps fewer inputs of products whose weights are frozen", () => {
    const adapters = scenarioOf({inputLength: s, training: {loraRank: 8}});
    expect(perLayer(model, adapters)).toBeLessThan(kept("none"));
  });

  it("states a finite number for every architecture", () => {
    for (const id of ["bert-large", "vit-b-16", "mamba-2.8b", "resnet-50", "dlrm-mlperf", "deepseek-v3"]) {
      for (const recomputation of ["none", "selective", "full"] as const) {
        const bytes = activationBytesPerSequence(modelOf(id), scenarioOf({training: {recomputation}}));
        expect(bytes, id).toBeGreaterThanOrEqual(0);
        expect(bytes, id).toBeLessThan(1e12);
      }
    }
  });
});

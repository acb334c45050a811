import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {listHardware, listModels} from "../../lib/catalog/lookup.js";
import {precisionOf} from "../../lib/engine/precision.js";
import {capacityOf, largestBatch} from "../../lib/engine/footprint.js";
import {lower} from "../../lib/engine/lower.js";
import type {NetworkModel} from "../../lib/engine/types.js";
import {UnpublishedFigureError} from "../../lib/engine/resolveHardware.js";
import {solve} from "../../lib/engine/solve.js";
import {granularities} from "../../lib/engine/types.js";
import {activationBytesPerSequence} from "../../lib/engine/trainingMemory.js";
import {configurationOf, modelOf, total, type Asked} from "./training.js";

const resnet = modelOf("resnet-50") as NetworkModel;
const forward = (asked: Asked, batch: number) =>
  lower(configurationOf(resnet, {phase: "forward", precision: precisionOf("fp16"), ...asked}), batch);

describe("lowerNetwork", () => {
  it("is one operator of the published totals where normalisation is folded into the weights", () => {
    const [network, ...others] = forward({}, 8);
    expect(others).toEqual([]);
    expect(network).toMatchObject({
      flop: 8 * resnet.flopPerSample,
      weightBytes: 2 * resnet.parameters,
      activationBytes: 8 * 2 * 2 * resnet.activationsPerSample!,
      launches: resnet.kernels,
    });
  });

  it("moves each value several times more where kernels are launched one by one, and most in training", () => {
    const bytes = (asked: Asked) => total(forward(asked, 8), "activationBytes", /network|forward|normalisation/);
    const [fused, eager] = [bytes({}), bytes({execution: "eager"})];
    expect(eager).toBe(3 * fused);
    const training = total(forward({phase: "training"}, 8), "activationBytes", /^forward/);
    expect(training).toBe(3.5 * fused);
  });

  it("computes as much either way", () => {
    expect(total(forward({execution: "eager"}, 8), "flop")).toBe(total(forward({}, 8), "flop"));
  });
});

describe("a network whose activations nobody counts", () => {
  const networks = listModels().filter((model): model is NetworkModel => "activationsPerSample" in model);
  const uncounted = networks.map((model): NetworkModel => ({...model, activationsPerSample: null}));

  it("is found in the catalog, not as one that writes nothing", () => {
    const unpublished = networks.filter(({activationsPerSample}) => activationsPerSample === null);
    expect(unpublished.map(({id}) => id).toSorted()).toEqual(["stable-diffusion-1.5", "stable-diffusion-2", "yolov8n"]);
    for (const {id, activationsPerSample} of networks) expect(activationsPerSample, id).not.toBe(0);
  });

  it("has no time and no memory of training, at any batch and granularity, and says which figure is missing", () => {
    const drawn = fc.record({
      model: fc.constantFrom(...uncounted),
      batch: fc.oneof(fc.integer({min: 1, max: 100_000}), fc.constant("max" as const)),
      granularity: fc.constantFrom(...granularities),
      microBatch: fc.constantFrom(0, 1, 4),
      recomputation: fc.constantFrom("none" as const, "full" as const),
    });
    fc.assert(
      fc.property(drawn, ({model, batch, granularity, microBatch, recomputation}) => {
        const asked = configurationOf(model, {batch, granularity, training: {microBatch, recomputation}});
        const refusal = expect(() => solve(asked));
        refusal.toThrow(UnpublishedFigureError);
        refusal.toThrow(`${model.name} has no published count of activations (activationsPerSample)`);
      }),
    );
  });

  it("is computed forward as it would be if its layers wrote nothing", () => {
    const drawn = fc.record({
      model: fc.constantFrom(...uncounted),
      batch: fc.integer({min: 1, max: 4096}),
      execution: fc.constantFrom("graph" as const, "eager" as const),
    });
    fc.assert(
      fc.property(drawn, ({model, batch, execution}) => {
        const at = (activationsPerSample: number | null) =>
          lower(configurationOf({...model, activationsPerSample}, {phase: "forward", execution}), batch);
        expect(at(null)).toEqual(at(0));
        expect(total(at(null), "flop")).toBe(batch * model.flopPerSample);
      }),
    );
  });

  it("holds a batch in training that memory limits, where they are counted and the batch is run at once", () => {
    const counted = networks.filter(({activationsPerSample}) => activationsPerSample !== null);
    for (const model of counted) {
      for (const hardware of listHardware()) {
        const asked = {...configurationOf(model, {training: {microBatch: 0}}), hardware};
        const kept = largestBatch(asked) * activationBytesPerSequence(model, asked.scenario);
        expect(kept, `${model.id} on ${hardware.id}`).toBeLessThanOrEqual(capacityOf(hardware));
      }
    }
  });
});

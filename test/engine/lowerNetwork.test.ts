import {describe, expect, it} from "vitest";
import {precisionOf} from "../../lib/engine/precision.js";
import {lower} from "../../lib/engine/lower.js";
import type {NetworkModel} from "../../lib/engine/types.js";
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
      activationBytes: 8 * 2 * 2 * resnet.activationsPerSample,
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

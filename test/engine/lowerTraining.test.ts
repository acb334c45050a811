import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {precisionOf} from "../../lib/engine/precision.js";
import {lower, lowerPass} from "../../lib/engine/lower.js";
import type {Operator} from "../../lib/engine/operator.js";
import {promptPass} from "../../lib/engine/passes.js";
import {costOf, ratesOf} from "../../lib/engine/roofline.js";
import {stepTime} from "../../lib/engine/stepTime.js";
import {recomputations, type Configuration, type Model} from "../../lib/engine/types.js";
import {bytesPerSecond} from "../../lib/engine/units.js";
import {weightsBytes} from "../../lib/engine/footprint.js";
import {change} from "../../lib/engine/change.js";
import {configurationOf, gpt, modelOf, scenarioOf, total, type Asked} from "./training.js";

const llama = modelOf("llama-3.1-8b");

function step(model: Model, asked: Asked, batch = 8): Operator[] {
  return lower(configurationOf(model, asked), batch);
}

function forwardOf(configuration: Configuration, sequences: number): Operator[] {
  return lowerPass(configuration, promptPass(configuration.scenario, sequences, 1), 0);
}

const products = (operators: readonly Operator[]) => operators.filter(({arithmetic}) => arithmetic === "matrix");

describe("lowerTraining", () => {
  it("charges three forward passes for products, whatever the micro-batch", () => {
    for (const id of [
      "llama-3.1-8b",
      "mixtral-8x7b",
      "deepseek-v3",
      "bert-large",
      "mamba-2.8b",
      "resnet-50",
      "dlrm-mlperf",
    ]) {
      for (const microBatch of [0, 1, 2, 8]) {
        const model = modelOf(id);
        const configuration = configurationOf(model, {training: {microBatch}});
        const once = total(products(forwardOf(configuration, 8)), "flop");
        expect(total(products(lower(configuration, 8)), "flop") / once, id).toBeCloseTo(3, 9);
      }
    }
  });

  it("charges four forward passes for the layers' products under full recomputation", () => {
    const inLayers = /projection/;
    const once = total(forwardOf(configurationOf(llama), 8), "flop", inLayers);
    expect(total(step(llama, {training: {recomputation: "full"}}), "flop", inLayers) / once).toBeCloseTo(4, 9);
    expect(total(step(llama, {training: {recomputation: "full"}}), "flop", /recompute: LM head/)).toBe(0);
  });

  it("Dao, FlashAttention-2 (arXiv 2307.08691), section 4.1: the backward pass of attention has 2.5 times the FLOP", () => {
    const operators = step(llama, {});
    const ratio = total(operators, "flop", /^backward: attention$/) / total(operators, "flop", /^forward: attention$/);
    expect(ratio).toBe(2.5);
  });

  it("computes attention alone once more under selective recomputation", () => {
    const again = step(llama, {training: {recomputation: "selective"}}).filter(({id}) => id.startsWith("recompute"));
    expect(again.map(({id}) => id)).toEqual(["recompute: attention"]);
  });

  it("divides the work of a step among the stages of a pipeline", () => {
    const whole = total(step(llama, {training: {microBatch: 1}}), "flop");
    expect(total(step(llama, {pipelineParallel: 4, training: {microBatch: 1}}), "flop")).toBeCloseTo(whole / 4, -3);
  });

  it("updates each weight once a step: Adam in mixed precision moves 28 bytes a parameter", () => {
    const model = gpt(2, 1024, 0);
    const [parameters] = [weightsBytes(model, scenarioOf()) / 2];
    for (const microBatch of [0, 1]) {
      const moved = total(step(model, {training: {microBatch}}), "activationBytes", /optimizer/);
      expect(moved).toBe(28 * parameters);
    }
    const shared = step(model, {dataParallel: 8, training: {zeroStage: 1}});
    expect(total(shared, "activationBytes", /optimizer/)).toBe((28 * parameters) / 8);
  });

  it("trains adapters with two forward passes of the frozen products, and updates the adapters alone", () => {
    const operators = step(llama, {training: {loraRank: 16}});
    const frozen = /(gate and up|down) projection/;
    expect(total(operators, "flop", frozen)).toBeCloseTo(
      2 * total(forwardOf(configurationOf(llama), 8), "flop", frozen),
      -3,
    );
    const all = total(step(llama, {}), "activationBytes", /optimizer/);
    expect(total(operators, "activationBytes", /optimizer/)).toBeLessThan(all / 100);
    const added = total(operators, "flop", /adapter/) / total(operators, "flop");
    expect(added).toBeGreaterThan(0);
    expect(added).toBeLessThan(0.02);
  });

  it("quantises beside products of 8 bits, and nowhere else", () => {
    expect(step(llama, {precision: precisionOf("bf16")}).some(({id}) => id.includes("quantisation"))).toBe(false);
    expect(step(llama, {precision: precisionOf("fp8")}).some(({id}) => id.includes("quantisation"))).toBe(true);
  });

  it("gives each operator an id of its own", () => {
    for (const zeroStage of [0, 1, 2, 3] as const) {
      const asked: Asked = {dataParallel: 4, training: {zeroStage, microBatch: 1, recomputation: "full", loraRank: 8}};
      for (const id of ["llama-3.1-8b", "deepseek-v3", "bert-large", "resnet-50"]) {
        const ids = step(modelOf(id), asked, 16).map((operator) => operator.id);
        expect(new Set(ids).size).toBe(ids.length);
      }
    }
  });
});

describe("what copies of a model exchange", () => {
  const weights = weightsBytes(llama, scenarioOf());
  /** Bytes that one device sends within its node in a step of 8 copies, in units of 7/8 of the weights. */
  const sent = (zeroStage: 0 | 1 | 2 | 3, microBatch: number) =>
    total(step(llama, {dataParallel: 8, training: {zeroStage, microBatch}}, 32), "linkBytes") / ((7 / 8) * weights);

  it("Rajbhandari et al., ZeRO (arXiv 1910.02054), section 7: stages 0 to 2 send 2Ψ, stage 3 sends 3Ψ", () => {
    expect([0, 1, 2, 3].map((stage) => sent(stage as 0 | 1 | 2 | 3, 0).toFixed(6))).toEqual([
      "2.000000",
      "2.000000",
      "2.000000",
      "3.000000",
    ]);
  });

  it("repeats for each of 4 micro-batches what their stage shares: gradients of stage 2, weights too of stage 3", () => {
    expect([0, 1, 2, 3].map((stage) => sent(stage as 0 | 1 | 2 | 3, 1).toFixed(6))).toEqual([
      "2.000000",
      "2.000000",
      "5.000000",
      "12.000000",
    ]);
  });

  it("sends as much whatever is recomputed", () => {
    for (const zeroStage of [0, 1, 2, 3] as const) {
      const each = recomputations.map((recomputation) =>
        total(step(llama, {dataParallel: 8, training: {zeroStage, recomputation}}), "linkBytes").toPrecision(9),
      );
      expect(new Set(each).size).toBe(1);
    }
  });

  it("sends nothing for a single copy", () => {
    expect(total(step(llama, {training: {zeroStage: 3}}), "linkBytes")).toBe(0);
  });

  it("hides the exchange behind products on a fast link, and leaves the rest exposed on a slow one", () => {
    const seconds = (networkBytesPerSecond: number) => {
      const configuration = configurationOf(llama, {
        batch: 128,
        inputLength: 4096,
        dataParallel: 32,
        networkBytesPerSecond: bytesPerSecond(networkBytesPerSecond),
        training: {zeroStage: 3, microBatch: 4},
      });
      return stepTime(configuration);
    };
    const [fast, slow, slower] = [seconds(400e9), seconds(1e9), seconds(0.5e9)];
    expect(fast.parts.link).toBe(0);
    expect(slow.seconds).toBeGreaterThan(fast.seconds);
    // Once nothing more hides, half the rate takes twice the time.
    expect(slower.parts.link / slow.parts.link).toBeCloseTo(2, 1);
  });
});

describe("the time of a training step", () => {
  const plans = fc.record({
    zeroStage: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
    recomputation: fc.constantFrom(...recomputations),
    microBatch: fc.constantFrom(0, 1, 4),
    loraRank: fc.constantFrom(0, 16),
    optimizer: fc.constantFrom("adam" as const, "sgd" as const),
  });
  const models = fc
    .constantFrom("llama-3.1-8b", "mixtral-8x7b", "bert-large", "vit-b-16", "mamba-2.8b", "resnet-50")
    .map(modelOf);

  it("is finite and positive, and never shorter for more sequences, recomputation, or a slower accelerator", () => {
    fc.assert(
      fc.property(
        models,
        plans,
        fc.constantFrom(1, 8, 32),
        fc.constantFrom(1, 4),
        (model, training, dataParallel, each) => {
          const seconds = (asked: Asked, hardware: Configuration["hardware"] | null = null) => {
            const configuration = configurationOf(model, {
              dataParallel,
              batch: 16 * each * dataParallel,
              training,
              ...asked,
            });
            return stepTime(hardware === null ? configuration : {...configuration, hardware}).seconds;
          };
          const time = seconds({});
          expect(time).toBeGreaterThan(0);
          expect(time).toBeLessThan(Infinity);
          expect(seconds({batch: 32 * each * dataParallel})).toBeGreaterThanOrEqual(time);
          expect(seconds({training: {...training, recomputation: "full"}})).toBeGreaterThanOrEqual(time * (1 - 1e-9));
          const configuration = configurationOf(model);
          const slow = change(configuration, {
            hardware: {
              memoryBandwidthBytesPerSecond: bytesPerSecond(1e12),
              linkBandwidthBytesPerSecond: bytesPerSecond(100e9),
            },
          });
          expect(seconds({}, slow.hardware)).toBeGreaterThanOrEqual(time);
        },
      ),
      {numRuns: 200},
    );
  });

  it("adds up the costs of its operators", () => {
    const configuration = configurationOf(llama, {batch: 64, dataParallel: 8, training: {zeroStage: 3, microBatch: 2}});
    const rates = ratesOf(configuration);
    const sum = lower(configuration, 64).reduce((time, one) => time + one.repeat * costOf(one, rates).seconds, 0);
    expect(stepTime(configuration).seconds).toBeCloseTo(sum + configuration.calibration.stepSeconds, 9);
  });
});

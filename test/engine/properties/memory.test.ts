import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {change} from "../../../lib/engine/change.js";
import {
  capacityOf,
  footprintOf,
  kvCacheBytesPerToken,
  largestBatch,
  largestContext,
  unlimitedBatch,
  weightsBytes,
} from "../../../lib/engine/footprint.js";
import {precisionNames, precisionOf, type PrecisionName} from "../../../lib/engine/precision.js";
import {hostLinkRate} from "../../../lib/engine/resolveHardware.js";
import {solve} from "../../../lib/engine/solve.js";
import {recomputations, type Configuration, type Footprint, type Scenario} from "../../../lib/engine/types.js";
import {bytes} from "../../../lib/engine/units.js";
import {alone, asking, atMost, batchOf, cases, decoders, generating, holds, inTraining, near, timeOf} from "./holds.js";

const cached = generating("decode");
const kvCacheAt = (configuration: Configuration, scenario: Partial<Scenario>, batch = batchOf(configuration)) =>
  footprintOf(asking(configuration, scenario), batch).kvCacheBytes;

describe("the footprint", () => {
  it("is the sum of its parts, of which those of training are nothing outside it", () => {
    holds(2000, cases, (configuration) => {
      const held = footprintOf(configuration, batchOf(configuration));
      const {weightsBytes, kvCacheBytes, gradientBytes, optimizerBytes, activationBytes, workspaceBytes} = held;
      const parts = weightsBytes + kvCacheBytes + gradientBytes + optimizerBytes + activationBytes + workspaceBytes;
      near(held.totalBytes + held.offloadedBytes, parts, "total");
      for (const part of Object.values(held) as number[]) expect(part).toBeGreaterThanOrEqual(0);
      if (configuration.scenario.phase === "training") expect(kvCacheBytes).toBe(0);
      else expect(gradientBytes + optimizerBytes + activationBytes).toBe(0);
    });
  });

  it("has a KV cache in proportion to the batch, and nothing else that depends on it", () => {
    holds(2000, fc.record({configuration: cached, times: fc.integer({min: 2, max: 100})}), ({configuration, times}) => {
      // As many sequences for each copy: one that has more than another decides what is held.
      const batch = batchOf(configuration) * configuration.scenario.dataParallel;
      const one = asking(configuration, {offload: false});
      const [small, large] = [footprintOf(one, batch), footprintOf(one, times * batch)];
      near(large.kvCacheBytes, times * small.kvCacheBytes, "cache");
      near(large.totalBytes - small.totalBytes, (times - 1) * small.kvCacheBytes, "rest", 1e-6);
    });
  });

  it("has a KV cache in proportion to the tokens where attention sees all, the same for each token", () => {
    const unbounded = decoders.filter(({model}) => model.slidingWindow === null);
    holds(2000, fc.record({configuration: unbounded, times: fc.integer({min: 2, max: 100})}), (drawn) => {
      const {configuration, times} = drawn;
      const {inputLength} = configuration.scenario;
      const short = kvCacheAt(configuration, {phase: "prefill"});
      near(kvCacheAt(configuration, {phase: "prefill", inputLength: times * inputLength}), times * short, "cache");
      const each = kvCacheBytesPerToken(configuration.model, configuration.scenario);
      near(short, batchOf(configuration) * inputLength * each, "a token");
      // Tokens that are read and tokens that are made are held alike.
      const all = kvCacheAt(configuration, {phase: "decode", inputLength: inputLength + 6, outputLength: 10});
      near(kvCacheAt(configuration, {phase: "prefill", inputLength: inputLength + 16}), all, "output");
    });
  });

  it("has a KV cache that the window caps, but in the layers that see all", () => {
    const windowed = decoders.filter(({model}) => model.slidingWindow !== null);
    holds(1000, fc.record({configuration: windowed, over: fc.integer({min: 1, max: 1e6})}), (drawn) => {
      const {configuration, over} = drawn;
      const {model, scenario} = configuration;
      const window = model.slidingWindow!;
      const phase = "prefill";
      const atWindow = kvCacheAt(configuration, {phase, inputLength: window});
      const beyond = kvCacheAt(configuration, {phase, inputLength: window + over});
      const inAll = (model.fullAttentionLayers / model.layers) * kvCacheBytesPerToken(model, scenario);
      near(beyond - atWindow, batchOf(configuration) * over * inAll, "beyond the window", 1e-6);
      near(atWindow, batchOf(configuration) * window * kvCacheBytesPerToken(model, scenario), "within the window");
    });
  });

  it("has a state-space model's state, whatever the context", () => {
    const models = cached.filter(({model}) => model.architecture === "ssm");
    holds(300, fc.record({configuration: models, tokens: fc.integer({min: 1, max: 1e6})}), (drawn) => {
      const {configuration, tokens} = drawn;
      expect(kvCacheAt(configuration, {inputLength: tokens})).toBe(kvCacheAt(configuration, {inputLength: 1}));
    });
  });
});

describe("capacity", () => {
  const whole = cases.filter(({scenario}) => !scenario.offload);

  it("is what programs can address where that is known, whatever the data sheet says", () => {
    const drawn = fc.record({configuration: cases, share: fc.double({min: 0.5, max: 1, noNaN: true})});
    holds(2000, drawn, ({configuration, share}) => {
      const {memoryCapacityBytes, memoryAddressableBytes} = configuration.hardware;
      expect(capacityOf(configuration.hardware)).toBe(memoryAddressableBytes ?? memoryCapacityBytes);
      const addressable = bytes(Math.round(share * memoryCapacityBytes));
      const known = change(configuration, {hardware: {memoryAddressableBytes: addressable}});
      const batch = batchOf(configuration);
      atMost(footprintOf(known, batch).usableBytes, addressable, "usable");
      const relabelled = change(known, {hardware: {memoryCapacityBytes: bytes(7)}});
      expect(footprintOf(relabelled, batch)).toEqual(footprintOf(known, batch));
      expect(largestBatch(relabelled)).toBe(largestBatch(known));
      const asMuch = change(known, {hardware: {memoryCapacityBytes: addressable, memoryAddressableBytes: null}});
      expect(footprintOf(asMuch, batch)).toEqual(footprintOf(known, batch));
    });
  });

  it("holds the largest batch and not one more: what fits is at most what is usable", () => {
    holds(2000, whole, (configuration) => {
      const limit = largestBatch(configuration);
      // Where nothing is cached, or micro-batches follow one another, no batch is too large.
      if (limit === unlimitedBatch) return;
      const beyond = footprintOf(configuration, limit + 1);
      expect(beyond.totalBytes).toBeGreaterThan(beyond.usableBytes * (1 - 1e-9));
      expect(solve(asking(configuration, {batch: limit + 1})).fits).toBe(false);
      if (limit === 0) return;
      const held = footprintOf(configuration, limit);
      atMost(held.totalBytes, held.usableBytes, "largest batch");
      expect(solve(asking(configuration, {batch: limit})).fits).toBe(true);
    });
  });

  it("says of any batch that it fits where the footprint is at most what is usable, and there alone", () => {
    holds(3000, whole, (configuration) => {
      const {fits, footprint, cure, batch, maxBatch} = solve(configuration);
      const {totalBytes, usableBytes} = footprint;
      // Where the batch is at the limit, rounding may decide.
      if (Math.abs(totalBytes / usableBytes - 1) < 1e-6) return;
      expect(fits).toBe(totalBytes < usableBytes);
      expect(fits).toBe(batch <= maxBatch);
      if (cure !== null) near(cure.missingBytes, totalBytes - usableBytes, "missing", 1e-6);
    });
  });

  it("never shrinks with memory: more of it fits no smaller batch and no shorter context", () => {
    holds(1500, fc.record({configuration: cases, times: fc.double({min: 1, max: 8, noNaN: true})}), (drawn) => {
      const {configuration, times} = drawn;
      const more = bytes(times * capacityOf(configuration.hardware));
      const larger = change(configuration, {hardware: {memoryCapacityBytes: more, memoryAddressableBytes: more}});
      expect(largestBatch(larger)).toBeGreaterThanOrEqual(largestBatch(configuration));
      const [before, after] = [largestContext(configuration, 1), largestContext(larger, 1)];
      if (before !== null) expect(after!).toBeGreaterThanOrEqual(before);
    });
  });

  it("holds the longest context at a batch, and not a token more", () => {
    holds(1500, cases, (configuration) => {
      const {model, scenario} = configuration;
      const batch = batchOf(configuration);
      const longest = largestContext(configuration, batch);
      const caches = model.architecture === "decoder" || model.architecture === "encoder-decoder";
      expect(longest === null).toBe(!caches);
      if (longest === null || !caches) return;
      const fits = (inputLength: number) => largestBatch(asking(configuration, {inputLength})) >= batch;
      if (longest > 0) expect(fits(longest)).toBe(true);
      const generated = ["decode", "request", "serving"].includes(scenario.phase) ? scenario.outputLength : 0;
      expect(longest + generated <= model.maxContext || longest === 1).toBe(true);
      if (longest + generated < model.maxContext) expect(fits(longest + 1)).toBe(false);
    });
  });
});

describe("offloading weights", () => {
  /** Inference with and without it, on machines whose host link is known. */
  const either = cases
    .filter(
      ({scenario, hardware}) => scenario.phase !== "training" && hardware.hostLinkBandwidthBytesPerSecond !== null,
    )
    .map((configuration) => asking(configuration, {offload: true}));

  it("fits what fits without it, and what does not but for its weights", () => {
    holds(2000, either, (configuration) => {
      const kept = largestBatch(asking(configuration, {offload: false}));
      const spilled = largestBatch(configuration);
      expect(spilled).toBeGreaterThanOrEqual(kept);
      // Nothing but the workspace has to be on the device beside the cache.
      const {kvCacheBytes, workspaceBytes} = footprintOf(configuration, batchOf(configuration));
      const room = capacityOf(configuration.hardware) - workspaceBytes;
      if (kvCacheBytes < 0.89 * room) expect(solve(configuration).fits).toBe(true);
      else if (kvCacheBytes > 0.91 * room) expect(solve(configuration).fits).toBe(false);
    });
  });

  it("never holds more than the device can, nor moves more than the weights", () => {
    holds(2000, either, (configuration) => {
      const {fits, footprint} = solve(configuration);
      atMost(footprint.offloadedBytes, footprint.weightsBytes, "moved");
      if (fits) atMost(footprint.totalBytes, capacityOf(configuration.hardware), "held");
    });
  });

  it("is never faster than keeping them, takes as long where all fits, and reads what it moved at the host's rate", () => {
    holds(2000, either, (configuration) => {
      const kept = asking(configuration, {offload: false});
      const [with_, without] = [timeOf(configuration), timeOf(kept)];
      atMost(without, with_, "time");
      const {offloadedBytes} = footprintOf(configuration, batchOf(configuration));
      if (offloadedBytes === 0) near(with_, without, "all fits");
      const {phase, pipelineParallel, outputLength} = configuration.scenario;
      if (pipelineParallel > 1 || phase === "serving") return;
      const passes = phase === "request" ? 1 + outputLength : 1;
      const rate = configuration.calibration.linkFraction * hostLinkRate(configuration.hardware);
      near(with_ - without, (passes * offloadedBytes) / rate, "host", 1e-6 * (with_ / (with_ - without + 1e-30)));
    });
  });
});

describe("memory of training", () => {
  const trained = fc.record({
    configuration: inTraining,
    copies: fc.constantFrom(1, 2, 4, 16, 64),
  });
  const held = (configuration: Configuration, training: Partial<Scenario["training"]>): Footprint =>
    footprintOf(
      asking(configuration, {training: {...configuration.scenario.training, ...training}}),
      batchOf(configuration),
    );

  it("never grows with the stage of sharing, nor with what is computed once more", () => {
    holds(2000, trained, ({configuration, copies}) => {
      const batch = copies * batchOf(configuration);
      const one = asking(configuration, {dataParallel: copies, batch, expertParallel: 1});
      for (const stage of [1, 2, 3] as const) {
        const [before, after] = [held(one, {zeroStage: (stage - 1) as 0 | 1 | 2}), held(one, {zeroStage: stage})];
        atMost(after.totalBytes, before.totalBytes, `stage ${stage}`);
        for (const part of ["weightsBytes", "gradientBytes", "optimizerBytes"] as const) {
          atMost(after[part], before[part], part);
          if (copies === 1) near(after[part], before[part], part);
        }
        near(after.activationBytes, before.activationBytes, "activations");
      }
      const [all, some, inputs] = recomputations.map((recomputation) => held(one, {recomputation}).activationBytes);
      atMost(some!, all!, "selective");
      atMost(inputs!, some!, "full");
    });
  });

  it("is divided by the third stage among the copies: weights, gradients and state", () => {
    holds(1000, trained, ({configuration, copies}) => {
      const batch = copies * batchOf(configuration);
      const one = asking(configuration, {dataParallel: copies, batch, expertParallel: 1});
      const [kept, shared] = [held(one, {zeroStage: 0}), held(one, {zeroStage: 3})];
      for (const part of ["weightsBytes", "gradientBytes", "optimizerBytes"] as const) {
        near(copies * shared[part], kept[part], part);
      }
    });
  });

  it("needs no more for adapters, for SGD, or for smaller micro-batches", () => {
    holds(1500, trained, ({configuration}) => {
      const all = held(configuration, {loraRank: 0, microBatch: 0, optimizer: "adam"});
      atMost(held(configuration, {loraRank: 0, microBatch: 0, optimizer: "sgd"}).totalBytes, all.totalBytes, "SGD");
      atMost(
        held(configuration, {loraRank: 0, microBatch: 1, optimizer: "adam"}).totalBytes,
        all.totalBytes,
        "micro-batches",
      );
      const adapters = held(configuration, {loraRank: 8, microBatch: 0, optimizer: "adam"});
      atMost(adapters.activationBytes, all.activationBytes, "activations beside frozen weights");
    });
  });
});

/** Precisions from wide to narrow, of which each is nowhere wider than the one before. */
const narrowing: readonly (readonly PrecisionName[])[] = [
  ["fp32", "tf32", "bf16", "fp8", "fp4"],
  ["fp32", "fp16", "int8", "int4"],
  ["fp16", "int8-weights", "int4-weights"],
  ["fp16", "int8-weights", "q4_k_m"],
  ["int8-weights", "int8"],
  ["int4-weights", "int4"],
];

describe("narrower formats", () => {
  const steps = narrowing.flatMap((chain) => chain.slice(1).map((narrow, at) => [chain[at]!, narrow] as const));
  const drawn = fc.record({configuration: cases, step: fc.constantFrom(...steps)});

  it("never need more memory, in any phase", () => {
    holds(4000, drawn, ({configuration, step: [wide, narrow]}) => {
      const {model, scenario} = configuration;
      // Experts that are published in a format of their own keep it in training too, whatever is asked of the rest.
      if (scenario.phase === "training" && model.architecture === "decoder" && model.experts?.format != null) return;
      const one = asking(configuration, {offload: false});
      const [before, after] = [wide, narrow].map((name) => asking(one, {precision: precisionOf(name)})) as [
        Configuration,
        Configuration,
      ];
      const batch = batchOf(configuration);
      atMost(weightsBytes(after.model, after.scenario), weightsBytes(before.model, before.scenario), "weights");
      const [held, holding] = [footprintOf(before, batch), footprintOf(after, batch)];
      atMost(holding.kvCacheBytes, held.kvCacheBytes, "cache");
      atMost(holding.activationBytes, held.activationBytes, "activations");
      atMost(holding.totalBytes, held.totalBytes, "total");
      expect(largestBatch(after)).toBeGreaterThanOrEqual(largestBatch(before));
    });
  });

  it("shrink a model by no more than the formats' widths", () => {
    const all = fc.record({
      configuration: cases.map((one) => asking(one, alone)),
      name: fc.constantFrom(...precisionNames),
    });
    holds(2000, all, ({configuration, name}) => {
      const held = (precision: PrecisionName) => {
        const {model, scenario} = asking(configuration, {precision: precisionOf(precision)});
        return weightsBytes(model, scenario);
      };
      atMost(held(name), held("fp32"), "fp32 is the widest");
      atMost(held("fp32") / 8, held(name), "four bits are the narrowest");
    });
  });
});

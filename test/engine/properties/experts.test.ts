import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {lower} from "../../../lib/engine/lower.js";
import type {Operator} from "../../../lib/engine/operator.js";
import {expertRanks} from "../../../lib/engine/parallelism.js";
import {distinctExperts} from "../../../lib/engine/parameters.js";
import type {Configuration, DecoderModel, Experts} from "../../../lib/engine/types.js";
import {asking, atMost, batchOf, cases, decoders, holds, near, timeOf} from "./holds.js";

const figures = ["flop", "weightBytes", "activationBytes", "widenedWeights"] as const;

/** Sums over the operators of a step whose ids match. */
function sums(configuration: Configuration, matching: RegExp): Record<(typeof figures)[number], number> {
  const found = {flop: 0, weightBytes: 0, activationBytes: 0, widenedWeights: 0};
  for (const operator of lower(configuration, batchOf(configuration))) {
    if (!matching.test(operator.id)) continue;
    for (const figure of figures) found[figure] += operator.repeat * operator[figure];
  }
  return found;
}

/** The experts of a model without a block that all tokens pass, in the format of the rest. */
const only = (experts: Partial<Experts>): Experts => ({
  count: 8,
  active: 8,
  feedForwardSize: 1024,
  sharedFeedForwardSize: 0,
  denseLayers: 0,
  format: null,
  ...experts,
});

const mixtures = cases.filter(({model}) => model.architecture === "decoder" && model.experts !== null);
const drawn = fc.record({
  count: fc.integer({min: 1, max: 512}),
  share: fc.double({min: 0, max: 1, noNaN: true}),
  tokens: fc.integer({min: 1, max: 100_000}),
});

describe("the experts that a layer reads", () => {
  it("are those of one token at least, those of all tokens or all experts at most, and more for each token more", () => {
    holds(5000, drawn, ({count, share, tokens}) => {
      const active = Math.max(1, Math.round(share * count));
      const read = distinctExperts(count, active, tokens);
      atMost(active, read, "one token");
      atMost(read, Math.min(count, tokens * active), "all tokens");
      atMost(read, distinctExperts(count, active, tokens + 1), "one token more");
      near(distinctExperts(count, active, 1), active, "a single token");
      near(distinctExperts(count, count, tokens), count, "all active");
      // The second token is sent to k experts, of which (E − k)/E are new.
      near(distinctExperts(count, active, 2), active * (1 + (count - active) / count), "two tokens");
    });
  });
});

describe("a mixture of experts", () => {
  const dense = /(gate and up|down) projection$/;
  const shapes = fc.record({
    configuration: decoders.map((one) => asking(one, {granularity: "operator"})),
    count: fc.integer({min: 1, max: 64}),
    width: fc.integer({min: 1, max: 4096}),
  });

  it("whose tokens are sent to all E experts has the products of a dense block E times as wide", () => {
    holds(2000, shapes, ({configuration, count, width}) => {
      const {model} = configuration as {readonly model: DecoderModel};
      const experts = only({count, active: count, feedForwardSize: width});
      const mixture = sums({...configuration, model: {...model, experts}}, dense);
      const wide = {...model, experts: null, feedForwardSize: count * width};
      const block = sums({...configuration, model: wide}, dense);
      near(mixture.flop, block.flop, "FLOP");
      near(mixture.weightBytes, block.weightBytes, "weights");
      near(mixture.widenedWeights, block.widenedWeights, "widened weights");
      // Each expert reads and writes the tokens for itself, where one block does so once.
      atMost(block.activationBytes, mixture.activationBytes, "activations");
    });
  });

  it("with one expert of all moves what a dense block does, the router and the permutation aside", () => {
    holds(1000, shapes, ({configuration, width}) => {
      const {model} = configuration as {readonly model: DecoderModel};
      const one = only({count: 1, active: 1, feedForwardSize: width});
      const mixture = sums({...configuration, model: {...model, experts: one}}, dense);
      const block = sums({...configuration, model: {...model, experts: null, feedForwardSize: width}}, dense);
      for (const figure of figures) near(mixture[figure], block[figure], figure);
    });
  });

  it("does the same arithmetic however its experts are divided, and reads each weight that it needs once", () => {
    const inExperts = /expert (gate and up|down) projection$/;
    holds(2000, mixtures, (configuration) => {
      const {experts} = configuration.model as {readonly experts: Experts};
      const {tensorParallel, dataParallel, phase} = configuration.scenario;
      if (phase === "training" || configuration.scenario.granularity === "model") return;
      const whole = sums(asking(configuration, {expertParallel: 1}), inExperts);
      for (const expertParallel of [2, 4, 8, 16, 32]) {
        if (expertParallel > tensorParallel * dataParallel || experts.count % expertParallel !== 0) continue;
        const spread = asking(configuration, {expertParallel});
        const each = sums(spread, inExperts);
        near(each.flop, whole.flop, "FLOP");
        atMost(each.weightBytes, whole.weightBytes, "weights of one device");
        // All devices that share the experts read no less in all than the tokens of one copy alone need.
        atMost(whole.weightBytes, expertRanks(spread.scenario) * each.weightBytes, "weights of all devices");
        atMost(each.activationBytes, whole.activationBytes, "activations");
        if (expertRanks(spread.scenario) > 1) continue;
        near(each.weightBytes, whole.weightBytes, "weights");
        atMost(timeOf(spread), timeOf(asking(configuration, {expertParallel: 1})), "time");
      }
    });
  });

  it("exchanges tokens between copies alone, over the network for the share of copies in other nodes", () => {
    const exchange = ({id}: Operator) => id.endsWith("expert exchange");
    holds(2000, mixtures, (configuration) => {
      const {scenario} = configuration;
      const {tensorParallel, pipelineParallel, devicesPerNode, phase, granularity} = scenario;
      if (phase === "training" || granularity === "model") return;
      const sent = lower(configuration, batchOf(configuration)).find(exchange);
      const ranks = expertRanks(scenario);
      expect(sent === undefined).toBe(ranks === 1);
      if (sent === undefined) return;
      // A copy takes its tensor-parallel devices for each stage of its pipeline.
      const copies = Math.max(1, Math.floor(devicesPerNode / (tensorParallel * pipelineParallel)));
      const {linkBytes, networkBytes} = sent;
      near(networkBytes / (linkBytes + networkBytes), Math.max(0, ranks - copies) / (ranks - 1), "network share");
    });
  });
});

import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {lower} from "../../../lib/engine/lower.js";
import {activeParameters, countParameters, expertParameters} from "../../../lib/engine/parameters.js";
import {precisionOf} from "../../../lib/engine/precision.js";
import type {
  Configuration,
  DecoderModel,
  EncoderModel,
  Granularity,
  Model,
  NetworkModel,
  StateSpaceModel,
} from "../../../lib/engine/types.js";
import {encoderTokens} from "../../../lib/engine/lowerEncoder.js";
import {scanFlop} from "../../../lib/engine/lowerStateSpace.js";
import {alone, asking, batchOf, cases, decoders, holds, inTraining, near, type DecoderCase} from "./holds.js";

/** FLOP of products with weights and bytes of weights, of all operators of a step. */
function products(configuration: Parameters<typeof lower>[0], granularity: Granularity) {
  let [flop, weightBytes] = [0, 0];
  for (const operator of lower(asking(configuration, {granularity}), batchOf(configuration))) {
    if (operator.arithmetic !== "matrix") continue;
    flop += operator.repeat * operator.flop;
    weightBytes += operator.repeat * operator.weightBytes;
  }
  return {flop, weightBytes};
}

/**
 * Parameters that no product has, and that a whole-model roofline counts all the same: embedding tables that are not the
 * output projection too, norms, biases.
 */
function besideProducts(model: DecoderModel): number {
  const {layers, hiddenSize, heads, kvHeads, headSize, vocabularySize, learnedPositions, latentAttention} = model;
  const table = (model.tiedEmbeddings ? 0 : vocabularySize) + learnedPositions;
  const perHead =
    latentAttention !== null
      ? latentAttention.kvRank + latentAttention.queryRank
      : (model.attentionBias ? (heads + 2 * kvHeads) * headSize : 0) + (model.queryKeyNorm ? 2 * headSize : 0);
  return table * hiddenSize + layers * (2 * hiddenSize + perHead) + hiddenSize;
}

const decoderInSixteenBits = (configuration: DecoderCase): DecoderCase => ({
  ...asking(configuration, {precision: precisionOf("bf16")}),
  model: configuration.model,
});

/** Those of some configurations that are of models of some architectures, in 16 bits. */
const inSixteenBits = (drawn: fc.Arbitrary<Configuration>, ...architectures: readonly Model["architecture"][]) =>
  drawn
    .filter(({model}) => architectures.includes(model.architecture))
    .map((configuration) => asking(configuration, {precision: precisionOf("bf16")}));

/** Bytes that a device sends in a step, and the exchanges that it sends them in. */
function exchanged(configuration: Configuration, granularity: Granularity) {
  let [sent, collectives] = [0, 0];
  for (const operator of lower(asking(configuration, {granularity}), batchOf(configuration))) {
    sent += operator.repeat * (operator.linkBytes + operator.networkBytes);
    collectives += operator.repeat * operator.collectives;
  }
  return {sent, collectives};
}

describe("a whole model as one operator, and operator by operator", () => {
  it("read the same weights in 16 bits, the embedding table, norms and biases apart", () => {
    const drawn = fc.record({
      configuration: decoders.map(decoderInSixteenBits),
      phase: fc.constantFrom("decode" as const, "prefill" as const, "forward" as const),
    });
    holds(3000, drawn, ({configuration, phase}) => {
      const {model} = configuration;
      const one = asking(configuration, {phase});
      const beside = 2 * besideProducts(model);
      near(products(one, "operator").weightBytes + beside, products(one, "model").weightBytes, "weight bytes");
    });
  });

  it("compute as much in decode: 2 FLOP for each sequence and active parameter, the table, norms and biases apart", () => {
    holds(3000, decoders, (configuration) => {
      const {model} = configuration;
      const one = asking(configuration, {phase: "decode"});
      const batch = batchOf(one);
      const {flop} = products(one, "model");
      near(flop, 2 * batch * activeParameters(model), "2·N");
      near(products(one, "operator").flop + 2 * batch * besideProducts(model), flop, "operators");
    });
  });

  it("compute as much for a prompt, where operators predict from the last token of each sequence alone", () => {
    holds(3000, decoders, (configuration) => {
      const {model} = configuration;
      const {hiddenSize, vocabularySize} = model;
      const one = asking(configuration, {phase: "prefill"});
      const batch = batchOf(one);
      const {inputLength} = one.scenario;
      const unpredicted = batch * (inputLength - 1) * hiddenSize * vocabularySize;
      const beside = batch * inputLength * besideProducts(model);
      near(products(one, "operator").flop + 2 * (unpredicted + beside), products(one, "model").flop, "prefill");
      // A forward pass for its own sake predicts from every token.
      const forward = asking(configuration, {phase: "forward"});
      near(products(forward, "operator").flop + 2 * beside, products(forward, "model").flop, "forward");
    });
  });

  it("agree in training too: six FLOP for each token and active parameter, the table, norms and biases apart", () => {
    holds(2000, decoders, (configuration) => {
      const training = {...configuration.scenario.training, recomputation: "none", loraRank: 0} as const;
      const one = asking(configuration, {phase: "training", training});
      const tokens = batchOf(one) * one.scenario.inputLength;
      const [whole, parts] = [products(one, "model"), products(one, "operator")];
      near(whole.flop, 6 * tokens * activeParameters(configuration.model), "6·N");
      near(parts.flop + 6 * tokens * besideProducts(configuration.model), whole.flop, "operators");
    });
  });

  it("read for one token the active experts, and for many all of them", () => {
    const mixtures = decoders.filter(({model}) => model.experts !== null);
    holds(500, mixtures, (configuration) => {
      const {model} = configuration;
      const bytes = (batch: number, granularity: Granularity) =>
        products(asking(configuration, {phase: "decode", precision: precisionOf("bf16"), batch}), granularity)
          .weightBytes;
      const {count, active, format} = model.experts!;
      if (format !== null) return;
      const idle = 2 * expertParameters(model) * (1 - active / count);
      for (const granularity of ["operator", "model"] as const) {
        near(bytes(1e6, granularity) - bytes(1, granularity), idle, granularity);
      }
    });
  });

  it("count the same parameters: those by part and those in one go", () => {
    holds(500, decoders, ({model}) => {
      const {active, total} = countParameters(model);
      near(activeParameters(model), active, "active");
      expect(total).toBeGreaterThanOrEqual(active);
    });
  });

  it("compute as much for state-space models, where the convolution, the scan and norms are no products", () => {
    const models = cases.filter(({model}) => model.architecture === "ssm").map((one) => asking(one, alone));
    holds(500, models, (configuration) => {
      const model = configuration.model as StateSpaceModel;
      const {layers, hiddenSize, innerSize, stateSize, convolutionSize, vocabularySize, tiedEmbeddings} = model;
      const one = asking(configuration, {phase: "decode"});
      const block = innerSize * (convolutionSize + 1) + innerSize + innerSize * stateSize + innerSize + hiddenSize;
      const beside = layers * block + hiddenSize + (tiedEmbeddings ? 0 : vocabularySize * hiddenSize);
      const batch = batchOf(one);
      near(products(one, "operator").flop + 2 * batch * beside, products(one, "model").flop, "decode");
      const scan = lower(asking(one, {granularity: "operator"}), batch).find(({id}) => id === "selective scan")!;
      near(scan.flop, scanFlop * batch * innerSize * stateSize, "scan");
    });
  });

  it("compute as much for networks of which totals are known, forward and in training, and read the same weights", () => {
    const drawn = fc.oneof(
      inSixteenBits(cases, "cnn", "diffusion").map((one) => asking(one, {phase: "forward"})),
      inSixteenBits(inTraining, "cnn", "diffusion"),
    );
    holds(500, drawn, (configuration) => {
      const {flopPerSample, parameters} = configuration.model as NetworkModel;
      const {phase} = configuration.scenario;
      const training = {...configuration.scenario.training, recomputation: "none", microBatch: 0} as const;
      const one = asking(configuration, {training});
      const [whole, parts] = [products(one, "model"), products(one, "operator")];
      near(whole.flop, parts.flop, "FLOP");
      near(whole.weightBytes, parts.weightBytes, "weight bytes");
      const passes = phase === "training" ? 3 : 1;
      const {dataParallel} = one.scenario;
      near(whole.flop, (passes * batchOf(one) * flopPerSample) / dataParallel, "FLOP of the samples");
      near(whole.weightBytes, passes * 2 * parameters, "bytes of the weights");
    });
  });

  it("compute as much for the tokens that an encoder reads, of an image its patches, parameters outside layers apart", () => {
    holds(1000, inSixteenBits(cases, "encoder"), (configuration) => {
      const model = configuration.model as EncoderModel;
      const one = asking(configuration, {...alone, phase: "forward"});
      const {vocabularySize, hiddenSize, otherParameters} = model;
      const beside = vocabularySize * hiddenSize + otherParameters;
      const tokens = batchOf(one) * encoderTokens(model, one.scenario.inputLength);
      const [whole, parts] = [products(one, "model"), products(one, "operator")];
      near(whole.flop, parts.flop + 2 * tokens * beside, "FLOP");
      near(whole.weightBytes, parts.weightBytes + 2 * beside, "weight bytes");
      near(whole.flop, 2 * tokens * activeParameters(model), "2·N");
    });
  });

  it("send the same bytes between the devices that share an encoder or a decoder", () => {
    holds(2000, inSixteenBits(cases, "encoder", "decoder", "encoder-decoder"), (configuration) => {
      const {model} = configuration;
      // Experts of several copies are sent tokens, which the whole model as one operator leaves out.
      if (model.architecture === "decoder" && model.experts !== null) return;
      const one = asking(configuration, {phase: "forward", dataParallel: 1, expertParallel: 1});
      const [whole, parts] = [exchanged(one, "model"), exchanged(one, "operator")];
      near(whole.sent, parts.sent, "bytes sent");
      near(whole.collectives, parts.collectives, "collectives");
    });
  });

  it("hold images to be as long as they are, whatever the scenario's input is", () => {
    const images = cases.filter(
      ({model}) =>
        model.architecture === "cnn" ||
        model.architecture === "diffusion" ||
        (model.architecture === "encoder" && model.tokensPerSample !== null),
    );
    const drawn = fc.record({configuration: images, length: fc.integer({min: 1, max: 100_000})});
    holds(500, drawn, ({configuration, length}) => {
      for (const granularity of ["operator", "model"] as const) {
        const one = asking(configuration, {granularity});
        const other = asking(one, {inputLength: length});
        expect(lower(other, batchOf(other))).toEqual(lower(one, batchOf(one)));
      }
    });
  });
});

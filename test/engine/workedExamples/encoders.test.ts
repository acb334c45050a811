import {describe, expect, it} from "vitest";
import {findModel} from "../../../lib/catalog/lookup.js";
import {totalParameters} from "../../../lib/engine/parameters.js";
import type {EncoderModel} from "../../../lib/engine/types.js";
import {answer, anyMachine} from "./worked.js";

/** An encoder as a source describes it, without what its layers' matrices and its vocabulary leave out. */
function encoder(layers: number, hiddenSize: number, heads: number, more: Partial<EncoderModel> = {}): EncoderModel {
  return {
    id: "worked-example",
    name: "Worked example",
    family: "Worked examples",
    architecture: "encoder",
    layers,
    hiddenSize,
    heads,
    headSize: hiddenSize / heads,
    feedForwardSize: 4 * hiddenSize,
    vocabularySize: 0,
    maxContext: Number.MAX_SAFE_INTEGER,
    tokensPerSample: null,
    otherParameters: 0,
    ...more,
  };
}

/** FLOP of operators whose ids match, in a forward pass of one sequence. */
function flopOf(model: EncoderModel, inputLength: number, matching: RegExp): number {
  const {operators} = answer(model, anyMachine, {phase: "forward", inputLength});
  return (operators ?? []).filter(({id}) => matching.test(id)).reduce((sum, {repeat, flop}) => sum + repeat * flop, 0);
}

describe("parameters of encoders, as published", () => {
  it.each([
    ["bert-base", 110],
    ["bert-large", 340],
  ])("Devlin et al., BERT (arXiv 1810.04805), section 3: %s, %i million within 5", (id, printed) => {
    expect(Math.abs(totalParameters(findModel(id)) / 1e6 - printed)).toBeLessThan(5);
  });

  it("Dosovitskiy et al., ViT (arXiv 2010.11929), table 1: Base, 12 layers of width 768, 86 million", () => {
    // Patches of 16 by 16 pixels in three colours, and 197 positions.
    const otherParameters = 16 * 16 * 3 * 768 + 197 * 768;
    expect((totalParameters(encoder(12, 768, 12, {otherParameters})) / 1e6).toFixed(0)).toBe("86");
  });
});

describe("FLOP of encoders, as published", () => {
  const model = encoder(2, 4096, 32);
  const attention = /^attention$/;
  const projections = /^(QKV|output) projection$/;

  it("Austin et al., How to Scale Your Model, part 4, question 5: width 4,096, attention takes what its projections do at 8,192 tokens", () => {
    expect(flopOf(model, 8192, attention)).toBe(flopOf(model, 8192, projections));
    expect(flopOf(model, 4096, attention)).toBeLessThan(flopOf(model, 4096, projections));
  });
});

import {describe, expect, it} from "vitest";
import {precisionOf} from "../../lib/engine/precision.js";
import {lower} from "../../lib/engine/lower.js";
import {encoderLayerParameters} from "../../lib/engine/parameters.js";
import type {EncoderModel} from "../../lib/engine/types.js";
import {configurationOf, modelOf, total, type Asked} from "./training.js";

const bert = modelOf("bert-large") as EncoderModel;
const forward = (model: EncoderModel, asked: Asked, batch: number) =>
  lower(configurationOf(model, {phase: "forward", ...asked}), batch);

describe("lowerEncoder", () => {
  it("charges 2 FLOP for each weight of the layers and token", () => {
    const operators = forward(bert, {inputLength: 384}, 8);
    const expected = 2 * 8 * 384 * bert.layers * encoderLayerParameters(bert);
    expect(total(operators, "flop", /projection/)).toBe(expected);
  });

  it("lets every token see all others: 4·tokens² FLOP for each value of the heads' width", () => {
    const expected = 8 * bert.layers * 4 * 384 ** 2 * bert.heads * bert.headSize;
    expect(total(forward(bert, {inputLength: 384}, 8), "flop", /attention$/)).toBe(expected);
  });

  it("Dosovitskiy et al., ViT (arXiv 2010.11929) and torchvision: 17.6 G multiply-adds for an image of 197 tokens", () => {
    const vit = modelOf("vit-b-16") as EncoderModel;
    // The patch projection, 0.12 G, is left out.
    expect(total(forward(vit, {}, 1), "flop") / 2e9).toBeCloseTo(17.56 - 0.116, 1);
  });

  it("takes the tokens of an image from the model, whatever the scenario's input length", () => {
    const vit = modelOf("vit-b-16") as EncoderModel;
    expect(forward(vit, {inputLength: 7}, 4)).toEqual(forward(vit, {inputLength: 999}, 4));
  });

  it("caches nothing", () => {
    expect(total(forward(bert, {}, 8), "kvCacheBytes")).toBe(0);
  });

  it("moves half the bytes between kernels of 8 bits", () => {
    const moved = (precision: "fp16" | "int8") =>
      total(forward(bert, {precision: precisionOf(precision)}, 8), "activationBytes", /norm|attention|projection/);
    expect(moved("int8")).toBe(moved("fp16") / 2);
  });

  it("divides products among devices that share them, and joins them twice a layer", () => {
    const alone = forward(bert, {}, 8);
    const shared = forward(bert, {tensorParallel: 4}, 8);
    expect(alone.some(({id}) => id === "all-reduce")).toBe(false);
    expect(total(shared, "flop")).toBe(total(alone, "flop") / 4);
    expect(total(shared, "weightBytes")).toBe(total(alone, "weightBytes") / 4);
    expect(shared.find(({id}) => id === "all-reduce")?.repeat).toBe(2 * bert.layers);
  });
});

import {describe, expect, it} from "vitest";
import {precisionOf} from "../../lib/engine/precision.js";
import {lower} from "../../lib/engine/lower.js";
import {stateSpaceLayerParameters} from "../../lib/engine/parameters.js";
import type {StateSpaceModel} from "../../lib/engine/types.js";
import {configurationOf, modelOf, total, type Asked} from "./training.js";

const mamba = modelOf("mamba-2.8b") as StateSpaceModel;
const run = (asked: Asked, batch = 1) => lower(configurationOf(mamba, asked), batch);
const precision = precisionOf("fp16");

describe("lowerStateSpace", () => {
  it("charges 2 FLOP for each weight of the products and token, but for the small parts beside them", () => {
    const flop = total(run({phase: "decode", precision}), "flop", /projection/);
    const {innerSize, convolutionSize, stateSize, hiddenSize, layers} = mamba;
    const beside = innerSize * (convolutionSize + 1) + innerSize * (stateSize + 1) + innerSize + hiddenSize;
    expect(flop).toBe(2 * layers * (stateSpaceLayerParameters(mamba) - beside));
  });

  it("charges the scan 9 operations for each channel and state value, as the authors of Mamba count", () => {
    const {layers, innerSize, stateSize} = mamba;
    expect(total(run({phase: "prefill", inputLength: 512}), "flop", /scan/)).toBe(
      9 * 512 * layers * innerSize * stateSize,
    );
  });

  it("reads and writes a state of fixed size in each decode step, however long the context", () => {
    const at = (inputLength: number) => run({phase: "decode", inputLength, precision}, 4);
    expect(at(128)).toEqual(at(65_536));
    const {layers, innerSize, stateSize, convolutionSize} = mamba;
    expect(total(at(128), "kvCacheBytes")).toBe(2 * 4 * layers * innerSize * (stateSize + convolutionSize) * 2);
  });

  it("writes the state once for a prompt, and keeps none in training", () => {
    const prompt = total(run({phase: "prefill"}, 4), "kvCacheBytes");
    expect(prompt).toBe(total(run({phase: "decode"}, 4), "kvCacheBytes") / 2);
    expect(total(run({phase: "training"}, 4), "kvCacheBytes")).toBe(0);
  });

  it("reads all weights of the layers in each decode step", () => {
    const read = total(run({phase: "decode", precision}), "weightBytes", /projection/);
    expect(read).toBeGreaterThan(0.97 * 2 * mamba.layers * stateSpaceLayerParameters(mamba));
  });

  it("divides the inner channels among devices that share them, and joins twice a block", () => {
    const alone = run({phase: "decode"}, 4);
    const shared = run({phase: "decode", tensorParallel: 2}, 4);
    expect(total(shared, "kvCacheBytes")).toBe(total(alone, "kvCacheBytes") / 2);
    expect(total(shared, "flop")).toBeLessThan(total(alone, "flop") * 0.51);
    expect(shared.filter(({id}) => id.includes("all-reduce")).map(({repeat}) => repeat)).toEqual([64, 64]);
    expect(alone.some(({id}) => id.includes("all-reduce"))).toBe(false);
  });
});

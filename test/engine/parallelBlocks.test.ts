import {describe, expect, it} from "vitest";
import {findCalibration, findHardware, findModel, listModels} from "../../lib/catalog/lookup.js";
import {modelFromHuggingFaceConfig} from "../../lib/catalog/huggingFaceConfig.js";
import {resolveCalibration} from "../../lib/catalog/resolveCalibration.js";
import {defaultScenario} from "../../lib/engine/defaultScenario.js";
import {solve} from "../../lib/engine/solve.js";
import type {DecoderModel, FittingProfile, Scenario} from "../../lib/engine/types.js";

const hardware = findHardware("h100-sxm");
const calibration = resolveCalibration(findCalibration("calibrated"), hardware);

function solved(model: DecoderModel, scenario: Partial<Scenario>): FittingProfile {
  const profile = solve({model, hardware, calibration, scenario: {...defaultScenario, ...scenario}});
  if (!profile.fits) throw new Error("expected it to fit");
  return profile;
}

const decoders = listModels().filter((model) => model.architecture === "decoder");
const apart = (model: DecoderModel): DecoderModel => ({...model, parallelBlocks: false});
const side = (model: DecoderModel): DecoderModel => ({...model, parallelBlocks: true});

describe("attention and feed-forward block side by side", () => {
  it("is what the catalog says of GPT-J, Falcon and Phi-2 and of no other", () => {
    const named = decoders.filter(({parallelBlocks}) => parallelBlocks).map(({id}) => id);
    expect(named.sort()).toEqual(["falcon-180b", "gpt-j-6b", "phi-2"]);
  });

  it("adds up over the devices once a layer, where blocks that follow each other do so twice", () => {
    const falcon = findModel("falcon-180b") as DecoderModel;
    const repeats = (model: DecoderModel) =>
      solved(model, {tensorParallel: 8}).operators.find(({id}) => id === "all-reduce")?.repeat;
    expect(repeats(falcon)).toBe(80);
    expect(repeats(apart(falcon))).toBe(160);
  });

  it("changes no product, and never makes a step of any decoder longer", () => {
    for (const model of decoders) {
      for (const scenario of [{batch: 8}, {phase: "prefill", batch: 2}, {phase: "training", batch: 1}] as const) {
        const profiles = [apart(model), side(model)].map((each) =>
          solve({model: each, hardware, calibration, scenario: {...defaultScenario, ...scenario}}),
        );
        const [before, after] = profiles;
        if (before?.fits !== true || after?.fits !== true) continue;
        const flop = ({operators}: FittingProfile) => operators.reduce((sum, each) => sum + each.repeat * each.flop, 0);
        expect(flop(after)).toBe(flop(before));
        expect(after.latencySeconds, `${model.id} ${JSON.stringify(scenario)}`).toBeLessThanOrEqual(
          before.latencySeconds,
        );
        expect(after.footprint).toEqual(before.footprint);
      }
    }
  });

  it("is read from the files of the families that have it", () => {
    const common = {vocab_size: 1000, hidden_size: 128, num_hidden_layers: 2, num_attention_heads: 4};
    const rest = {intermediate_size: 256, max_position_embeddings: 64, num_key_value_heads: 4};
    const isParallel = (fields: object) =>
      modelFromHuggingFaceConfig(JSON.stringify({...common, ...fields}), "x") as DecoderModel;
    for (const [fields, expected] of [
      [{model_type: "falcon"}, true],
      [{model_type: "falcon", parallel_attn: false}, false],
      [{model_type: "falcon", parallel_attn: false, new_decoder_architecture: true}, true],
      [{model_type: "gpt_neox", ...rest}, true],
      [{model_type: "gpt_neox", use_parallel_residual: false, ...rest}, false],
      [{model_type: "stablelm", ...rest}, false],
      [{model_type: "stablelm", use_parallel_residual: true, ...rest}, true],
      [{model_type: "phi", ...rest}, true],
      [{model_type: "cohere", ...rest}, true],
      [{model_type: "llama", ...rest}, false],
    ] as const)
      expect(isParallel(fields).parallelBlocks, JSON.stringify(fields)).toBe(expected);
  });
});

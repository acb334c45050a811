import {describe, expect, it} from "vitest";
import {changeOf, speedupScopes, traitsOf, type Traits} from "../../lib/validate/scopes.js";
import {row} from "./tables.js";

const dense = {model_id: "llama-3.1-8b", engine: "TensorRT-LLM v0.9.0", phase: "decode", precision: "fp16"};
const denseLlm = "dense LLM: accelerator, batch, TP, batch-1 decode";
const tuned = "all LLM inference on tuned engines";

describe("traitsOf", () => {
  it.each<[string, Readonly<Record<string, string>>, Partial<Traits>]>([
    ["a dense model", dense, {language: true, mixtureOfExperts: false, tuned: true, training: false}],
    ["a mixture of experts", {...dense, model_id: "mixtral-8x7b"}, {language: true, mixtureOfExperts: true}],
    ["an encoder", {...dense, model_id: "bert-large"}, {language: false}],
    ["a model that nobody knows", {...dense, model_id: "gpt-99"}, {language: false}],
    ["training", {...dense, phase: "training"}, {training: true}],
    ["the largest batch", {...dense, notes: "static batch; max batch found"}, {maximumLoad: true}],
    ["prefill on llama.cpp", {...dense, engine: "llama.cpp (May 2024)", phase: "prefill"}, {tuned: false}],
    ["decode of the same", {...dense, engine: "llama.cpp (May 2024)"}, {tuned: false}],
  ])("tells %s", (_, cells, traits) => {
    expect(traitsOf(row(cells))).toMatchObject(traits);
  });
});

describe("changeOf", () => {
  it.each([
    ["A accelerator", "accelerator"],
    ["B precision", "precision"],
    ["C accelerator+precision", "precision"],
    ["D TP/GPU count", "devices"],
    ["E batch", "batch"],
    ["F software", "software"],
    ["G context", "context"],
    ["Z moon phase", "unknown"],
    ["", "unknown"],
  ])("reads the kind %j as %s", (kind, change) => {
    expect(changeOf(kind)).toBe(change);
  });
});

describe("speedupScopes", () => {
  const traits = traitsOf(row(dense));
  const experts = {...traits, mixtureOfExperts: true};
  const full = {...traits, maximumLoad: true};

  it("counts a change of accelerator, batch, devices or context of a dense model", () => {
    for (const change of ["accelerator", "batch", "devices", "context"] as const)
      expect(speedupScopes(change, traits, traits)).toEqual([tuned, denseLlm]);
  });

  it("keeps precision, maximum load and experts out of it", () => {
    expect(speedupScopes("precision", traits, traits)).toEqual([tuned, "precision"]);
    expect(speedupScopes("accelerator", full, full)).toEqual([tuned, "maximum load"]);
    expect(speedupScopes("precision", full, full)).toEqual([tuned, "maximum load", "precision"]);
    expect(speedupScopes("batch", experts, experts)).toEqual([tuned, "MoE"]);
  });

  it("counts training alone, software nowhere, and llama.cpp apart", () => {
    const training = {...traits, training: true};
    expect(speedupScopes("accelerator", training, training)).toEqual(["training"]);
    expect(speedupScopes("accelerator", training, traits)).toEqual([]);
    expect(speedupScopes("software", traits, traits)).toEqual([]);
    expect(speedupScopes("accelerator", {...traits, tuned: false}, traits)).toEqual(["LLM inference on llama.cpp"]);
    expect(speedupScopes("accelerator", {...traits, language: false}, traits)).toEqual([]);
  });
});

import {describe, expect, it} from "vitest";
import {findModel} from "../../lib/catalog/lookup.js";
import {decodesPerHead} from "../../lib/validate/perHeadKernels.js";
import {predictRun} from "../../lib/validate/predictRun.js";
import {isPredicted} from "../../lib/validate/types.js";
import {row} from "./tables.js";

describe("decodesPerHead", () => {
  it.each([
    ["FasterTransformer", "llama-2-70b", true],
    ["TensorRT-LLM v0.5.0", "llama-2-70b", true],
    // From 0.7 on groups of eight heads of 128 have a kernel of their own.
    ["TensorRT-LLM v0.8.0", "llama-2-70b", false],
    ["TensorRT-LLM v0.9.0", "llama-2-70b", false],
    ["TensorRT-LLM v0.9.0", "mistral-7b", true],
    ["TensorRT-LLM v0.9.0", "falcon-180b", true],
    ["TensorRT-LLM v0.9.0", "llama-2-7b", true],
    ["TensorRT-LLM v0.10.0", "mistral-7b", false],
    ["TensorRT-LLM v0.14 + Triton", "mistral-7b", false],
    ["TensorRT-LLM 1.0.0", "mistral-7b", false],
    ["TensorRT-LLM", "mistral-7b", false],
    ["vLLM", "mistral-7b", false],
    ["TensorRT demoBERT", "bert-large", false],
    ["FasterTransformer", "bert-large", false],
  ])("%s decodes %s head by head: %s", (engine, model, expected) => {
    expect(decodesPerHead(engine, findModel(model))).toBe(expected);
  });
});

describe("a run of software that decodes head by head", () => {
  const mistral = (hardware: string, engine: string): number => {
    const answer = predictRun(
      row({
        hardware_id: hardware,
        model_id: "mistral-7b",
        engine,
        precision: "fp8",
        phase: "e2e",
        count: 1,
        tp: 1,
        batch: 120,
        input_len: 128,
        output_len: 2048,
        metric: "output_throughput",
        value: 1,
        unit: "tokens/s",
        notes: "FP8 weights+KV",
      }),
      "calibrated",
    );
    if (!isPredicted(answer)) throw new Error(answer.reason);
    return answer.predicted;
  };

  it("gains little from memory alone: H100 to H200 with Mistral-7B gave 1.04× (TensorRT-LLM 0.9, performance.md)", () => {
    const gain = (engine: string) => mistral("h200-sxm", engine) / mistral("h100-sxm", engine);
    expect(gain("TensorRT-LLM v0.9.0")).toBeLessThan(1.1);
    expect(gain("TensorRT-LLM v0.10.0")).toBeGreaterThan(1.25);
  });

  it("is never faster than with a kernel for the group", () => {
    for (const hardware of ["a100-sxm-80", "h100-sxm", "h200-sxm", "l40s"])
      expect(mistral(hardware, "TensorRT-LLM v0.9.0")).toBeLessThanOrEqual(mistral(hardware, "TensorRT-LLM v0.10.0"));
  });
});

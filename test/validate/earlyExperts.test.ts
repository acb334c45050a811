import {describe, expect, it} from "vitest";
import {findCalibration, findHardware, findModel} from "../../lib/catalog/lookup.js";
import {resolveCalibration} from "../../lib/catalog/resolveCalibration.js";
import {ampereOnHopper, earlyExpertConstants, hasEarlyExperts} from "../../lib/validate/earlyExperts.js";
import {isUnpredicted} from "../../lib/validate/resolveNames.js";
import {runConfiguration} from "../../lib/validate/runConfiguration.js";
import {row} from "./tables.js";

describe("hasEarlyExperts", () => {
  it.each([
    ["TensorRT-LLM v0.8.0", "mixtral-8x7b", true],
    ["TensorRT-LLM v0.9.0", "mixtral-8x7b", true],
    // From 0.10 on Hopper's own instructions, and experts in fp8.
    ["TensorRT-LLM v0.10.0", "mixtral-8x7b", false],
    ["TensorRT-LLM v0.14 + Triton", "mixtral-8x7b", false],
    ["TensorRT-LLM 1.0.0", "mixtral-8x7b", false],
    ["vLLM", "mixtral-8x7b", false],
    ["TensorRT-LLM v0.9.0", "llama-2-70b", false],
    ["TensorRT-LLM v0.9.0", "bert-large", false],
  ])("%s computes %s with early kernels: %s", (engine, model, expected) => {
    expect(hasEarlyExperts(engine, findModel(model))).toBe(expected);
  });
});

describe("earlyExpertConstants", () => {
  const calibration = resolveCalibration(findCalibration("calibrated"), {id: "any"});

  it("takes from Hopper what Ampere's instructions leave of its peak, and nothing from other generations", () => {
    for (const id of ["h100-sxm", "h100-pcie", "h100-nvl", "h200-sxm", "gh200-96"]) {
      const {matrixFraction} = earlyExpertConstants(calibration, findHardware(id));
      expect(matrixFraction.bits16).toBeCloseTo(ampereOnHopper * calibration.matrixFraction.bits16, 12);
      expect(matrixFraction.bits8).toBe(calibration.matrixFraction.bits8);
    }
    for (const id of ["a100-sxm-80", "l40s", "b200"])
      expect(earlyExpertConstants(calibration, findHardware(id))).toBe(calibration);
  });
});

describe("a run of Mixtral on early software", () => {
  const configurationOf = (engine: string, hardware: string, precision: string) => {
    const run = runConfiguration(
      row({
        ...{hardware_id: hardware, model_id: "mixtral-8x7b", engine, precision, phase: "prefill", count: 2, tp: 2},
        ...{batch: 1, input_len: 2048, output_len: 1, metric: "first_token_latency", value: 90, unit: "ms"},
        notes: "FP8 weights+KV",
      }),
      "calibrated",
    );
    if (isUnpredicted(run)) throw new Error(run.reason);
    return run.configuration;
  };

  it("has its experts in 16 bits where the table says fp8, and the KV cache as stated", () => {
    const {weights, activations, kvCache} = configurationOf("TensorRT-LLM v0.9.0", "h100-sxm", "fp8").scenario
      .precision;
    expect([weights, activations, kvCache]).toEqual(["fp16", "fp16", "fp8"]);
    expect(configurationOf("TensorRT-LLM v0.10.0", "h100-sxm", "fp8").scenario.precision.weights).toBe("fp8");
    expect(configurationOf("TensorRT-LLM v0.9.0", "h100-sxm", "int8-weights").scenario.precision.weights).toBe("int8");
  });
});

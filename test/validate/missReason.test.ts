import {describe, expect, it} from "vitest";
import {speedupMissReason, valueMissReason} from "../../lib/validate/missReason.js";
import type {Row} from "../../lib/validate/types.js";

function row(cells: Readonly<Record<string, string>>): Row {
  const text = (column: string): string => cells[column] ?? "";
  return {place: "runs.csv:2", text, number: (column) => (text(column) === "" ? null : Number(text(column)))};
}

const t4 = row({hardware_id: "t4", model_id: "bert-large", engine: "TensorRT demoBERT", phase: "prefill"});
const a100 = row({hardware_id: "a100-sxm-40", model_id: "bert-large", engine: "TensorRT demoBERT", phase: "prefill"});

describe("valueMissReason", () => {
  it.each([
    ["llama-cpp-prompts", {engine: "llama.cpp (May 2024)", phase: "prefill", hardware_id: "rtx-4090"}],
    ["llama-cpp-hbm", {engine: "llama.cpp (May 2024)", phase: "decode", hardware_id: "h100-pcie"}],
    ["power-limit", {engine: "TensorRT demoBERT", phase: "prefill", hardware_id: "t4"}],
    ["eager-launches", {engine: "PyTorch 21.03 NGC", phase: "cnn", hardware_id: "t4", model_id: "resnet-50"}],
    ["queueing", {engine: "TensorRT-LLM v0.14 + Triton", phase: "decode", batch: "online qps=4"}],
    ["weight-only-prompts", {engine: "AutoAWQ 0.1.6", phase: "prefill", hardware_id: "rtx-4090"}],
    ["young-software", {tpot_ms: "9", hardware_id: "b200", model_id: "deepseek-v3", engine: "sglang 0.5.9"}],
    ["experts", {tpot_ms: "9", hardware_id: "h200-sxm", model_id: "deepseek-v3", engine: "sglang 0.5.9"}],
    ["sharded-training", {phase: "training", engine: "MosaicML llm-foundry FSDP", hardware_id: "h100-sxm"}],
    ["small-messages", {tpot_ms: "9", tp: "4", batch: "8", hardware_id: "h100-sxm", model_id: "qwen3-32b"}],
    ["full-memory", {phase: "e2e", engine: "TensorRT-LLM v0.9.0", model_id: "gpt-j-6b", notes: "max batch found"}],
    [null, {phase: "decode", engine: "vLLM", hardware_id: "h100-sxm", model_id: "llama-3.1-8b", batch: "1"}],
  ])("finds %s by what the row states", (reason, cells) => {
    expect(valueMissReason(row(cells), true)).toBe(reason);
  });

  it("knows no reason why a run was faster than predicted", () => {
    expect(valueMissReason(t4, false)).toBeNull();
  });
});

describe("speedupMissReason", () => {
  it("explains only errors to the side to which a slow run pushes them", () => {
    expect(speedupMissReason(t4, a100, false)).toBe("power-limit");
    expect(speedupMissReason(t4, a100, true)).toBeNull();
    expect(speedupMissReason(a100, t4, true)).toBe("power-limit");
    expect(speedupMissReason(a100, t4, false)).toBeNull();
  });
});

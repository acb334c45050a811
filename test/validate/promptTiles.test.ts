import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {lower} from "../../lib/engine/lower.js";
import {predictRun} from "../../lib/validate/predictRun.js";
import {busyFraction, tile} from "../../lib/validate/promptTiles.js";
import {isUnpredicted} from "../../lib/validate/resolveNames.js";
import {runConfiguration, type Run} from "../../lib/validate/runConfiguration.js";
import {isPredicted} from "../../lib/validate/types.js";
import {row} from "./tables.js";

describe("busyFraction", () => {
  it("is 32/108 of an A100 for 128 tokens and 4,096 columns: 32 tiles, one round", () => {
    expect(busyFraction(128, 4096, 108)).toBeCloseTo(32 / 108, 12);
  });

  it("is 512/540 of an A100 for 2,048 tokens and 4,096 columns: 512 tiles, five rounds", () => {
    expect(busyFraction(2048, 4096, 108)).toBeCloseTo(512 / 540, 12);
  });

  it("is 1 where the tiles come out even", () => {
    expect(busyFraction(3 * tile.rows, 36 * tile.columns, 108)).toBe(1);
  });

  it("lies between 0 and 1, and more rows never take less time", () => {
    const count = fc.integer({min: 1, max: 20_000});
    fc.assert(
      fc.property(count, count, count, fc.integer({min: 1, max: 200}), (rows, more, columns, processors) => {
        const time = (each: number) => (each * columns) / busyFraction(each, columns, processors);
        expect(busyFraction(rows, columns, processors)).toBeGreaterThan(0);
        expect(busyFraction(rows, columns, processors)).toBeLessThanOrEqual(1);
        expect(time(rows + more)).toBeGreaterThanOrEqual(time(rows) * (1 - 1e-12));
      }),
      {seed: 7},
    );
  });

  it("nears 1 for long prompts, where the last round is one of many", () => {
    for (const processors of [108, 114, 132, 142]) expect(busyFraction(65_536, 4096, processors)).toBeGreaterThan(0.99);
  });
});

/** A prompt as NVIDIA's tables have it: `performance.md` of a release, "Low Latency". */
const prompt = {
  hardware_id: "a100-sxm-80",
  model_id: "llama-2-7b",
  engine: "TensorRT-LLM v0.9.0",
  precision: "fp16",
  phase: "prefill",
  count: 1,
  tp: 1,
  batch: 1,
  input_len: 128,
  output_len: 1,
  metric: "first_token_latency",
  value: 16.2,
  unit: "ms",
};

function runOf(cells: Readonly<Record<string, string | number>>): Run {
  const run = runConfiguration(row({...prompt, ...cells}), "calibrated");
  if (isUnpredicted(run)) throw new Error(run.reason);
  return run;
}

/** Ids of the operators that cost more in the software that was run. */
function slowed({configuration, asRun}: Run): readonly string[] {
  return lower(configuration, 1)
    .filter((operator) => asRun !== null && asRun(operator).flop > operator.flop)
    .map(({id}) => id);
}

describe("promptTiles", () => {
  const ofLayer = ["QKV projection", "output projection", "gate and up projection", "down projection"];

  it.each(["llama-2-7b", "llama-2-70b", "gpt-j-6b", "falcon-180b", "mistral-7b"])(
    "slows the four products of a layer of %s, and nothing else",
    (model) => {
      expect(slowed(runOf({model_id: model}))).toEqual(ofLayer);
    },
  );

  it("slows the prompt of a whole request, not its decode steps", () => {
    const request = runOf({phase: "e2e", output_len: 128, metric: "throughput"});
    expect(slowed(request)).toEqual(ofLayer.map((id) => `prefill: ${id}`));
  });

  it.each([
    ["later releases", {engine: "TensorRT-LLM v0.10.0"}],
    ["other software", {engine: "vLLM"}],
    ["accelerators that it was not published on", {hardware_id: "b200"}],
    ["experts, which have kernels of their own", {model_id: "mixtral-8x7b", count: 2, tp: 2}],
  ])("leaves %s alone", (_, cells) => {
    expect(runOf(cells).asRun).toBeNull();
  });

  it("leaves decode steps alone", () => {
    expect(slowed(runOf({phase: "decode"}))).toEqual([]);
  });
});

describe("the first token after 128 (TensorRT-LLM 0.9.0, docs/source/performance.md, Low Latency)", () => {
  it.each([
    ["a100-sxm-80", "gpt-j-6b", "fp16", 1, 14.8],
    ["a100-sxm-80", "llama-2-7b", "fp16", 1, 16.2],
    ["a100-sxm-80", "llama-2-70b", "fp16", 4, 45.6],
    ["a100-sxm-80", "falcon-180b", "fp16", 8, 76.5],
    ["l40s", "gpt-j-6b", "fp8", 1, 12.4],
    ["l40s", "llama-2-7b", "fp8", 1, 14.1],
    ["h100-sxm", "gpt-j-6b", "fp8", 1, 5.5],
    ["h200-sxm", "gpt-j-6b", "fp8", 1, 5.0],
    ["h200-sxm", "llama-2-70b", "fp8", 4, 17.8],
  ])(
    "on the %s, %s in %s over %d: %d ms, nearer than by a solve and within a fifth",
    (hardware, model, precision, tp, value) => {
      const error = (engine: string): number => {
        const cells = {hardware_id: hardware, model_id: model, precision, count: tp, tp, value, engine};
        const answer = predictRun(row({...prompt, ...cells}), "calibrated");
        if (!isPredicted(answer)) throw new Error(answer.reason);
        return Math.abs(Math.log(answer.predicted / value));
      };
      expect(error("TensorRT-LLM v0.9.0")).toBeLessThan(Math.min(0.2, error("TensorRT-LLM v0.10.0")));
    },
  );
});

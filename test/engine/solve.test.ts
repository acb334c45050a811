import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {largestBatch} from "../../lib/engine/footprint.js";
import {solve} from "../../lib/engine/solve.js";
import {fixedCosts, stepTime} from "../../lib/engine/stepTime.js";
import type {Configuration, Hardware} from "../../lib/engine/types.js";
import {bytesPerSecond, flopPerSecond} from "../../lib/engine/units.js";
import {configure} from "../../lib/explore/configure.js";
import type {Options} from "../../lib/explore/options.js";
import {configurations, numbersIn} from "../configurations.js";

const ask = (model: string, hardware: string, options: Partial<Options> = {}): Configuration =>
  configure({model: findModel(model), hardware: findHardware(hardware), options});
const tutorial = {precision: "fp16", calibration: "tutorial", granularity: "model"} as const;

const faster = (configuration: Configuration, change: Partial<Hardware>): Configuration => ({
  ...configuration,
  hardware: {...configuration.hardware, ...change},
});

describe("solve, against published and hand-made figures", () => {
  it.each([
    ["a100", 1, "11.0", "memory"],
    ["h100", 1, "8.0", "memory"],
    ["a100", 256, "35.3", "compute"],
    ["h100", 256, "13.3", "compute"],
  ] as const)("reproduces the published tutorial: %s, batch %i takes %s ms, %s bound", (id, batch, time, regime) => {
    const profile = solve(ask("llama3-8b", id, {...tutorial, batch}));
    expect(((profile.latencySeconds ?? 0) * 1e3).toFixed(1)).toBe(time);
    expect(profile.regime).toBe(regime);
  });

  it("takes bytes ÷ bandwidth for an ideal decode: 16.06 GB of Llama-3.1-8B at 3.35 TB/s are 4.794 ms", () => {
    const profile = solve(ask("llama3-8b", "h100", {calibration: "ideal", granularity: "model"}));
    expect(profile.latencySeconds).toBeCloseTo((2 * 8_030_261_248) / 3.35e12, 15);
    expect(profile.mbu).toBeCloseTo(1, 12);
  });

  it("counts causal attention in prefill: 2·B·H·d·S·(S+1) FLOP a layer, 32 layers of Llama-3.1-8B at S = 4,096", () => {
    const profile = solve(ask("llama3-8b", "h100", {phase: "prefill", inputLength: 4096}));
    const attention = profile.operators?.find(({id}) => id === "attention");
    expect(attention?.repeat).toBe(32);
    expect(attention?.flop).toBe(2 * 32 * 128 * 4096 * 4097);
  });

  it("lowers a decode step to 2 FLOP per parameter and sequence, the embedding table and norms apart", () => {
    const profile = solve(ask("llama3-8b", "h100", {batch: 3}));
    const matrices = profile.operators!.filter(({weightBytes}) => weightBytes > 0);
    const total = matrices.reduce((sum, {repeat, flop}) => sum + repeat * flop, 0);
    const withoutTable = 8_030_261_248 - 128_256 * 4096 - 65 * 4096;
    expect(total).toBe(2 * 3 * withoutTable);
  });

  it("reads the KV cache of grouped-query attention: 131,072 bytes a token for Llama-3.1-8B in 16 bits", () => {
    const {operators, footprint} = solve(ask("llama3-8b", "h100", {inputLength: 1000}));
    const attention = operators!.find(({id}) => id === "attention")!;
    expect(attention.repeat * attention.kvCacheBytes).toBe(1000 * 131_072);
    expect(footprint.kvCacheBytes).toBe(1001 * 131_072);
  });

  it("reads four times that for Llama-2-7B, which has no grouped heads: 524,288 bytes a token", () => {
    const {operators} = solve(ask("llama2-7b", "h100", {inputLength: 1000}));
    const attention = operators!.find(({id}) => id === "attention")!;
    expect(attention.repeat * attention.kvCacheBytes).toBe(1000 * 524_288);
  });

  it("stops reading at the sliding window of Mistral-7B: 4,096 tokens", () => {
    const kvBytes = (inputLength: number) =>
      solve(ask("mistral-7b", "h100", {inputLength})).operators!.find(({id}) => id === "attention")!.kvCacheBytes;
    expect(kvBytes(4096)).toBeGreaterThan(kvBytes(4095));
    expect(kvBytes(16_000)).toBe(kvBytes(4096));
  });

  it("launches nine kernels a layer and three besides", () => {
    const {operators} = solve(ask("llama3-8b", "h100"));
    expect(operators!.reduce((sum, {repeat, launches}) => sum + repeat * launches, 0)).toBe(9 * 32 + 3);
  });

  it("computes the mean step of a generation: half the output on top of the prompt", () => {
    const read = (inputLength: number, outputLength: number) =>
      solve(ask("llama3-8b", "h100", {inputLength, outputLength})).operators!.find(({id}) => id === "attention")!
        .kvCacheBytes;
    expect(read(1000, 101)).toBe(read(1050, 1));
  });
});

describe("solve, precision", () => {
  // Embedding and output projection of Llama-3.1-8B, which quantised checkpoints leave in 16 bits.
  const outerBytes = 2 * 128_256 * 4096 * 2;

  it("computes fp8 on an A100 in bf16, keeps the bytes narrow, and says so", () => {
    const wide = solve(ask("llama3-8b", "a100", {precision: "bf16"}));
    const narrow = solve(ask("llama3-8b", "a100", {precision: "fp8"}));
    expect(narrow.precisionFallbacks).toEqual([{requested: "fp8", used: "bf16"}]);
    expect(narrow.footprint.weightsBytes).toBe((wide.footprint.weightsBytes + outerBytes) / 2);
    expect(narrow.ridgePoint).toBe(wide.ridgePoint);
  });

  it("computes bf16 on a T4, which has fp16 units only, in fp32", () => {
    expect(solve(ask("qwen3-0.6b", "t4", {precision: "bf16"})).precisionFallbacks).toEqual([
      {requested: "bf16", used: "fp32"},
    ]);
    expect(solve(ask("qwen3-0.6b", "t4", {precision: "fp16"})).precisionFallbacks).toEqual([]);
  });

  it("runs attention beside fp8 products in the 16-bit format that a T4 has", () => {
    const {operators} = solve(ask("qwen3-0.6b", "t4", {precision: "fp8"}));
    expect(operators!.find(({id}) => id === "attention")!.precision).toBe("fp16");
  });

  it("shrinks the bytes and leaves the arithmetic wide under weight-only quantisation", () => {
    const wide = solve(ask("llama3-8b", "h100", {precision: "fp16"}));
    const weightOnly = solve(ask("llama3-8b", "h100", {precision: "int8-weights"}));
    expect(weightOnly.footprint.weightsBytes).toBe((wide.footprint.weightsBytes + outerBytes) / 2);
    expect(weightOnly.ridgePoint).toBe(wide.ridgePoint);
    expect(weightOnly.latencySeconds!).toBeLessThan(wide.latencySeconds!);
  });
});

describe("solve, capacity", () => {
  it("gives no latency for Llama-3.1-70B in bf16 on one H100, but what is missing and what would fit", () => {
    const profile = solve(ask("llama3-70b", "h100"));
    expect(profile).toMatchObject({fits: false, latencySeconds: null, shares: null, operators: null, maxBatch: 0});
    expect(profile.cure!.missingBytes).toBeGreaterThan(55e9);
    expect(profile.cure).toMatchObject({maxBatch: 0, smallestTensorParallel: 2, widestWeights: "fp8"});
  });

  it("names cures that do fit", () => {
    const {cure} = solve(ask("llama3-70b", "h100"));
    expect(solve(ask("llama3-70b", "h100", {tensorParallel: cure!.smallestTensorParallel!})).fits).toBe(true);
    expect(solve(ask("llama3-70b", "h100", {precision: "fp8"})).fits).toBe(true);
  });

  it("takes the largest batch that fits, and not one more", () => {
    const max = solve(ask("llama3-8b", "a100", {batch: "max"}));
    expect(max.batch).toBe(max.maxBatch);
    expect(solve(ask("llama3-8b", "a100", {batch: max.maxBatch})).fits).toBe(true);
    expect(solve(ask("llama3-8b", "a100", {batch: max.maxBatch + 1})).fits).toBe(false);
  });
});

describe("solve, for any configuration", () => {
  it("gives finite numbers only, shares that sum to 1, and the largest of them as the regime", () => {
    fc.assert(
      fc.property(configurations, (configuration) => {
        const profile = solve(configuration);
        for (const [path, value] of numbersIn(profile)) expect(Number.isFinite(value), path).toBe(true);
        if (!profile.fits) return;
        const shares = Object.values(profile.shares);
        expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
        expect(profile.shares[profile.regime]).toBe(Math.max(...shares));
        for (const share of shares) expect(share).toBeGreaterThanOrEqual(0);
      }),
      {numRuns: 4000},
    );
  });

  it("adds its operators up to its time, and its parts too", () => {
    fc.assert(
      fc.property(configurations, (configuration) => {
        const profile = solve(configuration);
        if (!profile.fits) return;
        const {latencySeconds: time, computeSeconds, memorySeconds, linkSeconds, overheadSeconds} = profile;
        const operators = profile.operators.reduce((sum, {repeat, seconds}) => sum + repeat * seconds, 0);
        const {seconds, bubble} = fixedCosts(configuration, profile.batch);
        expect(((1 + bubble) * operators + seconds) / time).toBeCloseTo(1, 12);
        expect((computeSeconds + memorySeconds + linkSeconds + overheadSeconds) / time).toBeCloseTo(1, 12);
        expect(stepTime(configuration).seconds).toBe(time);
      }),
      {numRuns: 3000},
    );
  });

  it("never slows with more bandwidth or FLOP/s, and gains at most their ratio", () => {
    fc.assert(
      fc.property(configurations, fc.double({min: 1, max: 50, noNaN: true}), (configuration, ratio) => {
        const before = stepTime(configuration).seconds;
        const {peakFlopPerSecond, memoryBandwidthBytesPerSecond} = configuration.hardware;
        const {linkBandwidthBytesPerSecond, hostLinkBandwidthBytesPerSecond} = configuration.hardware;
        const peaks = Object.entries(peakFlopPerSecond).map(([format, peak]) => [format, flopPerSecond(ratio * peak)]);
        const link = bytesPerSecond(ratio * (linkBandwidthBytesPerSecond ?? hostLinkBandwidthBytesPerSecond ?? 1));
        for (const change of [
          {peakFlopPerSecond: Object.fromEntries(peaks) as Hardware["peakFlopPerSecond"]},
          {memoryBandwidthBytesPerSecond: bytesPerSecond(ratio * memoryBandwidthBytesPerSecond)},
          {linkBandwidthBytesPerSecond: link},
        ]) {
          const after = stepTime(faster(configuration, change)).seconds;
          expect(after).toBeLessThanOrEqual(before * (1 + 1e-12));
          expect(after * ratio).toBeGreaterThanOrEqual(before * (1 - 1e-12));
        }
      }),
      {numRuns: 3000},
    );
  });

  it("never answers faster than the ideal calibration, the physical limit", () => {
    fc.assert(
      fc.property(configurations, (configuration) => {
        const {hardware, model} = configuration;
        const ideal = configure({hardware, model, options: {calibration: "ideal"}}).calibration;
        const limit = stepTime({...configuration, calibration: ideal}).seconds;
        expect(stepTime(configuration).seconds).toBeGreaterThanOrEqual(limit * (1 - 1e-12));
      }),
    );
  });

  it("fits exactly up to the largest batch", () => {
    fc.assert(
      fc.property(configurations, (configuration) => {
        const limit = largestBatch(configuration);
        const fits = (batch: number) => solve({...configuration, scenario: {...configuration.scenario, batch}}).fits;
        if (limit > 0) expect(fits(limit)).toBe(true);
        expect(fits(limit + 1)).toBe(false);
      }),
      {numRuns: 1000},
    );
  });

  it("keeps mfu and mbu at or below 1", () => {
    fc.assert(
      fc.property(configurations, (configuration) => {
        const profile = solve(configuration);
        if (!profile.fits) return;
        expect(profile.mbu).toBeLessThanOrEqual(1 + 1e-12);
        expect(profile.mfu).toBeLessThanOrEqual(1 + 1e-12);
      }),
      {numRuns: 2000},
    );
  });
});

import {describe, expect, it} from "vitest";
import {findModel, listHardware} from "../../lib/catalog/lookup.js";
import {computeFormatOrNull} from "../../lib/engine/resolveHardware.js";
import {regimeOf, stepTime} from "../../lib/engine/stepTime.js";
import {explain, GranularityError} from "../../lib/explainer/explain.js";
import {batchFlips, flipsIn} from "../../lib/explainer/flips.js";
import {configure} from "../../lib/explore/configure.js";
import {answer, ask, tutorial} from "./ask.js";

describe("explain, against the published tutorial (A100 → H100, Llama-3.1-8B, fp16)", () => {
  it("gives 1.39× at batch 1, memory bound on both sides", () => {
    const explanation = answer(ask("a100", tutorial), ask("h100", tutorial));
    expect(explanation.speedup.toFixed(2)).toBe("1.39");
    expect(explanation.regimes).toEqual({baseline: "memory", proposal: "memory", shifted: false});
  });

  it("gives 2.65× at batch 256, compute bound on both sides", () => {
    const explanation = answer(ask("a100", {...tutorial, batch: 256}), ask("h100", {...tutorial, batch: 256}));
    expect(explanation.speedup.toFixed(2)).toBe("2.65");
    expect(explanation.regimes).toEqual({baseline: "compute", proposal: "compute", shifted: false});
  });

  it("names launch overhead, the same on both sides, as the whole gap to the bandwidth ratio", () => {
    const {gap, speedup, claims} = answer(ask("a100", tutorial), ask("h100", tutorial));
    expect(gap!.headline).toMatchObject({factor: "memory-bandwidth", ratio: 3.35e12 / 2.039e12});
    expect(gap!.terms.map(({id}) => id)).toEqual(["overhead"]);
    expect(gap!.headline.ratio * gap!.terms[0]!.multiplier).toBeCloseTo(speedup, 12);
    expect(claims.find(({id}) => id === "gap")?.text).toMatch(
      /1\.64×.*1\.39×.*launch overhead \(3\.2 ms of 11\.0 ms before/,
    );
  });

  it("finds the batches between which one machine has shifted and the other has not: 63 to 121", () => {
    const {flips} = answer(ask("a100", tutorial), ask("h100", tutorial));
    const told = {variable: "batch", from: "memory", to: "compute", fits: true};
    expect(flipsIn(flips.baseline, "batch")).toEqual([{...told, at: 63, ratio: 63}]);
    expect(flipsIn(flips.proposal, "batch")).toEqual([{...told, at: 122, ratio: 122}]);
    const between = answer(ask("a100", {...tutorial, batch: 100}), ask("h100", {...tutorial, batch: 100}));
    expect(between.regimes).toEqual({baseline: "compute", proposal: "memory", shifted: true});
    expect(between.claims.some(({id}) => id === "regime-shift")).toBe(true);
  });
});

describe("explain, any two configurations", () => {
  it("compares batch 1 with 256 on one machine, in time and in tokens per second", () => {
    const {factors, speedup, throughputSpeedup} = answer(ask("h100"), ask("h100", {batch: 256}));
    expect(factors.map(({id}) => id)).toEqual(["batch"]);
    expect(speedup).toBeLessThan(1);
    expect(throughputSpeedup).toBeCloseTo(256 * speedup, 9);
  });

  it("compares bf16 with fp8: narrower weights and faster arithmetic are two causes", () => {
    const {factors} = answer(ask("h100", {precision: "bf16"}), ask("h100", {precision: "fp8"}));
    expect(factors.map(({id}) => id)).toEqual(["weight-precision", "activation-precision"]);
  });

  it("compares two models of one machine", () => {
    const {factors} = answer(ask("h100", {}, "llama2-7b"), ask("h100", {}, "mistral-7b"));
    expect(factors.map(({id}) => id)).toEqual(["model"]);
  });

  it("turns capacity into a cause at the largest batch: H200 over H100", () => {
    const max = {batch: "max", precision: "fp8"} as const;
    const {metric, factors} = answer(ask("h100", max, "llama3-70b"), ask("h200", max, "llama3-70b"));
    expect(metric).toBe("throughput");
    expect(factors.find(({id}) => id === "memory-capacity")!.multiplier).toBeGreaterThan(1.5);
  });

  it("merges the model with the phase where one side's model cannot be trained, for nobody counts its activations", () => {
    const [forward, training] = [{phase: "forward"}, {phase: "training", batch: 8}] as const;
    const untrained = ask("h100", forward, "yolov8n");
    for (const [before, after] of [
      [untrained, ask("h100", training, "resnet-50")],
      [ask("h100", training, "resnet-50"), untrained],
    ] as const) {
      const {factors, policies} = answer(before, after);
      expect(factors.map(({id}) => id)).toContain("model+phase");
      expect(policies[0]).toContain("no published count of activations");
    }
    const both = answer(untrained, ask("h100", forward, "resnet-50"));
    expect(both.factors.map(({id}) => id)).toEqual(["model"]);
  });

  it("merges the link with the group size where one side has no link to share a matrix over", () => {
    const lone = {...ask("h100").hardware, linkBandwidthBytesPerSecond: null, hostLinkBandwidthBytesPerSecond: null};
    const explanation = answer({...ask("h100"), hardware: lone}, ask("h100", {tensorParallel: 2}));
    expect(explanation.factors.map(({id}) => id)).toContain("link-bandwidth+tensor-parallel");
    expect(explanation.policies[0]).toContain("no published link");
  });

  it("merges peak and precision where one side cannot compute the other's format at all", () => {
    const {hardware} = ask("h100");
    const integerOnly = {
      ...hardware,
      peakFlopPerSecond: {int8: hardware.peakFlopPerSecond.int8!, fp16: hardware.peakFlopPerSecond.fp16!},
    };
    const explanation = answer(
      {...ask("h100", {precision: "int8"}), hardware: integerOnly},
      ask("h100", {precision: "bf16"}),
    );
    expect(explanation.factors.map(({id}) => id)).toContain("peak-flops+activation-precision");
  });

  it("refuses sides of unlike granularity", () => {
    expect(() => explain(ask("a100"), ask("h100", {granularity: "model"}))).toThrow(GranularityError);
  });

  it("reports a side that does not fit before anything else, with its cure and without times", () => {
    const explanation = explain(ask("h100", {}, "llama3-70b"), ask("h200", {precision: "fp8"}, "llama3-70b"));
    expect(explanation).toMatchObject({answered: false, speedup: null, factors: [], gap: null});
    expect(explanation.claims.map(({id}) => id)).toEqual(["does-not-fit", "fits"]);
    expect(explanation.claims[0]!.text).toContain("on 2 H100 SXM with tensor parallel");
  });

  it("finds every flip among the first 300 batches of the catalog's machines, as trying each batch does", () => {
    for (const hardware of listHardware()) {
      if (computeFormatOrNull(hardware, "fp16") === null) continue;
      for (const inputLength of [16, 128, 1024]) {
        const side = configure({model: findModel("qwen3-0.6b"), hardware, options: {inputLength, precision: "fp16"}});
        const regimes = Array.from({length: 300}, (_, index) =>
          regimeOf(stepTime({...side, scenario: {...side.scenario, batch: index + 1}}).parts),
        );
        const tried = regimes.flatMap((to, index) => (index > 0 && to !== regimes[index - 1] ? [[index + 1, to]] : []));
        const found = batchFlips(side)
          .filter(({at}) => at <= 300)
          .map(({at, to}) => [at, to]);
        expect(found, `${hardware.id}, ${inputLength} tokens`).toEqual(tried);
      }
    }
  });

  it("says that hybrids do not fit where the largest batch of one would be none", () => {
    const small = ask("rtx-4090", {batch: "max", precision: "fp8"}, "llama-2-13b");
    const large = ask("a100-sxm-40", {batch: "max", precision: "bf16"}, "llama-2-13b");
    expect(answer(small, large).policies.join(" ")).toContain("do not fit in memory at all");
    expect(answer(ask("a100", {batch: "max"}), ask("h100", {batch: "max"})).policies).toEqual([]);
  });

  it("compares int8 by the int8 peaks, and claims no capture where attention gains another ratio", () => {
    const int8 = {precision: "int8"} as const;
    const {factors} = answer(ask("rtx-3090", int8, "qwen3-8b"), ask("h100", int8, "qwen3-8b"));
    const peak = factors.find(({id}) => id === "peak-flops")!;
    expect([peak.baseline, peak.proposal, peak.capture]).toEqual([284e12, 1979e12, null]);
  });
});

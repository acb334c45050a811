import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {findHardware, findModel} from "../../lib/catalog/lookup.js";
import {economicsOf} from "../../lib/engine/economics.js";
import {solve} from "../../lib/engine/solve.js";
import {keepsTargets, scorecardOf} from "../../lib/explainer/scorecard.js";
import {configure} from "../../lib/explore/configure.js";
import type {Options} from "../../lib/explore/options.js";
import {configurations} from "../configurations.js";

const profileOf = (model: string, hardware: string, options: Partial<Options> = {}) =>
  solve(
    configure({model: findModel(model), hardware: findHardware(hardware), options: {calibration: "ideal", ...options}}),
  );
const decode = profileOf("llama3-8b", "h100");
const serving = profileOf("llama3-8b", "h100", {phase: "serving", batch: 16, outputLength: 128});
const verdicts = ({performance, macro}: ReturnType<typeof scorecardOf>) =>
  Object.fromEntries([...performance.checks, ...macro.checks].map(({id, verdict}) => [id, verdict]));

describe("feasibility", () => {
  it("passes with what is used of what is usable", () => {
    const {feasibility} = scorecardOf(decode);
    expect(feasibility).toMatchObject({verdict: "pass", missingBytes: null});
    expect(feasibility.reason).toMatch(/^It fits: [\d.]+ GB of [\d.]+ GB usable are taken\.$/);
  });

  it("fails with the bytes that are missing, and with what would fit", () => {
    const profile = profileOf("llama3-70b", "h100");
    const {feasibility} = scorecardOf(profile);
    expect(feasibility).toMatchObject({verdict: "fail", missingBytes: profile.cure!.missingBytes});
    expect(feasibility.reason).toMatch(
      /does not fit on one H100 SXM: .* GB more than the .* It would fit on 2 H100 SXM/,
    );
  });

  it("says which format the hardware lacks, and what takes its place", () => {
    const {feasibility} = scorecardOf(profileOf("llama3-8b", "a100", {precision: "fp8"}));
    expect(feasibility.verdict).toBe("pass");
    expect(feasibility.reason).toContain("has no fp8 arithmetic: it keeps its data in fp8 and computes in bf16.");
  });
});

describe("performance", () => {
  it("is not asked where no target is given, and says so of each", () => {
    const {performance, macro} = scorecardOf(decode);
    expect([performance.verdict, performance.reason, macro.verdict, macro.reason]).toEqual([
      "not asked",
      "no target",
      "not asked",
      "no limit",
    ]);
    for (const {target, verdict, reason} of performance.checks)
      expect({target, verdict, reason}).toEqual({target: null, verdict: "not asked", reason: "no target"});
  });

  it("holds each target against its figure, times from above and throughput from below", () => {
    fc.assert(
      fc.property(configurations, fc.double({min: 0.1, max: 10, noNaN: true}), (configuration, factor) => {
        const profile = solve(configuration);
        if (!profile.fits) return;
        const {latencySeconds, throughputPerSecond, ttftSeconds, tpotSeconds} = profile;
        const targets = {
          latencySeconds: latencySeconds * factor,
          throughputPerSecond: throughputPerSecond * factor,
          ttftSeconds: (ttftSeconds ?? 1) * factor,
          tpotSeconds: (tpotSeconds ?? 1) * factor,
        };
        const found = verdicts(scorecardOf(profile, {targets}));
        expect(found["latencySeconds"]).toBe(latencySeconds <= targets.latencySeconds ? "pass" : "fail");
        expect(found["throughputPerSecond"]).toBe(throughputPerSecond >= targets.throughputPerSecond ? "pass" : "fail");
        if (ttftSeconds !== null) expect(found["ttftSeconds"]).toBe(factor >= 1 ? "pass" : "fail");
        if (tpotSeconds !== null) expect(found["tpotSeconds"]).toBe(factor >= 1 ? "pass" : "fail");
      }),
    );
  });

  it("fails with the reason of each target that is missed, in figures", () => {
    const {performance} = scorecardOf(decode, {targets: {latencySeconds: 0.001, throughputPerSecond: 10}});
    expect(performance.verdict).toBe("fail");
    expect(performance.reason).toBe("4.5 ms is above the target of 1.0 ms");
    expect(performance.checks.map(({verdict}) => verdict)).toEqual(["fail", "not asked", "not asked", "pass"]);
  });

  it("takes a decode step for the time per output token, and a prefill for that to the first", () => {
    const prefill = profileOf("llama3-8b", "h100", {phase: "prefill"});
    const value = (profile: typeof decode, id: string) =>
      scorecardOf(profile).performance.checks.find((check) => check.id === id)?.value;
    expect(value(decode, "tpotSeconds")).toBe(decode.latencySeconds);
    expect(value(prefill, "ttftSeconds")).toBe(prefill.latencySeconds);
    expect(value(serving, "ttftSeconds")).toBe(serving.ttftSeconds);
  });

  it("is not known where the phase has no such time, or nothing fits", () => {
    const ttft = scorecardOf(decode, {targets: {ttftSeconds: 1}}).performance;
    expect([ttft.verdict, ttft.reason]).toEqual(["not known", "the phase decode has no time to a first token"]);
    const oversized = scorecardOf(profileOf("llama3-70b", "h100"), {targets: {latencySeconds: 1}}).performance;
    expect([oversized.verdict, oversized.reason]).toEqual([
      "not known",
      "it does not fit in memory, so that it has no time",
    ]);
  });
});

describe("macro", () => {
  const prices = {pricePerHour: 3.6, carbonIntensity: 500};
  const images = profileOf("resnet-50", "h100", {batch: 8});
  const made = {
    token: ["costUsdPerMillionTokens", "energyJoulesPerToken", "carbonGramsPerMillionTokens"],
    sample: ["costUsdPerMillionSamples", "energyJoulesPerSample", "carbonGramsPerMillionSamples"],
  } as const;

  it.each([
    ["token", decode],
    ["sample", images],
  ] as const)("passes where each limit of a %s is kept, and fails where one is not", (unit, profile) => {
    const economics = economicsOf(profile, prices);
    const limits = Object.fromEntries(made[unit].map((key) => [key, economics[key]!]));
    expect(scorecardOf(profile, {limits, economics}).macro).toMatchObject({
      verdict: "pass",
      reason: "3 limits are kept",
    });
    for (const [key, value] of Object.entries(limits)) {
      const {verdict, reason} = scorecardOf(profile, {limits: {...limits, [key]: value / 2}, economics}).macro;
      expect(verdict).toBe("fail");
      expect(reason).toMatch(new RegExp(`(per million ${unit}s|a ${unit}) is above the limit of .* ${unit}s?$`));
    }
  });

  it("is not known of what the step does not make, whatever the limit", () => {
    const asked = (profile: typeof decode, limit: string) =>
      scorecardOf(profile, {limits: {[limit]: 1e9}, economics: economicsOf(profile, prices)}).macro;
    for (const limit of made.token)
      expect(asked(images, limit)).toMatchObject({verdict: "not known", reason: "it makes samples, not tokens"});
    for (const limit of made.sample)
      expect(asked(decode, limit)).toMatchObject({verdict: "not known", reason: "it makes tokens, not samples"});
  });

  it("is not known without the price, the intensity or the power that it needs", () => {
    const cost = scorecardOf(decode, {limits: {costUsdPerMillionTokens: 1}}).macro;
    expect([cost.verdict, cost.reason]).toEqual(["not known", "no price per hour is given"]);
    const carbon = scorecardOf(decode, {limits: {carbonGramsPerMillionTokens: 1}}).macro;
    expect(carbon.reason).toBe("no carbon intensity is given");
    const {configuration} = decode;
    const unpowered = solve({...configuration, hardware: {...configuration.hardware, powerWatts: null}});
    const energy = scorecardOf(unpowered, {limits: {energyJoulesPerToken: 1}}).macro;
    expect(energy.reason).toBe("the power of the hardware is not published");
  });
});

describe("a scorecard", () => {
  it("refuses targets that are no numbers above zero, or unknown", () => {
    expect(() => scorecardOf(decode, {targets: {latencySeconds: 0}})).toThrow(
      "target latencySeconds: expected a number above zero, got 0",
    );
    expect(() => scorecardOf(decode, {limits: {price: 1} as never})).toThrow(
      'unknown limit "price": expected costUsdPerMillionTokens, energyJoulesPerToken, carbonGramsPerMillionTokens, costUsd',
    );
  });

  it("keeps what was asked only where each level passes or asks nothing", () => {
    const kept = (targets: object, profile = decode) => keepsTargets(scorecardOf(profile, {targets}));
    expect(kept({})).toBe(true);
    expect(kept({latencySeconds: 1})).toBe(true);
    expect(kept({latencySeconds: 1e-6})).toBe(false);
    expect(kept({ttftSeconds: 1})).toBe(false);
    expect(kept({}, profileOf("llama3-70b", "h100"))).toBe(false);
  });
});

import {describe, expect, it} from "vitest";
import {findModel, listHardware, listModels} from "../../lib/catalog/lookup.js";
import {answerState, assumedPrice, otherEngineSentence} from "../../lib/explore/answerState.js";
import {adviceOn, engineChoices, engineOf, otherEngine, withEngine} from "../../lib/explore/engineChoice.js";
import {homeState} from "../../lib/explore/homeState.js";
import type {Options} from "../../lib/explore/options.js";

const catalog = {hardware: listHardware(), models: listModels()};
const unpowered = catalog.hardware.find(({powerWatts}) => powerWatts === null)?.id ?? "";
const asked = (options: Partial<Options>) => ({...homeState, options: {...homeState.options, ...options}});

describe("answerState", () => {
  it("explains what the state asks", () => {
    expect(answerState(homeState, catalog).explanation?.speedup).toBeCloseTo(1.388, 3);
  });

  it.each([
    [asked({inputLength: 10_000_000}), /more than the context/],
    [asked({tensorParallel: 7}), /does not divide/],
    [{...homeState, model: "nothing"}, /holds no model "nothing"/],
  ])("returns a reason where there is no answer", (state, reason) => {
    const answer = answerState(state, catalog);
    expect(answer.explanation).toBeNull();
    expect(answer.reason).toMatch(reason);
  });

  it.each([
    [{...homeState, metric: "energy" as const, baseline: unpowered}, "Comparing times instead."],
    [{...homeState, headline: "link-bandwidth" as const}, "Taking the automatic choice instead."],
    [{...homeState, headline: "memory-capacity" as const}, "nor does capacity set the batch of both"],
  ])("falls back with a notice where a choice cannot be used", (state, notice) => {
    const {explanation, notices} = answerState(state, catalog);
    expect(explanation).not.toBeNull();
    expect(notices.join(" ")).toContain(notice);
  });

  it("uses each choice that can be used, without a notice", () => {
    const {explanation, notices} = answerState({...homeState, metric: "cost", headline: 30, proposalPrice: 3}, catalog);
    expect(notices).toEqual([]);
    expect(explanation).toMatchObject({metric: "cost", prices: {baseline: assumedPrice, proposal: 3}});
    expect(explanation?.gap?.headline.ratio).toBe(30);
  });

  it("throws nothing for any pair of machines at any precision", () => {
    const {hardware} = catalog;
    for (const {id: baseline} of hardware) {
      for (const precision of ["fp32", "bf16", "fp16", "fp8", "int8", "fp4", "int4-weights"] as const) {
        const answer = answerState({...asked({precision}), baseline}, catalog);
        expect(answer.explanation === null).toBe(answer.reason !== null);
      }
    }
  });
});

describe("otherEngineSentence", () => {
  it("says what the other engine gives for the same change", () => {
    const {explanation} = answerState(
      {...homeState, options: withEngine(homeState.options, engineChoices[1])},
      catalog,
    );
    expect(otherEngineSentence(homeState, catalog)).toContain(`gives ${explanation!.speedup!.toFixed(2)}×`);
    expect(otherEngineSentence(asked({inputLength: 10_000_000}), catalog)).toBeNull();
  });
});

describe("adviceOn", () => {
  const [tutorial, calibrated] = engineChoices;

  it.each([
    ["llama-3.1-8b", "attention and the KV cache"],
    ["bert-base", "attention"],
    ["mamba-130m", "the state and the scan over it"],
    ["resnet-50", "what layers hand to each other"],
  ])("names what a single roofline of %s leaves out: %s", (id, leftOut) => {
    expect(adviceOn(tutorial, findModel(id))).toBe(`It leaves out ${leftOut}.`);
    expect(adviceOn(calibrated, findModel(id))).toContain(`It counts ${leftOut}, which`);
  });

  it("names nothing where both engines count the same operators", () => {
    const dlrm = findModel("dlrm-mlperf");
    expect(adviceOn(calibrated, dlrm)).toBe("It rests on measurements: for a decision, take this one.");
    // Nobody publishes what its layers hand to each other, so that neither counts it.
    expect(adviceOn(tutorial, findModel("stable-diffusion-1.5"))).toBe("It rests on other constants.");
    const idsAt = (granularity: "model" | "operator") =>
      answerState(
        {...asked({granularity, phase: "forward"}), model: dlrm.id},
        catalog,
      ).explanation!.baseline.profile.operators!.map(({id}) => id);
    expect(idsAt("model")).toEqual(idsAt("operator"));
  });
});

describe("engineChoice", () => {
  it("knows its own choices, and no other", () => {
    expect(engineOf(homeState.options)?.id).toBe("tutorial");
    expect(otherEngine(homeState.options).id).toBe("calibrated");
    expect(engineOf(asked({calibration: "ideal"}).options)).toBeUndefined();
  });
});

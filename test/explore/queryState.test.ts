import {readFileSync} from "node:fs";
import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {findModel, listCalibrations, listHardware, listModels} from "../../lib/catalog/lookup.js";
import {arithmeticPrecisions, precisionNames} from "../../lib/engine/precision.js";
import {
  collectiveKinds,
  executions,
  granularities,
  optimizers,
  phases,
  recomputations,
} from "../../lib/engine/types.js";
import {headlineWords, metrics} from "../../lib/explainer/types.js";
import {phasesOf} from "../../lib/explore/checkScenario.js";
import {defaultChoices, leastPrice, leastRatio, mostPrice, mostRatio} from "../../lib/explore/comparisonChoices.js";
import {commonPhases} from "../../lib/explore/modelOptions.js";
import {defaultOptions, offloads, zeroStages} from "../../lib/explore/options.js";
import {readOwnModel} from "../../lib/explore/ownModel.js";
import {commonChoices, type LinkedModel} from "../../lib/explore/sideChoices.js";
import {sideModels} from "../../lib/explore/sideModels.js";
import {carriesConfig, decodeQuery, encodeQuery, type PageState} from "../../lib/explore/queryState.js";

const defaults: PageState = {
  model: "llama-3.1-8b",
  config: null,
  baseline: "a100-sxm-80",
  proposal: "h100-sxm",
  ...defaultChoices,
  options: {...defaultOptions, calibration: "tutorial"},
  alone: commonChoices,
};

const number = (min: number, max: number) => fc.double({min, max, noNaN: true});

const options = fc.record({
  phase: fc.constantFrom(...phases),
  batch: fc.oneof(fc.integer({min: 1, max: 1_000_000}), fc.constant("max" as const)),
  inputLength: fc.integer({min: 1, max: 10_000_000}),
  outputLength: fc.integer({min: 1, max: 10_000_000}),
  precision: fc.constantFrom(...precisionNames),
  kvPrecision: fc.option(fc.constantFrom(...arithmeticPrecisions)),
  tensorParallel: fc.integer({min: 1, max: 64}),
  pipelineParallel: fc.integer({min: 1, max: 1024}),
  dataParallel: fc.integer({min: 1, max: 100_000}),
  expertParallel: fc.integer({min: 1, max: 1024}),
  devicesPerNode: fc.integer({min: 1, max: 1024}),
  networkGigabits: fc.integer({min: 1, max: 100_000}),
  collectives: fc.constantFrom(...collectiveKinds),
  offload: fc.constantFrom(...offloads),
  optimizer: fc.constantFrom(...optimizers),
  recomputation: fc.constantFrom(...recomputations),
  zeroStage: fc.constantFrom(...zeroStages),
  microBatch: fc.integer({min: 0, max: 1_000_000}),
  loraRank: fc.integer({min: 0, max: 100_000}),
  execution: fc.constantFrom(...executions),
  granularity: fc.constantFrom(...granularities),
  calibration: fc.constantFrom(...listCalibrations().map(({id}) => id)),
});

const config = readFileSync(new URL("../fixtures/catalog/config-llama/input.json", import.meta.url), "utf8");
const linked = fc.option(fc.constantFrom(config, JSON.stringify(JSON.parse(config))).map(linkedModel));
const side = fc.record({
  model: fc.option(fc.constantFrom(...listModels().map(({id}) => id))),
  config: linked,
  options: fc.record(
    {batch: fc.integer({min: 1, max: 1_000_000}), precision: fc.constantFrom(...precisionNames)},
    {requiredKeys: []},
  ),
});

/** States of any options, also such as the models do not take. */
const anyStates: fc.Arbitrary<PageState> = fc.record({
  model: fc.constantFrom(...listModels().map(({id}) => id)),
  baseline: fc.constantFrom(...listHardware().map(({id}) => id)),
  proposal: fc.constantFrom(...listHardware().map(({id}) => id)),
  metric: fc.option(fc.constantFrom(...metrics)),
  headline: fc.option(fc.oneof(fc.constantFrom(...headlineWords), number(leastRatio, mostRatio))),
  baselinePrice: fc.option(number(leastPrice, mostPrice)),
  proposalPrice: fc.option(number(leastPrice, mostPrice)),
  config: linked,
  options,
  alone: fc.record({baseline: side, proposal: side}),
});

const modelsOf = (state: PageState) => sideModels(state, findModel);

/** States that a page can be in: in a phase that the models of both sides have. */
const states = anyStates.map((state): PageState => {
  const known = commonPhases(modelsOf(state));
  const phase = known.includes(state.options.phase) ? state.options.phase : known[0]!;
  return {...state, options: {...state.options, phase}};
});

const decode = (search: string) => decodeQuery(search, defaults, readOwnModel);

function linkedModel(text: string): LinkedModel {
  const {model} = readOwnModel(text);
  if (model === null) throw new Error("the fixture is a decoder");
  return {text, model};
}

describe("the query string of a page", () => {
  it("gives back every state that it was made from, without notices", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(decode(encodeQuery(state, defaults))).toEqual({state, notices: []});
      }),
      {numRuns: 3000},
    );
  });

  it("leaves defaults out", () => {
    expect(encodeQuery(defaults, defaults)).toBe("");
    expect(encodeQuery({...defaults, options: {...defaults.options, batch: 100}}, defaults)).toBe("?batch=100");
  });

  it("leaves the phase and the length out where they are what the models have instead of the defaults", () => {
    for (const {id} of listModels()) {
      const {state, notices} = decode(`?model=${id}`);
      expect(notices).toEqual([]);
      expect(phasesOf(findModel(id))).toContain(state.options.phase);
      expect(encodeQuery(state, defaults)).toBe(id === defaults.model ? "" : `?model=${id}`);
    }
    expect(decode("?model=bert-base").state.options).toMatchObject({phase: "forward", inputLength: 512});
    expect(decode("?model=gpt2").state.options).toMatchObject({phase: "decode", inputLength: 1023});
    expect(decode("?model=gpt2&phase=prefill").state.options).toMatchObject({phase: "prefill", inputLength: 1024});
    expect(decode("?proposal.model=resnet-50").state.options).toMatchObject({phase: "forward", inputLength: 1024});
    expect(decode("?proposal.model=resnet-50&proposal.phase=forward").state.options.phase).toBe("decode");
  });

  it.each([
    ["?model=bert-base&phase=decode", {phase: "forward", inputLength: 512}, {}],
    ["?model=resnet-50&phase=serving&batch=8", {phase: "forward", batch: 8}, {}],
    ["?baseline.model=vit-b-16&phase=prefill", {phase: "forward"}, {}],
    ["?proposal.model=dlrm-mlperf&proposal.phase=decode&phase=training", {phase: "training"}, {}],
  ])("keeps the default and says why where a model lacks the phase: %s", (search, options, own) => {
    const {state, notices} = decode(search);
    expect(state.options).toMatchObject(options);
    expect(state.alone.proposal.options).toEqual(own);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(
      /^phase \w+: .* generates no tokens; expected forward or training\. Showing the default/,
    );
  });

  it("reads what is compared, and what it is held against", () => {
    expect(decode("?metric=Cost&headline=30&baseline-price=1.5&proposal-price=0.25").state).toMatchObject({
      metric: "cost",
      headline: 30,
      baselinePrice: 1.5,
      proposalPrice: 0.25,
    });
    expect(decode("?headline=memory-capacity").state.headline).toBe("memory-capacity");
  });

  it("reads what a link sets for one side alone, and the model that it carries", () => {
    const text = JSON.stringify(JSON.parse(config));
    const query = new URLSearchParams({config: text, "baseline.batch": "8", "proposal.model": "mistral"}).toString();
    const {state, notices} = decode(`?${query}`);
    expect(notices).toEqual([]);
    expect(state.config?.model.architecture).toBe("decoder");
    expect(state.alone.baseline).toEqual({model: null, config: null, options: {batch: 8}});
    expect(state.alone.proposal).toEqual({model: "mistral-7b", config: null, options: {}});
  });

  it("needs what reads a model only where it carries one", () => {
    fc.assert(
      fc.property(states, (state) => {
        const search = encodeQuery(state, defaults);
        const {baseline, proposal} = state.alone;
        expect(carriesConfig(search)).toBe(
          [state.config, baseline.config, proposal.config].some((one) => one !== null),
        );
        if (!carriesConfig(search)) expect(decodeQuery(search, defaults, null)).toEqual({state, notices: []});
      }),
    );
    expect(() => decodeQuery("?baseline.config={}", defaults, null)).toThrow("expected a reader");
  });

  it("takes aliases, and any case", () => {
    expect(decode("?proposal=H200&precision=FP8").state).toMatchObject({
      proposal: "h200-sxm",
      options: {precision: "fp8"},
    });
  });

  it.each([
    ["?batch=ten", 'query parameter "batch": expected a whole number from 1 to 1000000'],
    ["?baseline.batch=ten", 'query parameter "baseline.batch": expected a whole number'],
    ["?proposal.config={}", 'query parameter "proposal.config": '],
    ["?batch=-1", 'query parameter "batch"'],
    ["?batch=0", 'query parameter "batch"'],
    ["?batch=1e3", 'query parameter "batch"'],
    ["?batch=1&batch=2", 'query parameter "batch": expected once, got 2 times'],
    ["?model=llama9", 'query parameter "model": unknown model "llama9"'],
    ["?precision=fp7", 'did you mean "fp8"?'],
    ["?metric=speed", 'query parameter "metric": expected latency, throughput, energy or cost, got "speed"'],
    ["?metric=2", 'query parameter "metric"'],
    ["?metric=latancy", 'did you mean "latency"?'],
    ["?headline=peak-flop", 'did you mean "peak-flops"?'],
    ["?headline=0", 'query parameter "headline"'],
    ["?headline=-3", 'query parameter "headline"'],
    ["?headline=Infinity", 'query parameter "headline"'],
    ["?baseline-price=free", 'query parameter "baseline-price": expected US dollars an hour'],
    ["?proposal-price=", 'query parameter "proposal-price"'],
    ["?baseline=__proto__", 'query parameter "baseline": unknown hardware'],
    [`?model=${"x".repeat(9000)}`, "longer than"],
  ])("keeps the default and says why at %s", (search, notice) => {
    const {state, notices} = decode(search);
    expect(state).toEqual(defaults);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(notice);
  });

  it("leaves parameters of others alone", () => {
    expect(decode("?utm_source=letter&x=%ZZ")).toEqual({state: defaults, notices: []});
  });

  it("survives any text at all", () => {
    fc.assert(
      fc.property(fc.string({maxLength: 300}), (text) => {
        const {state} = decode(`?${text}`);
        expect(encodeQuery(state, defaults).length).toBeLessThan(2000);
      }),
      {numRuns: 2000},
    );
  });
});

import {readdirSync, readFileSync} from "node:fs";
import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {findHardware, findModel, listHardware, listModels} from "../../lib/catalog/lookup.js";
import {checkScenarios} from "../../lib/check/checkScenarios.js";
import {permalink} from "../../lib/check/permalink.js";
import {solveScenario} from "../../lib/check/solveScenario.js";
import type {Scenario, ScenarioOutcome} from "../../lib/check/types.js";
import {arithmeticPrecisions, precisionNames} from "../../lib/engine/precision.js";
import {ratesOf} from "../../lib/engine/roofline.js";
import {
  collectiveKinds,
  executions,
  granularities,
  optimizers,
  phases,
  recomputations,
  type Configuration,
  type Model,
} from "../../lib/engine/types.js";
import {UserError} from "../../lib/engine/userError.js";
import {areAlike} from "../../lib/explainer/revised.js";
import {answerState} from "../../lib/explore/answerState.js";
import {configure} from "../../lib/explore/configure.js";
import {homeState} from "../../lib/explore/homeState.js";
import {offloads, optionSpecs, zeroStages, type Options} from "../../lib/explore/options.js";
import {readOwnModel} from "../../lib/explore/ownModel.js";
import {decodeQuery} from "../../lib/explore/queryState.js";

/** A model as a scenario names it, with the text of the team's own file where it names one. */
interface NamedModel {
  readonly text: string;
  readonly model: Model;
  readonly config: string | null;
}

interface Side {
  readonly named: NamedModel;
  readonly hardware: string;
  readonly options: Partial<Options>;
  readonly pricePerHour?: number;
  readonly carbonIntensity?: number;
}

const ofCatalog = (id: string): NamedModel => ({text: id, model: findModel(id), config: null});

function ofConfig(text: string, config: string): NamedModel {
  const {model, problem} = readOwnModel(config, text);
  if (model === null) throw new Error(problem);
  return {text, model, config};
}

const configs = new URL("../fixtures/configs/", import.meta.url);
const configOf = (name: string) => readFileSync(new URL(`${name}/config.json`, configs), "utf8");
const llama = configOf("meta-llama--Llama-3.1-8B");
const shortContext = JSON.stringify({...(JSON.parse(llama) as object), max_position_embeddings: 512});

/** A scenario of a side; null where its options do not go together, or need a figure that nobody publishes. */
function scenarioOf({named, hardware, options, ...rest}: Side): Scenario | null {
  const place = {file: "regime-shift.yaml", line: 1, column: 1, path: ""};
  try {
    const configuration = configure({model: named.model, hardware: findHardware(hardware), options});
    ratesOf(configuration);
    return {
      name: "chat",
      place,
      model: {text: named.text, place},
      hardware: {text: hardware, place},
      options,
      pricePerHour: rest.pricePerHour ?? null,
      carbonIntensity: rest.carbonIntensity ?? null,
      measuredSeconds: null,
      limits: [],
      configuration,
      config: named.config,
      figures: [],
      notes: [],
    };
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function outcomeOf(base: Scenario, head: Scenario): ScenarioOutcome {
  const side = (scenario: Scenario) => ({site: null, scenarios: [solveScenario(scenario)]});
  return checkScenarios(side(base), side(head)).outcomes[0]!;
}

const catalog = {hardware: listHardware(), models: listModels()};

/** What the site shows to who follows a link. */
function shown(link: string) {
  const {state, notices} = decodeQuery(new URL(link).search, homeState, readOwnModel);
  expect(notices).toEqual([]);
  const answer = answerState(state, catalog);
  expect([answer.reason, answer.notices]).toEqual([null, []]);
  return {state, explanation: answer.explanation!};
}

const linkOf = (outcome: ScenarioOutcome) => permalink(outcome, "https://team.example/");

/** The link of one change on one accelerator, where nothing else differs. */
function linkBetween(base: Partial<Side>, head: Partial<Side>): string | null {
  const rest: Side = {named: ofCatalog("llama-3.1-8b"), hardware: "h100-sxm", options: {}};
  const [old, now] = [scenarioOf({...rest, ...base}), scenarioOf({...rest, ...head})];
  return linkOf(outcomeOf(old!, now!));
}

/** The same configuration, but for what the model is called: a link carries no path. */
function expectShown(configuration: Configuration, expected: Configuration): void {
  expect({...configuration, model: null}).toEqual({...expected, model: null});
  expect(areAlike(configuration.model, expected.model)).toBe(true);
}

const models: readonly NamedModel[] = [
  ...catalog.models.map(({id}) => ofCatalog(id)),
  ...readdirSync(configs).flatMap((name) => {
    const config = configOf(name);
    return readOwnModel(config).model === null ? [] : [ofConfig(`models/${name}/config.json`, config)];
  }),
  ofConfig("short/config.json", shortContext),
  // By what it is called it is the catalog's.
  ofConfig("llama-3.1-8b/config.json", shortContext.replace(/"_name_or_path":"[^"]*",?/, "")),
];

/** Every key of a scenario that is an option; the type makes a new one fail here until it is drawn too. */
const drawn: {readonly [Key in keyof Options]: fc.Arbitrary<Options[Key]>} = {
  phase: fc.constantFrom(...phases),
  batch: fc.constantFrom(1, 16, 64, "max" as const),
  inputLength: fc.constantFrom(1, 128, 300, 1024, 1500),
  outputLength: fc.constantFrom(1, 2, 100),
  precision: fc.constantFrom(...precisionNames),
  kvPrecision: fc.constantFrom(...arithmeticPrecisions),
  tensorParallel: fc.constantFrom(1, 2, 4),
  pipelineParallel: fc.constantFrom(1, 2),
  dataParallel: fc.constantFrom(1, 2, 16),
  expertParallel: fc.constantFrom(1, 2),
  devicesPerNode: fc.constantFrom(4, 8),
  networkGigabits: fc.constantFrom(100, 400),
  collectives: fc.constantFrom(...collectiveKinds),
  offload: fc.constantFrom(...offloads),
  optimizer: fc.constantFrom(...optimizers),
  recomputation: fc.constantFrom(...recomputations),
  zeroStage: fc.constantFrom(...zeroStages),
  microBatch: fc.constantFrom(0, 4),
  loraRank: fc.constantFrom(0, 16),
  execution: fc.constantFrom(...executions),
  granularity: fc.constantFrom(...granularities, "operator"),
  calibration: fc.constantFrom("calibrated", "ideal", "tutorial"),
};

/** Few keys, so that most sides go together and most differ from the other in a few. */
const options: fc.Arbitrary<Partial<Options>> = fc
  .tuple(fc.record(drawn), fc.subarray(Object.keys(optionSpecs) as (keyof Options)[], {maxLength: 4}))
  .map(([all, keys]) => Object.fromEntries(keys.map((key) => [key, all[key]])));

const sideOf = fc.record(
  {
    named: fc.constantFrom(...models),
    hardware: fc.constantFrom(...listHardware().map(({id}) => id)),
    options,
    pricePerHour: fc.constantFrom(0.0001, 2.5, 1.2345678901234567, 98.32),
    carbonIntensity: fc.constantFrom(20, 400),
  },
  {requiredKeys: ["named", "hardware", "options"]},
) as fc.Arbitrary<Side>;

/** The head as the base with some of its keys changed. */
const pairs = fc
  .tuple(sideOf, sideOf, fc.subarray(["named", "hardware", "options", "pricePerHour", "carbonIntensity"] as const))
  .map(([base, other, keys]) => {
    const changed: Partial<Record<keyof Side, unknown>> = Object.fromEntries(keys.map((key) => [key, other[key]]));
    return [base, {...base, ...changed} as Side] as const;
  });

describe("permalink", () => {
  it("leads to the configurations of both sides and their prices, or nowhere", () => {
    const tally = {shown: 0, own: 0, kvFormats: 0, shortInputs: 0, prices: 0, nowhere: 0};
    fc.assert(
      fc.property(pairs, ([base, head]) => {
        const [old, now] = [scenarioOf(base), scenarioOf(head)];
        if (old === null || now === null) return;
        const outcome = outcomeOf(old, now);
        const link = linkOf(outcome);
        if (link === null) {
          tally.nowhere++;
          const runsAlike = areAlike(old.configuration, now.configuration);
          expect(outcome.incomparable !== null || runsAlike, JSON.stringify([base.options, head.options])).toBe(true);
          return;
        }
        const {state, explanation} = shown(link);
        expectShown(explanation.baseline.configuration, old.configuration);
        expectShown(explanation.proposal.configuration, now.configuration);
        expect([state.baselinePrice, state.proposalPrice]).toEqual([old.pricePerHour, now.pricePerHour]);
        tally.shown++;
        if (old.config !== null || now.config !== null) tally.own++;
        if (base.options.kvPrecision === undefined && head.options.kvPrecision !== undefined) tally.kvFormats++;
        if (![base, head].every((side) => "inputLength" in side.options)) tally.shortInputs++;
        if (state.metric === "cost") tally.prices++;
      }),
      {numRuns: 700},
    );
    // That the property is not true of nothing.
    expect(Math.min(...Object.values(tally)), JSON.stringify(tally)).toBeGreaterThan(9);
  });

  it("says of the base the KV format that goes with its precision, where the head states another", () => {
    const link = linkBetween({}, {options: {kvPrecision: "fp8"}})!;
    expect(link).toContain("kv-precision=fp8");
    expect(link).toContain("baseline.kv-precision=bf16");
    expect(shown(link).explanation).toMatchObject({answered: true, factors: [{id: "kv-precision"}]});
  });

  it.each([
    ["of the catalog", ofCatalog("gpt2"), 1023],
    ["of the team's own", ofConfig("model/config.json", shortContext), 511],
  ])("takes the input that a model %s with a short context is computed with", (_, named, inputLength) => {
    const link = linkBetween({named}, {named, options: {batch: 8}})!;
    expect(shown(link).explanation.proposal.configuration.scenario.inputLength).toBe(inputLength);
  });

  it.each<[string, Partial<Options>, string, Partial<Options>]>([
    ["bert-base", {}, "bert-base", {batch: 8}],
    ["gpt2", {}, "gpt2", {phase: "prefill"}],
    ["resnet-50", {batch: 4}, "resnet-50", {phase: "training", batch: 4}],
    ["llama-3.1-8b", {}, "vit-b-16", {}],
    ["mamba-130m", {}, "whisper-tiny", {}],
  ])("leads to the phase that each model has: %s %j → %s %j", (old, before, now, after) => {
    const [base, head] = [
      scenarioOf({named: ofCatalog(old), hardware: "h100-sxm", options: before})!,
      scenarioOf({named: ofCatalog(now), hardware: "h100-sxm", options: after})!,
    ];
    const {explanation} = shown(linkOf(outcomeOf(base, head))!);
    expectShown(explanation.baseline.configuration, base.configuration);
    expectShown(explanation.proposal.configuration, head.configuration);
  });

  it("compares the cost where prices alone changed, as the check does", () => {
    const link = linkBetween({pricePerHour: 2}, {pricePerHour: 3})!;
    const {state, explanation} = shown(link);
    expect(state).toMatchObject({metric: "cost", baselinePrice: 2, proposalPrice: 3});
    expect(explanation.answered && explanation.speedup).toBeCloseTo(2 / 3, 12);
  });

  it.each<[string, Partial<Side>, Partial<Side>]>([
    ["the sides cannot be compared", {options: {granularity: "operator"}}, {options: {granularity: "model"}}],
    ["one side alone has a price", {}, {pricePerHour: 3}],
    [
      "nothing but a carbon intensity changed, which the site does not ask for",
      {carbonIntensity: 2},
      {carbonIntensity: 500},
    ],
    ["a price is none that the site takes", {pricePerHour: 2}, {pricePerHour: 2e6, options: {batch: 2}}],
  ])("leads nowhere where %s", (_, base, head) => {
    expect(linkBetween(base, head)).toBeNull();
  });
});

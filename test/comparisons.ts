import * as fc from "fast-check";
import {change} from "../lib/engine/change.js";
import {stepTime} from "../lib/engine/stepTime.js";
import type {Configuration, Scenario} from "../lib/engine/types.js";
import {UserError} from "../lib/engine/userError.js";
import type {ExplainOptions} from "../lib/explainer/explain.js";
import {headlineWords, metrics} from "../lib/explainer/types.js";
import {checkParallelism, checkTokens} from "../lib/explore/checkScenario.js";
import {configurations, isPublished, pairs} from "./configurations.js";

/** All that an explanation is made from. */
export interface Comparison {
  readonly baseline: Configuration;
  readonly proposal: Configuration;
  readonly options: ExplainOptions;
}

/** What one side may take from another configuration and still be well formed, more or less often. */
const changes: readonly ((other: Configuration) => Parameters<typeof change>[1])[] = [
  ({hardware}) => ({hardware}),
  ({hardware, scenario: {precision}}) => ({hardware, scenario: {precision}}),
  ({hardware, scenario: {batch}}) => ({hardware, scenario: {batch}}),
  ({hardware, calibration}) => ({hardware, calibration}),
  ({scenario: {batch}}) => ({scenario: {batch}}),
  ({scenario: {precision}}) => ({scenario: {precision}}),
  ({scenario: {precision, batch}}) => ({scenario: {precision, batch}}),
  ({scenario: {inputLength, outputLength}}) => ({scenario: {inputLength, outputLength}}),
  ({scenario: {tensorParallel, pipelineParallel}}) => ({scenario: {tensorParallel, pipelineParallel}}),
  ({scenario: {execution}, calibration}) => ({scenario: {execution}, calibration}),
  ({hardware, scenario: {training, collectives, devicesPerNode}}) => ({
    hardware,
    scenario: {training, collectives, devicesPerNode},
  }),
];

/** Whether the engine answers a configuration, and a reader could have asked for it. */
function isSound(configuration: Configuration): boolean {
  try {
    checkTokens(configuration.model, configuration.scenario);
    checkParallelism(configuration.model, configuration.scenario);
    return isPublished(configuration);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** Whether nothing differs, as where the other configuration has the same precision by chance. */
function isSame(baseline: Configuration, proposal: Configuration): boolean {
  return baseline.hardware === proposal.hardware && JSON.stringify(baseline) === JSON.stringify(proposal);
}

/** A number above zero, spread evenly over the octaves between two: doubles are drawn evenly by their bits, most of them near 0. */
const spread = (least: number, most: number): fc.Arbitrary<number> =>
  fc.noBias(fc.integer({min: 0, max: 1_000_000})).map((step) => least * (most / least) ** (step / 1_000_000));

const sizes = fc.record({
  batch: spread(1, 4096).map(Math.round),
  inputLength: spread(1, 2048).map(Math.round),
  outputLength: spread(1, 1024).map(Math.round),
});

/** Any configuration of the catalog, half of them as drawn there, half at sizes of every octave where these go together. */
const sized: fc.Arbitrary<Configuration> = fc
  .tuple(configurations, fc.option(sizes, {nil: null, freq: 3}))
  .map(([configuration, scenario]) => {
    if (scenario === null) return configuration;
    const {batch} = configuration.scenario;
    const changed = change(configuration, {scenario: {...scenario, batch: batch === "max" ? batch : scenario.batch}});
    return isSound(changed) ? changed : configuration;
  });

/** Any two of them at one granularity. */
const strangers: fc.Arbitrary<[Configuration, Configuration]> = fc
  .tuple(sized, sized)
  .map(([baseline, {scenario, ...other}]): [Configuration, Configuration] => [
    baseline,
    {...other, scenario: {...scenario, granularity: baseline.scenario.granularity}},
  ]);

/** Two configurations that differ in one thing or two, as those do that people compare. */
const kin: fc.Arbitrary<[Configuration, Configuration]> = fc
  .tuple(sized, sized, fc.constantFrom(...changes))
  .map(([baseline, other, taken]): [Configuration, Configuration] => [baseline, change(baseline, taken(other))])
  .filter(([baseline, proposal]) => isSound(proposal) && !isSame(baseline, proposal));

/** Two sides of which an accelerator or a model keeps its name and is another, as where somebody edits the file that states it. */
const revised: fc.Arbitrary<[Configuration, Configuration]> = fc
  .tuple(sized, sized, fc.boolean(), fc.boolean())
  .map(([baseline, other, isModel, isBatch]): [Configuration, Configuration] => {
    const {model, hardware, scenario} = other;
    const {memoryBandwidthBytesPerSecond} = hardware;
    const isOfKind = isModel && model.architecture === baseline.model.architecture;
    return [
      baseline,
      change(baseline, {
        ...(isOfKind ? {model: {...model, name: baseline.model.name}} : {hardware: {memoryBandwidthBytesPerSecond}}),
        ...(isBatch ? {scenario: {batch: scenario.batch}} : {}),
      }),
    ];
  })
  .filter(([baseline, proposal]) => isSound(proposal) && !isSame(baseline, proposal));

/** Kin at the largest batch: capacity sets it. */
const atMost = fc
  .tuple(kin, fc.constantFrom<Partial<Scenario>>({batch: "max"}, {batch: "max", offload: false}))
  .map((pair): [Configuration, Configuration] => {
    const [[baseline, proposal], scenario] = pair;
    return [change(baseline, {scenario}), change(proposal, {scenario})];
  });

const times = fc.record({baseline: spread(0.2, 8), proposal: spread(0.2, 8)});

/** Comparisons of such pairs by each metric, against each headline or a claimed ratio, with prices and measured times or without. */
const comparing = (pair: fc.Arbitrary<[Configuration, Configuration]>): fc.Arbitrary<Comparison> =>
  fc
    .record({
      pair,
      metric: fc.option(fc.constantFrom(...metrics), {freq: 3, nil: undefined}),
      headline: fc.oneof(
        {weight: 6, arbitrary: fc.constant(undefined)},
        {weight: 2, arbitrary: fc.constantFrom(...headlineWords)},
        {weight: 2, arbitrary: spread(0.1, 20)},
      ),
      prices: fc.option(fc.record({baseline: spread(0.05, 50), proposal: spread(0.05, 50)}), {nil: undefined, freq: 2}),
      // Multiples of what the engine says, so that some are possible and some are not.
      measured: fc.option(times, {nil: undefined, freq: 2}),
    })
    .map(({pair: [baseline, proposal], metric: wished, headline, prices, measured}) => {
      const powered = [baseline, proposal].every(({hardware}) => hardware.powerWatts !== null);
      const metric = wished === "energy" && !powered ? "latency" : wished;
      return {
        baseline,
        proposal,
        options: {
          metric,
          headline,
          prices: prices ?? (metric === "cost" ? {baseline: 2, proposal: 3} : undefined),
          measured:
            measured === undefined || metric === "energy"
              ? undefined
              : {
                  baselineSeconds: measured.baseline * stepTime(baseline).seconds,
                  proposalSeconds: measured.proposal * stepTime(proposal).seconds,
                },
          verbose: true,
        },
      };
    });

/** Tokens per second that two machines decode at the largest batch of each, held against the ratio of their capacities. */
export const capacityComparisons: fc.Arbitrary<Comparison> = comparing(
  fc
    .tuple(sized, sized)
    .map(([baseline, {hardware}]): [Configuration, Configuration] => {
      const largest = change(baseline, {scenario: {phase: "decode", batch: "max", offload: false}});
      return [largest, change(largest, {hardware})];
    })
    .filter((pair) => pair[0].model.architecture === "decoder" && pair.every(isSound)),
).map(({options, ...sides}) => ({...sides, options: {...options, metric: "throughput", headline: "memory-capacity"}}));

/** Comparisons of two sides that share a name and not what it stands for. */
export const revisedComparisons: fc.Arbitrary<Comparison> = comparing(revised);

/**
 * Comparisons of every kind over the catalog: any two configurations, two that differ in one thing or two, and some at the
 * largest batch of each.
 */
export const comparisons: fc.Arbitrary<Comparison> = fc.oneof(
  {
    weight: 15,
    arbitrary: comparing(
      fc.oneof({weight: 1, arbitrary: pairs}, {weight: 1, arbitrary: strangers}, {weight: 3, arbitrary: kin}),
    ),
  },
  {weight: 1, arbitrary: comparing(atMost)},
  {weight: 1, arbitrary: capacityComparisons},
);

import {change} from "../../../lib/engine/change.js";
import {stepTime, type StepTime} from "../../../lib/engine/stepTime.js";
import type {Calibration, Configuration, Regime} from "../../../lib/engine/types.js";
import {bytesPerSecond, flopPerSecond, seconds} from "../../../lib/engine/units.js";
import type {Metric} from "../../../lib/explainer/types.js";

/*
 * What a sentence is held against: solves of configurations that are changed here, by this file's own hand, and arithmetic
 * that the explainer does in another way. Nothing of the explainer is used.
 */

/** US dollars for an hour of one accelerator of each side. */
export type Prices = {readonly baseline: number; readonly proposal: number} | undefined;

/** `configuration` at a batch of one's own choice. */
export const withBatch = (configuration: Configuration, batch: number): Configuration =>
  change(configuration, {scenario: {batch}});

/** `configuration` with all of its peaks so many times as high. */
export function withPeaks(configuration: Configuration, times: number): Configuration {
  const peaks = Object.entries(configuration.hardware.peakFlopPerSecond);
  const peakFlopPerSecond = Object.fromEntries(peaks.map(([format, peak]) => [format, flopPerSecond(times * peak)]));
  return change(configuration, {hardware: {peakFlopPerSecond}});
}

/** `configuration` with all that leaves the device so many times as fast: to peers, to other nodes, to the host. */
function withLinks(configuration: Configuration, times: number): Configuration {
  const {linkBandwidthBytesPerSecond: link, hostLinkBandwidthBytesPerSecond: host} = configuration.hardware;
  const rate = (value: number | null) => (value === null ? null : bytesPerSecond(times * value));
  return change(configuration, {
    hardware: {linkBandwidthBytesPerSecond: rate(link), hostLinkBandwidthBytesPerSecond: rate(host)},
    scenario: {networkBytesPerSecond: bytesPerSecond(times * configuration.scenario.networkBytesPerSecond)},
  });
}

/** `configuration` with its memory so many times as fast. */
const withMemory = (configuration: Configuration, times: number): Configuration =>
  change(configuration, {
    hardware: {
      memoryBandwidthBytesPerSecond: bytesPerSecond(times * configuration.hardware.memoryBandwidthBytesPerSecond),
    },
  });

/** `configuration` with starts of kernels and of steps so many times as long. */
function withStarts(configuration: Configuration, times: number): Configuration {
  const {launchSeconds, stepSeconds} = configuration.calibration;
  const {graph, eager} = launchSeconds;
  return change(configuration, {
    calibration: {
      launchSeconds: {graph: seconds(times * graph), eager: seconds(times * eager)},
      stepSeconds: seconds(times * stepSeconds),
    },
  });
}

/** `configuration` with so many times of a resource: of "overhead", so many times fewer. */
export function withResource(configuration: Configuration, resource: Regime, times: number): Configuration {
  switch (resource) {
    case "compute":
      return withPeaks(configuration, times);
    case "memory":
      return withMemory(configuration, times);
    case "link":
      return withLinks(configuration, times);
    case "overhead":
      return withStarts(configuration, 1 / times);
  }
}

/** `configuration` as it would be if a term of the formula took no time. */
export function withoutTerm(configuration: Configuration, term: Regime): Configuration {
  const free = withResource(configuration, term, Infinity);
  return term === "link" ? change(free, {calibration: {linkLatencySeconds: seconds(0)}}) : free;
}

/** `configuration` as it would be if weights needed no widening. */
export const withoutWidening = (configuration: Configuration): Configuration =>
  change(configuration, {calibration: {dequantisation: {flopPerWeight: 0, matrixFraction: 1}}});

/** The constants of a machine that reaches every peak and waits for nothing. */
const limit: Partial<Calibration> = {
  matrixFraction: {bits16: 1, bits8: 1, bits4: 1},
  attentionFraction: 1,
  memoryFraction: 1,
  dequantisation: {flopPerWeight: 0, matrixFraction: 1},
  linkFraction: 1,
  linkLatencySeconds: seconds(0),
  launchSeconds: {graph: seconds(0), eager: seconds(0)},
  launchesPerLayer: 0,
  stepSeconds: seconds(0),
};

/** Seconds of a step that no software can beat. */
export const limitSeconds = (configuration: Configuration): number =>
  stepTime(change(configuration, {calibration: limit})).seconds;

/** Accelerators of a run. */
export const devicesIn = ({scenario}: Configuration): number =>
  scenario.tensorParallel * scenario.pipelineParallel * scenario.dataParallel;

/** What a token takes by a metric: seconds of a step, seconds, joules, or device-seconds of a token (a sample). */
export function costOf(configuration: Configuration, metric: Metric, step: StepTime = stepTime(configuration)): number {
  const {seconds: time, tokens, parts} = step;
  switch (metric) {
    case "latency":
      return time;
    case "throughput":
      return time / tokens;
    case "cost":
      return (devicesIn(configuration) * time) / tokens;
    case "energy": {
      // While the stages of a pipeline fill and drain, a device waits, whatever bounds the stage that it waits for.
      const working = (time - parts.overhead) / (1 + step.fixed.bubble);
      const drawn = working + configuration.calibration.idlePowerFraction * (time - working);
      return (devicesIn(configuration) * configuration.hardware.powerWatts! * drawn) / tokens;
    }
  }
}

/** How many times better the second is by a metric, whether or not they fit. */
export function comparedAt(baseline: Configuration, proposal: Configuration, metric: Metric, prices: Prices): number {
  const price = metric === "cost" && prices !== undefined ? prices.baseline / prices.proposal : 1;
  return (price * costOf(baseline, metric)) / costOf(proposal, metric);
}

/**
 * A game over n players by its Harsanyi dividends (Harsanyi 1959): what each coalition adds to all of its parts. The Owen
 * value divides a coalition's dividend evenly over the groups that it meets, and then over its members in each; with one
 * group it is the Shapley value. The explainer averages marginal contributions instead.
 *
 * @param value of each coalition, a bit set.
 * @param groups the group of each player.
 */
export function owenByDividends(groups: readonly unknown[], value: (coalition: number) => number): number[] {
  const size = 1 << groups.length;
  const dividends = Float64Array.from({length: size}, (_, coalition) => value(coalition));
  for (let bit = 1; bit < size; bit <<= 1) {
    for (let coalition = 0; coalition < size; coalition++) {
      if (coalition & bit) dividends[coalition]! -= dividends[coalition ^ bit]!;
    }
  }
  const kinds = [...new Set(groups)];
  const masks = groups.map((own) =>
    groups.reduce<number>((mask, group, player) => (group === own ? mask | (1 << player) : mask), 0),
  );
  const unions = kinds.map((kind) => masks[groups.indexOf(kind)]!);
  const shares = new Array<number>(groups.length).fill(0);
  for (let coalition = 1; coalition < size; coalition++) {
    const met = unions.reduce((count, union) => count + Number((union & coalition) !== 0), 0);
    for (let player = 0; player < groups.length; player++) {
      if (!(coalition & (1 << player))) continue;
      shares[player]! += dividends[coalition]! / met / bitCount(masks[player]! & coalition);
    }
  }
  return shares;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

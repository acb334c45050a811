import {change} from "../engine/change.js";
import {capacityOf} from "../engine/footprint.js";
import {communicates, devicesOf} from "../engine/parallelism.js";
import {linkRateOrNull} from "../engine/resolveHardware.js";
import type {Configuration} from "../engine/types.js";
import {peaksDiffer, rateChange} from "./rates.js";
import {trainingDifferences} from "./trainingTraits.js";
import type {FactorGroup, FactorId, Metric} from "./types.js";

/** A cause: how to read it from a configuration, and how to give it to another. */
export interface FactorDefinition {
  readonly id: FactorId;
  readonly group: FactorGroup;
  readonly label: string;
  readonly unit: string | null;
  /** Whether it changes no more than how long things take: mixtures that differ in such causes alone do the same work. */
  readonly ratesOnly: boolean;
  /** The values that a reader knows it by, of the baseline and of the proposal. */
  values(baseline: Configuration, proposal: Configuration): readonly [number | string, number | string];
  /** `target` with this cause as in `source`. */
  take(target: Configuration, source: Configuration): Configuration;
  /** Whether the two sides differ in it, where it can matter to either of them by the metric. */
  differs(baseline: Configuration, proposal: Configuration, metric: Metric): boolean;
}

/** All causes, in the order in which they are listed. */
export const factorDefinitions: readonly FactorDefinition[] = [
  {
    id: "peak-flops",
    group: "hardware",
    label: "peak FLOP/s",
    unit: "FLOP/s",
    ratesOnly: true,
    // Both in one format, though the sides may compute in two: a ratio of unlike formats would be no ratio of machines.
    values: (baseline, proposal) => {
      const {baseline: before, proposal: after} = rateChange("peak-flops", baseline, proposal);
      return [before || "not published", after || "not published"];
    },
    take: (target, {hardware: {peakFlopPerSecond}}) => change(target, {hardware: {peakFlopPerSecond}}),
    differs: peaksDiffer,
  },
  {
    id: "memory-bandwidth",
    group: "hardware",
    label: "memory bandwidth",
    unit: "B/s",
    ratesOnly: true,
    values: each(({hardware}) => hardware.memoryBandwidthBytesPerSecond),
    take: (target, {hardware: {memoryBandwidthBytesPerSecond}}) =>
      change(target, {hardware: {memoryBandwidthBytesPerSecond}}),
    differs: (baseline, proposal) =>
      baseline.hardware.memoryBandwidthBytesPerSecond !== proposal.hardware.memoryBandwidthBytesPerSecond,
  },
  {
    id: "memory-capacity",
    group: "hardware",
    label: "memory capacity",
    unit: "B",
    ratesOnly: false,
    values: each(({hardware}) => capacityOf(hardware)),
    take: (target, {hardware: {memoryCapacityBytes, memoryAddressableBytes}}) =>
      change(target, {hardware: {memoryCapacityBytes, memoryAddressableBytes}}),
    // At a given batch capacity is a verdict; only the largest batch, and what spills to the host, turn it into speed.
    differs: (baseline, proposal) =>
      [baseline, proposal].some(({scenario}) => scenario.batch === "max" || scenario.offload) &&
      capacityOf(baseline.hardware) !== capacityOf(proposal.hardware),
  },
  {
    id: "link-bandwidth",
    group: "hardware",
    label: "link bandwidth",
    unit: "B/s",
    ratesOnly: true,
    values: each(({hardware}) => linkRateOrNull(hardware) ?? "not published"),
    // By the rate that counts: cards without a link of their own use that to the host, which stays as it is.
    take: (target, {hardware}) => change(target, {hardware: {linkBandwidthBytesPerSecond: linkRateOrNull(hardware)}}),
    differs: (baseline, proposal) =>
      mayExchange(baseline, proposal) && linkRateOrNull(baseline.hardware) !== linkRateOrNull(proposal.hardware),
  },
  {
    id: "host-link-bandwidth",
    group: "hardware",
    label: "host link bandwidth",
    unit: "B/s",
    ratesOnly: true,
    values: each(({hardware}) => hardware.hostLinkBandwidthBytesPerSecond ?? "not published"),
    take: (target, {hardware: {hostLinkBandwidthBytesPerSecond}}) =>
      change(target, {
        hardware: {hostLinkBandwidthBytesPerSecond, linkBandwidthBytesPerSecond: linkRateOrNull(target.hardware)},
      }),
    differs: (baseline, proposal) =>
      (baseline.scenario.offload || proposal.scenario.offload) &&
      baseline.hardware.hostLinkBandwidthBytesPerSecond !== proposal.hardware.hostLinkBandwidthBytesPerSecond,
  },
  {
    id: "power",
    group: "hardware",
    label: "power",
    unit: "W",
    ratesOnly: true,
    values: each(({hardware}) => hardware.powerWatts ?? "not published"),
    take: (target, {hardware: {powerWatts}}) => change(target, {hardware: {powerWatts}}),
    differs: (baseline, proposal, metric) =>
      metric === "energy" && baseline.hardware.powerWatts !== proposal.hardware.powerWatts,
  },
  precisionFactor("weight-precision", "weight precision", "weights"),
  precisionFactor("activation-precision", "compute precision", "activations"),
  precisionFactor("kv-precision", "KV cache precision", "kvCache"),
  {
    id: "model",
    group: "workload",
    label: "model shape",
    unit: null,
    ratesOnly: false,
    values: each(({model}) => model.id),
    take: (target, {model}) => change(target, {model}),
    differs: (baseline, proposal) =>
      baseline.model !== proposal.model && JSON.stringify(baseline.model) !== JSON.stringify(proposal.model),
  },
  scenarioFactor("phase", "workload", "phase", "phase"),
  scenarioFactor("batch", "workload", "batch", "batch"),
  scenarioFactor("input-length", "workload", "input length", "inputLength", "tokens"),
  scenarioFactor("output-length", "workload", "output length", "outputLength", "tokens"),
  {
    id: "launch-overhead",
    group: "software",
    label: "launch overhead",
    unit: "s",
    ratesOnly: false,
    values: each(({calibration, scenario}) => calibration.launchSeconds[scenario.execution]),
    take: (target, {calibration: {launchSeconds, launchesPerLayer}, scenario: {execution}}) =>
      change(target, {scenario: {execution}, calibration: {launchSeconds, launchesPerLayer}}),
    // Both times count: even where graphs are replayed, the kernels of prompts are launched one by one.
    differs: (baseline, proposal) =>
      baseline.scenario.execution !== proposal.scenario.execution ||
      baseline.calibration.launchSeconds.graph !== proposal.calibration.launchSeconds.graph ||
      baseline.calibration.launchSeconds.eager !== proposal.calibration.launchSeconds.eager ||
      (baseline.scenario.granularity === "model" &&
        baseline.calibration.launchesPerLayer !== proposal.calibration.launchesPerLayer),
  },
  {
    id: "step-overhead",
    group: "software",
    label: "fixed time of a step",
    unit: "s",
    ratesOnly: true,
    values: each(({calibration}) => calibration.stepSeconds),
    take: (target, {calibration: {stepSeconds}}) => change(target, {calibration: {stepSeconds}}),
    differs: (baseline, proposal) => baseline.calibration.stepSeconds !== proposal.calibration.stepSeconds,
  },
  {
    id: "efficiency",
    group: "software",
    label: "achieved fractions of the peaks",
    unit: null,
    ratesOnly: true,
    values: each(({calibration}) => calibration.id),
    take: (target, {calibration}) => {
      const {launchSeconds, launchesPerLayer, stepSeconds} = target.calibration;
      return change(target, {calibration: {...calibration, launchSeconds, launchesPerLayer, stepSeconds}});
    },
    differs: (baseline, proposal, metric) =>
      (baseline.calibration !== proposal.calibration && fractions(baseline) !== fractions(proposal)) ||
      (metric === "energy" && baseline.calibration.idlePowerFraction !== proposal.calibration.idlePowerFraction),
  },
  scenarioFactor("tensor-parallel", "parallelism", "tensor parallel size", "tensorParallel"),
  scenarioFactor("pipeline-parallel", "parallelism", "pipeline parallel size", "pipelineParallel"),
  scenarioFactor("data-parallel", "parallelism", "data parallel size", "dataParallel"),
  scenarioFactor("expert-parallel", "parallelism", "expert parallel size", "expertParallel"),
  {
    id: "network",
    group: "parallelism",
    label: "nodes and their network",
    unit: null,
    ratesOnly: false,
    values: each(({scenario: {devicesPerNode, networkBytesPerSecond, collectives}}) =>
      [`${devicesPerNode} a node`, `${(8 * networkBytesPerSecond) / 1e9} Gbit/s`, collectives].join(", "),
    ),
    take: (target, {scenario: {devicesPerNode, networkBytesPerSecond, collectives}}) =>
      change(target, {scenario: {devicesPerNode, networkBytesPerSecond, collectives}}),
    differs: (baseline, proposal) =>
      mayExchange(baseline, proposal) &&
      (baseline.scenario.devicesPerNode !== proposal.scenario.devicesPerNode ||
        baseline.scenario.networkBytesPerSecond !== proposal.scenario.networkBytesPerSecond ||
        baseline.scenario.collectives !== proposal.scenario.collectives),
  },
  {
    id: "offload",
    group: "software",
    label: "weights on the host",
    unit: null,
    ratesOnly: false,
    values: each(({scenario}) => (scenario.offload ? "where they do not fit" : "none")),
    take: (target, {scenario: {offload}}) => change(target, {scenario: {offload}}),
    differs: (baseline, proposal) => baseline.scenario.offload !== proposal.scenario.offload,
  },
  {
    id: "training-plan",
    group: "software",
    label: "training plan",
    unit: null,
    ratesOnly: false,
    values: (baseline, proposal) => trainingDifferences(baseline.scenario.training, proposal.scenario.training),
    take: (target, {scenario: {training}}) => change(target, {scenario: {training}}),
    differs: (baseline, proposal) =>
      [baseline, proposal].some(({scenario}) => scenario.phase === "training") &&
      JSON.stringify(baseline.scenario.training) !== JSON.stringify(proposal.scenario.training),
  },
];

/** Whether devices exchange anything on either side, or may in a hybrid that has the copies of one and trains as the other. */
function mayExchange(baseline: Configuration, proposal: Configuration): boolean {
  const scenarios = [baseline.scenario, proposal.scenario];
  return (
    scenarios.some(communicates) ||
    (baseline.scenario.phase !== proposal.scenario.phase && scenarios.some((scenario) => devicesOf(scenario) > 1))
  );
}

/** `target` with each of the factors as in `source`. */
export function takeFactors(
  target: Configuration,
  source: Configuration,
  factors: readonly Pick<FactorDefinition, "take">[],
): Configuration {
  return factors.reduce((hybrid, factor) => factor.take(hybrid, source), target);
}

/** The same reading of each side. */
function each(read: (side: Configuration) => number | string): FactorDefinition["values"] {
  return (baseline, proposal) => [read(baseline), read(proposal)];
}

function fractions({calibration}: Configuration): string {
  const {matrixFraction, attentionFraction, perHeadAttention, memoryFraction} = calibration;
  const {dequantisation, linkFraction, linkLatencySeconds} = calibration;
  const ofDevice = [matrixFraction, attentionFraction, perHeadAttention, memoryFraction, dequantisation];
  return JSON.stringify([...ofDevice, linkFraction, linkLatencySeconds]);
}

function scenarioFactor(
  id: FactorId,
  group: FactorGroup,
  label: string,
  key:
    | "phase"
    | "batch"
    | "inputLength"
    | "outputLength"
    | "tensorParallel"
    | "pipelineParallel"
    | "dataParallel"
    | "expertParallel",
  unit: string | null = null,
): FactorDefinition {
  return {
    id,
    group,
    label,
    unit,
    ratesOnly: false,
    values: each(({scenario}) => scenario[key]),
    take: (target, {scenario}) => change(target, {scenario: {[key]: scenario[key]}}),
    differs: (baseline, proposal) => baseline.scenario[key] !== proposal.scenario[key],
  };
}

function precisionFactor(id: FactorId, label: string, key: "weights" | "activations" | "kvCache"): FactorDefinition {
  return {
    id,
    group: "numerics",
    label,
    unit: null,
    ratesOnly: false,
    values: each(({scenario}) => scenario.precision[key]),
    take: (target, {scenario}) =>
      change(target, {scenario: {precision: {...target.scenario.precision, [key]: scenario.precision[key]}}}),
    differs: (baseline, proposal) => baseline.scenario.precision[key] !== proposal.scenario.precision[key],
  };
}

import {change} from "../../../lib/engine/change.js";
import {attentionFormatOrNull, computeFormatOrNull} from "../../../lib/engine/resolveHardware.js";
import type {Configuration, Hardware, Scenario} from "../../../lib/engine/types.js";
import type {FactorGroup} from "../../../lib/explainer/types.js";
import {trainingParts} from "./traits.js";

/** How a value of a cause is printed. */
export type Shown = "B/s" | "FLOP/s" | "B" | "W" | "s" | "count" | "name";

/** A cause: its name, its family, how to take it from another configuration, and what it is on a side. */
export interface Cause {
  readonly label: string;
  readonly group: FactorGroup;
  readonly shown: Shown;
  take(target: Configuration, source: Configuration): Configuration;
  /** What it may be said to be on the two sides; several where a machine has several peaks. */
  values(baseline: Configuration, proposal: Configuration): readonly (readonly [number | string, number | string])[];
}

type Read = (side: Configuration) => number | string | null;

/** The value of each side; of a figure that no source publishes, that. */
const each =
  (read: Read): Cause["values"] =>
  (baseline, proposal) => [[read(baseline) ?? "not published", read(proposal) ?? "not published"]];

function ofHardware(
  label: string,
  shown: Shown,
  taken: (source: Hardware, target: Hardware) => Partial<Hardware>,
  read: (hardware: Hardware) => number | null,
): Cause {
  return {
    label,
    group: "hardware",
    shown,
    take: (target, source) => change(target, {hardware: taken(source.hardware, target.hardware)}),
    values: each(({hardware}) => read(hardware)),
  };
}

function ofScenario(
  label: string,
  group: FactorGroup,
  shown: Shown,
  taken: (source: Scenario, target: Scenario) => Partial<Scenario>,
  read: (scenario: Scenario) => number | string,
): Cause {
  return {
    label,
    group,
    shown,
    take: (target, source) => change(target, {scenario: taken(source.scenario, target.scenario)}),
    values: each(({scenario}) => read(scenario)),
  };
}

function ofPrecision(label: string, key: keyof Scenario["precision"]): Cause {
  return ofScenario(
    label,
    "numerics",
    "name",
    ({precision}, target) => ({precision: {...target.precision, [key]: precision[key]}}),
    ({precision}) => precision[key],
  );
}

/** The rate between the devices of a node: that of the link to the host where there is no other. */
const linkOf = (hardware: Hardware) => hardware.linkBandwidthBytesPerSecond ?? hardware.hostLinkBandwidthBytesPerSecond;

/** The peaks that go with the formats of either side, each on both machines. */
function peaks(baseline: Configuration, proposal: Configuration): (readonly [number | string, number | string])[] {
  const formats = [baseline, proposal].map(({scenario}) => scenario.precision.activations);
  const finders = formats.flatMap((format) => [
    (hardware: Hardware) => computeFormatOrNull(hardware, format),
    (hardware: Hardware) => attentionFormatOrNull(hardware, format),
  ]);
  const peak = ({hardware}: Configuration, find: (typeof finders)[number]) => {
    const format = find(hardware);
    return (format === null ? undefined : hardware.peakFlopPerSecond[format]) ?? "not published";
  };
  const plain = () => "fp32" as const;
  return [...finders, plain].map((find) => [peak(baseline, find), peak(proposal, find)]);
}

/** The causes by id, as a reader knows them. */
export const causes: Readonly<Record<string, Cause>> = {
  "peak-flops": {
    label: "peak FLOP/s",
    group: "hardware",
    shown: "FLOP/s",
    take: (target, source) => change(target, {hardware: {peakFlopPerSecond: source.hardware.peakFlopPerSecond}}),
    values: peaks,
  },
  "memory-bandwidth": ofHardware(
    "memory bandwidth",
    "B/s",
    ({memoryBandwidthBytesPerSecond}) => ({memoryBandwidthBytesPerSecond}),
    ({memoryBandwidthBytesPerSecond}) => memoryBandwidthBytesPerSecond,
  ),
  "memory-capacity": ofHardware(
    "memory capacity",
    "B",
    ({memoryCapacityBytes, memoryAddressableBytes}) => ({memoryCapacityBytes, memoryAddressableBytes}),
    ({memoryCapacityBytes, memoryAddressableBytes}) => memoryAddressableBytes ?? memoryCapacityBytes,
  ),
  "link-bandwidth": ofHardware(
    "link bandwidth",
    "B/s",
    (source) => ({linkBandwidthBytesPerSecond: linkOf(source)}),
    linkOf,
  ),
  "host-link-bandwidth": ofHardware(
    "host link bandwidth",
    "B/s",
    // Cards that talk over the link to the host keep the rate at which they do.
    ({hostLinkBandwidthBytesPerSecond}, target) => ({
      hostLinkBandwidthBytesPerSecond,
      linkBandwidthBytesPerSecond: linkOf(target),
    }),
    ({hostLinkBandwidthBytesPerSecond}) => hostLinkBandwidthBytesPerSecond,
  ),
  power: ofHardware(
    "power",
    "W",
    ({powerWatts}) => ({powerWatts}),
    ({powerWatts}) => powerWatts,
  ),
  "weight-precision": ofPrecision("weight precision", "weights"),
  "activation-precision": ofPrecision("compute precision", "activations"),
  "kv-precision": ofPrecision("KV cache precision", "kvCache"),
  model: {
    label: "model shape",
    group: "workload",
    shown: "name",
    take: (target, {model}) => change(target, {model}),
    values: each(({model}) => model.id),
  },
  phase: ofScenario(
    "phase",
    "workload",
    "name",
    ({phase}) => ({phase}),
    ({phase}) => phase,
  ),
  batch: ofScenario(
    "batch",
    "workload",
    "count",
    ({batch}) => ({batch}),
    ({batch}) => batch,
  ),
  "input-length": ofScenario(
    "input length",
    "workload",
    "count",
    ({inputLength}) => ({inputLength}),
    ({inputLength}) => inputLength,
  ),
  "output-length": ofScenario(
    "output length",
    "workload",
    "count",
    ({outputLength}) => ({outputLength}),
    ({outputLength}) => outputLength,
  ),
  "launch-overhead": {
    label: "launch overhead",
    group: "software",
    shown: "s",
    take: (target, {scenario: {execution}, calibration: {launchSeconds, launchesPerLayer}}) =>
      change(target, {scenario: {execution}, calibration: {launchSeconds, launchesPerLayer}}),
    values: each(({calibration, scenario}) => calibration.launchSeconds[scenario.execution]),
  },
  "step-overhead": {
    label: "fixed time of a step",
    group: "software",
    shown: "s",
    take: (target, {calibration: {stepSeconds}}) => change(target, {calibration: {stepSeconds}}),
    values: each(({calibration}) => calibration.stepSeconds),
  },
  efficiency: {
    label: "achieved fractions of the peaks",
    group: "software",
    shown: "name",
    take: (target, {calibration}) => {
      const {launchSeconds, launchesPerLayer, stepSeconds} = target.calibration;
      return change(target, {calibration: {...calibration, launchSeconds, launchesPerLayer, stepSeconds}});
    },
    values: each(({calibration}) => calibration.id),
  },
  "tensor-parallel": ofScenario(
    "tensor parallel size",
    "parallelism",
    "count",
    ({tensorParallel}) => ({tensorParallel}),
    ({tensorParallel}) => tensorParallel,
  ),
  "pipeline-parallel": ofScenario(
    "pipeline parallel size",
    "parallelism",
    "count",
    ({pipelineParallel}) => ({pipelineParallel}),
    ({pipelineParallel}) => pipelineParallel,
  ),
  "data-parallel": ofScenario(
    "data parallel size",
    "parallelism",
    "count",
    ({dataParallel}) => ({dataParallel}),
    ({dataParallel}) => dataParallel,
  ),
  "expert-parallel": ofScenario(
    "expert parallel size",
    "parallelism",
    "count",
    ({expertParallel}) => ({expertParallel}),
    ({expertParallel}) => expertParallel,
  ),
  network: ofScenario(
    "nodes and their network",
    "parallelism",
    "name",
    ({devicesPerNode, networkBytesPerSecond, collectives}) => ({devicesPerNode, networkBytesPerSecond, collectives}),
    ({devicesPerNode, networkBytesPerSecond, collectives}) =>
      `${devicesPerNode} a node, ${networkBytesPerSecond / 0.125e9} Gbit/s, ${collectives}`,
  ),
  offload: ofScenario(
    "weights on the host",
    "software",
    "name",
    ({offload}) => ({offload}),
    ({offload}) => (offload ? "where they do not fit" : "none"),
  ),
  "training-plan": {
    label: "training plan",
    group: "software",
    shown: "name",
    take: (target, {scenario: {training}}) => change(target, {scenario: {training}}),
    values: (baseline, proposal) => [differingParts(baseline, proposal)],
  },
};

/** The parts of a training plan that are not the same on both sides. */
function differingParts(baseline: Configuration, proposal: Configuration): [string, string] {
  const [before, after] = [trainingParts(baseline.scenario), trainingParts(proposal.scenario)];
  const only = (parts: readonly string[], others: readonly string[]) =>
    parts.filter((part) => !others.includes(part)).join(", ");
  return [only(before, after), only(after, before)];
}

/** The causes that an id stands for, in the order of this table: several where they were merged. */
export const membersOf = (id: string): readonly string[] => {
  const ids = id.split("+");
  return ids.length === 1 ? ids : Object.keys(causes).filter((known) => ids.includes(known));
};

/** The family of a cause; of merged ones, that of the first. */
export const familyOf = (id: string): FactorGroup => causes[membersOf(id)[0]!]!.group;

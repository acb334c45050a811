import {change} from "../engine/change.js";
import {wideFormat, type ArithmeticPrecision} from "../engine/precision.js";
import {computeFormatOrNull, linkRate, linkRateOrNull, peakRate} from "../engine/resolveHardware.js";
import {matrixFraction} from "../engine/roofline.js";
import type {Configuration} from "../engine/types.js";
import type {FactorGroup, FactorId, RateId} from "./types.js";

/** A cause: how to read it from a configuration, and how to give it to another. */
export interface FactorDefinition {
  readonly id: FactorId;
  readonly group: FactorGroup;
  readonly label: string;
  readonly unit: string | null;
  /** The value that a reader knows it by. */
  value(configuration: Configuration): number | string;
  /** `target` with this cause as in `source`. */
  take(target: Configuration, source: Configuration): Configuration;
  /** Whether the two sides differ in it, where it can matter to either of them. */
  differs(baseline: Configuration, proposal: Configuration): boolean;
}

/** All causes, in the order in which they are listed. */
export const factorDefinitions: readonly FactorDefinition[] = [
  {
    id: "peak-flops",
    group: "hardware",
    label: "peak FLOP/s",
    unit: "FLOP/s",
    value: ({hardware, scenario}) => peakRate(hardware, scenario.precision.activations),
    take: (target, {hardware: {peakFlopPerSecond}}) => change(target, {hardware: {peakFlopPerSecond}}),
    differs: (baseline, proposal) =>
      formatsUsed(baseline, proposal).some(
        (format) => achievedRate(baseline, format) !== achievedRate({...baseline, hardware: proposal.hardware}, format),
      ),
  },
  {
    id: "memory-bandwidth",
    group: "hardware",
    label: "memory bandwidth",
    unit: "B/s",
    value: ({hardware}) => hardware.memoryBandwidthBytesPerSecond,
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
    value: ({hardware}) => hardware.memoryCapacityBytes,
    take: (target, {hardware: {memoryCapacityBytes}}) => change(target, {hardware: {memoryCapacityBytes}}),
    // At a given batch capacity is a verdict; only the largest batch turns it into speed.
    differs: (baseline, proposal) =>
      (baseline.scenario.batch === "max" || proposal.scenario.batch === "max") &&
      baseline.hardware.memoryCapacityBytes !== proposal.hardware.memoryCapacityBytes,
  },
  {
    id: "link-bandwidth",
    group: "hardware",
    label: "link bandwidth",
    unit: "B/s",
    value: ({hardware}) => linkRateOrNull(hardware) ?? "not published",
    take: (target, {hardware: {linkBandwidthBytesPerSecond, hostLinkBandwidthBytesPerSecond}}) =>
      change(target, {hardware: {linkBandwidthBytesPerSecond, hostLinkBandwidthBytesPerSecond}}),
    differs: (baseline, proposal) =>
      (baseline.scenario.tensorParallel > 1 || proposal.scenario.tensorParallel > 1) &&
      linkRateOrNull(baseline.hardware) !== linkRateOrNull(proposal.hardware),
  },
  precisionFactor("weight-precision", "weight precision", "weights"),
  precisionFactor("activation-precision", "compute precision", "activations"),
  precisionFactor("kv-precision", "KV cache precision", "kvCache"),
  {
    id: "model",
    group: "workload",
    label: "model shape",
    unit: null,
    value: ({model}) => model.id,
    take: (target, {model}) => change(target, {model}),
    differs: (baseline, proposal) => JSON.stringify(baseline.model) !== JSON.stringify(proposal.model),
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
    value: ({calibration, scenario}) => calibration.launchSeconds[scenario.execution],
    take: (target, {calibration: {launchSeconds, launchesPerLayer}, scenario: {execution}}) =>
      change(target, {scenario: {execution}, calibration: {launchSeconds, launchesPerLayer}}),
    differs: (baseline, proposal) =>
      baseline.calibration.launchSeconds[baseline.scenario.execution] !==
        proposal.calibration.launchSeconds[proposal.scenario.execution] ||
      (baseline.scenario.granularity === "model" &&
        baseline.calibration.launchesPerLayer !== proposal.calibration.launchesPerLayer),
  },
  {
    id: "step-overhead",
    group: "software",
    label: "fixed time of a step",
    unit: "s",
    value: ({calibration}) => calibration.stepSeconds,
    take: (target, {calibration: {stepSeconds}}) => change(target, {calibration: {stepSeconds}}),
    differs: (baseline, proposal) => baseline.calibration.stepSeconds !== proposal.calibration.stepSeconds,
  },
  {
    id: "efficiency",
    group: "software",
    label: "achieved fractions of the peaks",
    unit: null,
    value: ({calibration}) => calibration.id,
    take: (target, {calibration}) => {
      const {launchSeconds, launchesPerLayer, stepSeconds} = target.calibration;
      return change(target, {calibration: {...calibration, launchSeconds, launchesPerLayer, stepSeconds}});
    },
    differs: (baseline, proposal) => fractions(baseline) !== fractions(proposal),
  },
  scenarioFactor("tensor-parallel", "parallelism", "tensor parallel size", "tensorParallel"),
];

/** `target` with each of the factors as in `source`. */
export function takeFactors(
  target: Configuration,
  source: Configuration,
  factors: readonly Pick<FactorDefinition, "take">[],
): Configuration {
  return factors.reduce((hybrid, factor) => factor.take(hybrid, source), target);
}

/**
 * How many times the proposal has more of a pure rate than the baseline, by the data sheets. Where narrow and wide formats
 * differ in their ratio, the one farthest from 1; null where the achieved rates do not all lie between 1 and that ratio
 * (one format gains what another loses, or a narrow format is achieved less well), because then it is no pure rate.
 */
export function rateRatio(id: RateId, baseline: Configuration, proposal: Configuration): number | null {
  if (id === "memory-bandwidth") {
    return proposal.hardware.memoryBandwidthBytesPerSecond / baseline.hardware.memoryBandwidthBytesPerSecond;
  }
  if (id === "link-bandwidth") return linkRate(proposal.hardware) / linkRate(baseline.hardware);
  const formats = formatsUsed(baseline, proposal);
  const ratios = formats.map((format) => peakRate(proposal.hardware, format) / peakRate(baseline.hardware, format));
  const headline = ratios.reduce(
    (far, ratio) => (Math.abs(Math.log(ratio)) > Math.abs(Math.log(far)) ? ratio : far),
    1,
  );
  const [low, high] = headline < 1 ? [headline, 1] : [1, headline];
  const tolerance = 1e-12;
  const pure = [baseline, proposal].every(({calibration}) =>
    formats.every((format) => {
      const achieved =
        achievedRate({...proposal, calibration}, format)! / achievedRate({...baseline, calibration}, format)!;
      return achieved >= low * (1 - tolerance) && achieved <= high * (1 + tolerance);
    }),
  );
  return pure ? headline : null;
}

/** Whether a factor is a rate that `rateRatio` understands. */
export function isRate(id: string): id is RateId {
  return id === "peak-flops" || id === "memory-bandwidth" || id === "link-bandwidth";
}

/** Formats that either side computes in, before any fallback. */
export function formatsUsed(baseline: Configuration, proposal: Configuration): readonly ArithmeticPrecision[] {
  const sides = [baseline.scenario.precision.activations, proposal.scenario.precision.activations];
  return [...new Set([...sides, ...sides.map((format) => wideFormat[format])])];
}

/** Achieved rate of matrix products in FLOP/s; null where the hardware has no peak that can stand in for the format. */
function achievedRate({hardware, calibration}: Configuration, format: ArithmeticPrecision): number | null {
  const used = computeFormatOrNull(hardware, format);
  return used === null ? null : matrixFraction(calibration, used) * peakRate(hardware, used);
}

function fractions({calibration}: Configuration): string {
  const {matrixFraction: matrix, attentionFraction, memoryFraction, linkFraction, linkLatencySeconds} = calibration;
  return JSON.stringify([matrix, attentionFraction, memoryFraction, linkFraction, linkLatencySeconds]);
}

function scenarioFactor(
  id: FactorId,
  group: FactorGroup,
  label: string,
  key: "phase" | "batch" | "inputLength" | "outputLength" | "tensorParallel",
  unit: string | null = null,
): FactorDefinition {
  return {
    id,
    group,
    label,
    unit,
    value: ({scenario}) => scenario[key],
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
    value: ({scenario}) => scenario.precision[key],
    take: (target, {scenario}) =>
      change(target, {scenario: {precision: {...target.scenario.precision, [key]: scenario.precision[key]}}}),
    differs: (baseline, proposal) => baseline.scenario.precision[key] !== proposal.scenario.precision[key],
  };
}

import * as fc from "fast-check";
import {largestBatch, resolveBatch} from "../../../lib/engine/footprint.js";
import {change} from "../../../lib/engine/change.js";
import {stepTime} from "../../../lib/engine/stepTime.js";
import type {Calibration, Configuration, DecoderModel, Hardware, Phase, Scenario} from "../../../lib/engine/types.js";
import {writesText} from "../../../lib/engine/unitMade.js";
import {bytesPerSecond, flopPerSecond, seconds} from "../../../lib/engine/units.js";
import {configure} from "../../../lib/explore/configure.js";
import {configurations} from "../../configurations.js";

/** What is shown of a counterexample at most, in characters. */
const shownLength = 900;

/** A counterexample in short: configurations by their ids and their scenario, numbers with few digits. */
function shown(counterexample: unknown): string {
  const shorten = (_key: string, value: unknown): unknown => {
    if (typeof value === "number") return Number(value.toPrecision(6));
    if (value === null || typeof value !== "object") return value;
    if ("hardware" in value && "model" in value && "scenario" in value && "calibration" in value) {
      const {hardware, model, scenario, calibration} = value as Configuration;
      return {case: `${model.id} on ${hardware.id}, ${calibration.id}`, ...scenario};
    }
    return value;
  };
  return JSON.stringify(counterexample, shorten).slice(0, shownLength);
}

/** Asserts that a property holds of many values; a failure names the simplest counterexample in a line. */
export function holds<Value>(numRuns: number, values: fc.Arbitrary<Value>, property: (value: Value) => void): void {
  const {failed, counterexample, errorInstance} = fc.check(fc.property(values, property), {numRuns});
  if (!failed) return;
  const reason = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  throw new Error(`${reason.slice(0, shownLength)}\ncounterexample: ${shown(counterexample)}`);
}

/** States that a number is what it should be, but for rounding; cheaper than an expectation, for thousands of runs. */
export function near(value: number, expected: number, what: string, tolerance = 1e-9): void {
  if (Math.abs(value - expected) <= tolerance * Math.max(Math.abs(value), Math.abs(expected))) return;
  throw new Error(`${what}: expected ${expected}, got ${value}`);
}

/** States that a number is no larger than another, but for rounding. */
export function atMost(value: number, limit: number, what: string, tolerance = 1e-9): void {
  if (value <= limit + tolerance * Math.abs(limit)) return;
  throw new Error(`${what}: expected at most ${limit}, got ${value}`);
}

/** Time of a step in seconds, whether or not it fits. */
export const timeOf = (configuration: Configuration): number => stepTime(configuration).seconds;

/** `configuration` with some of its scenario changed. */
export const asking = (configuration: Configuration, scenario: Partial<Scenario>): Configuration =>
  change(configuration, {scenario});

/** One device that holds everything. */
export const alone = {
  tensorParallel: 1,
  pipelineParallel: 1,
  dataParallel: 1,
  expertParallel: 1,
} as const satisfies Partial<Scenario>;

/** `configuration` with its batch as a number: at least a sequence for each copy of the model. */
export function sized(configuration: Configuration): Configuration & {readonly scenario: {readonly batch: number}} {
  const {scenario} = configuration;
  const batch = Math.max(scenario.dataParallel, resolveBatch(scenario, largestBatch(configuration)));
  return asking(configuration, {batch}) as ReturnType<typeof sized>;
}

/** The batch of a configuration whose batch is a number. */
export const batchOf = ({scenario}: Configuration): number => scenario.batch as number;

/** Any configuration of the catalog, its batch a number. */
export const cases: fc.Arbitrary<Configuration> = configurations.map(sized);

/** Configurations of models that generate text, all in a phase. */
export const generating = (phase: Phase): fc.Arbitrary<Configuration> =>
  cases.filter(({model}) => writesText(model)).map((configuration) => asking(configuration, {phase}));

/** Configurations in training, of models of which is published what that keeps. */
export const inTraining: fc.Arbitrary<Configuration> = cases
  .filter(({model}) => !("activationsPerSample" in model) || model.activationsPerSample !== null)
  .map((configuration) => asking(configuration, {phase: "training", offload: false}));

/** A configuration of a decoder. */
export type DecoderCase = Configuration & {readonly model: DecoderModel};

/** Configurations of decoders, on one device. */
export const decoders: fc.Arbitrary<DecoderCase> = cases
  .filter(({model}) => model.architecture === "decoder")
  .map((configuration) => asking(configuration, alone) as DecoderCase);

/** `hardware` with all of its rates so many times as high. */
export function fasterHardware(hardware: Hardware, factor: number): Partial<Hardware> {
  const {memoryBandwidthBytesPerSecond, linkBandwidthBytesPerSecond, hostLinkBandwidthBytesPerSecond} = hardware;
  const rate = (value: number | null) => (value === null ? null : bytesPerSecond(factor * value));
  return {
    peakFlopPerSecond: Object.fromEntries(
      Object.entries(hardware.peakFlopPerSecond).map(([format, peak]) => [format, flopPerSecond(factor * peak)]),
    ),
    memoryBandwidthBytesPerSecond: bytesPerSecond(factor * memoryBandwidthBytesPerSecond),
    linkBandwidthBytesPerSecond: rate(linkBandwidthBytesPerSecond),
    hostLinkBandwidthBytesPerSecond: rate(hostLinkBandwidthBytesPerSecond),
  };
}

/** `calibration` with all of its fixed times so many times as long. */
export function longerFixedTimes(calibration: Calibration, factor: number): Partial<Calibration> {
  const {linkLatencySeconds, launchSeconds, stepSeconds} = calibration;
  return {
    linkLatencySeconds: seconds(factor * linkLatencySeconds),
    launchSeconds: {graph: seconds(factor * launchSeconds.graph), eager: seconds(factor * launchSeconds.eager)},
    stepSeconds: seconds(factor * stepSeconds),
  };
}

/** The calibration without losses or fixed costs, for an accelerator. */
export const idealFor = ({hardware, model}: Pick<Configuration, "hardware" | "model">): Calibration =>
  configure({hardware, model, options: {calibration: "ideal"}}).calibration;

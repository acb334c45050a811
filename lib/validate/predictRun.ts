import {change} from "../engine/change.js";
import {devicesOf} from "../engine/parallelism.js";
import {ratesOf, sumCosts} from "../engine/roofline.js";
import {UnpublishedFigureError} from "../engine/resolveHardware.js";
import {stepTime, sumParts} from "../engine/stepTime.js";
import {tokenTimes} from "../engine/tokenTimes.js";
import type {Calibration, Configuration, Model} from "../engine/types.js";
import {usefulFlop} from "../engine/usefulFlop.js";
import {naiveOf} from "./naive.js";
import {isUnpredicted} from "./resolveNames.js";
import {flopRateUnit, rateUnit, shareUnit, timeUnit, type TimeUnit, type Work} from "./rowUnits.js";
import {runConfiguration, type Run} from "./runConfiguration.js";
import {servedConcurrency} from "./servedConcurrency.js";
import type {Row, RowAnswer, Unpredicted} from "./types.js";

/** One step of a run, in the engine's terms. */
interface Step {
  readonly configuration: Configuration;
  readonly batch: number;
  /** What the step makes. */
  readonly tokens: number;
  readonly seconds: number;
}

/** The step of a configuration; with `asRun`, as the software that was run does it. */
function stepOf(configuration: Configuration, asRun: Run["asRun"] = null): Step {
  const {batch, tokens, operators, rates, fixed, seconds} = stepTime(configuration);
  if (asRun === null) return {configuration, batch, tokens, seconds};
  return {configuration, batch, tokens, seconds: sumParts(sumCosts(operators.map(asRun), rates, fixed))};
}

/** How a metric of a table follows from the engine's answer. */
interface Metric {
  readonly largerIsBetter: boolean;
  /** Whether the value holds up to a factor that the row does not state, so that only ratios of rows can be predicted. */
  readonly relative?: true;
  /** Whether it is what one of many requests sees that are served at once, where the row is about whole requests. */
  readonly ofServed?: true;
  /** How to read off a step what a row states in a unit; the reason where the unit is none of the metric's. */
  reading(unit: string): Reading | Unpredicted;
}

/** How a value is read off a step. */
interface Reading {
  readonly perDevice: boolean;
  /** What it counts, of a rate. */
  readonly work?: Work;
  value(step: Step): number;
}

const deviceCount = ({configuration: {scenario}}: Step): number => devicesOf(scenario);

/** A metric of so many of the unit that `parse` reads. */
function scaled(parse: (unit: string) => TimeUnit | Unpredicted, perDevice: boolean, value: (step: Step) => number) {
  return (unit: string): Reading | Unpredicted => {
    const parsed = parse(unit);
    return isUnpredicted(parsed) ? parsed : {perDevice, value: (step) => value(step) * parsed.scale};
  };
}

function time(value: (step: Step) => number, more: Pick<Metric, "relative" | "ofServed"> = {}): Metric {
  return {largerIsBetter: false, ...more, reading: scaled(timeUnit, false, value)};
}

/** @param perDevice - Whether it is for one of the devices, whatever its unit says. */
function rate(perDevice = false): Metric {
  return {
    largerIsBetter: true,
    reading: (unit) => {
      const parsed = rateUnit(unit);
      if (isUnpredicted(parsed)) return parsed;
      const each = perDevice || parsed.perDevice;
      const value = (step: Step) =>
        (parsed.scale * workOf(step, parsed.work)) / step.seconds / (each ? deviceCount(step) : 1);
      return {perDevice: each, work: parsed.work, value};
    },
  };
}

/** What a step does of what a rate counts. */
function workOf({batch, tokens}: Step, work: Work): number {
  return work === "tokens" ? tokens : batch;
}

/** Operations of a training step that count, by each device and second. */
const flopPerSecond = ({configuration, batch, seconds}: Step) => usefulFlop(configuration, batch, 0) / seconds;

const seconds = (step: Step): number => step.seconds;

const metrics: ReadonlyMap<string, Metric> = new Map<string, Metric>([
  ["throughput", rate()],
  ["prompt_throughput", rate()],
  ["output_throughput", rate()],
  ["throughput_per_gpu", rate(true)],
  ["output_throughput_per_gpu", rate(true)],
  ["latency", time(seconds)],
  ["avg_latency", time(seconds)],
  ["first_token_latency", time(seconds)],
  ["step_time", time(seconds)],
  ["time_to_train", time(seconds, {relative: true})],
  // Of a prompt or a decode step by itself, these are its time.
  ["mean_ITL", time((step) => served(step)?.tpotSeconds ?? step.seconds, {ofServed: true})],
  ["mean_TTFT", time((step) => served(step)?.ttftSeconds ?? step.seconds, {ofServed: true})],
  [
    "MFU",
    {
      largerIsBetter: true,
      reading: scaled(shareUnit, true, (step) => flopPerSecond(step) / ratesOf(step.configuration).matrixPeak),
    },
  ],
  ["model_TFLOPs_per_gpu", {largerIsBetter: true, reading: scaled(flopRateUnit, true, flopPerSecond)}],
]);

function served({configuration, batch}: Step) {
  return tokenTimes(configuration, batch, ratesOf(configuration));
}

/** What kind of model a row is about, as its category says it. */
export function modelKind(model: Model): string {
  if (model.architecture !== "decoder") return model.architecture;
  return model.experts === null ? "dense" : "mixture of experts";
}

function categoryOf({configuration: {model, scenario}}: Run): string {
  return `${scenario.phase}, ${modelKind(model)}`;
}

/**
 * What the engine says of a row of a table of end-to-end runs, or why it says nothing.
 *
 * @param constants - In place of those of the calibration, as a fit tries them.
 */
export function predictRun(row: Row, calibrationId: string, constants: Partial<Calibration> = {}): RowAnswer {
  const measured = row.number("value");
  if (measured === null || measured <= 0) return {reason: "no positive value is stated"};
  const name = row.text("metric");
  const metric = metrics.get(name);
  if (metric === undefined) return {reason: `no prediction of the metric "${name}"`};
  const reading = metric.reading(row.text("unit"));
  if (isUnpredicted(reading)) return reading;
  const run = runConfiguration(row, calibrationId);
  if (isUnpredicted(run)) return run;
  try {
    const tried = change(run.configuration, {calibration: constants});
    const configuration = underLoad(tried, run.requestRate, metric.ofServed === true);
    if (isUnpredicted(configuration)) return configuration;
    if (reading.work === "requests" && configuration.scenario.phase === "decode")
      return {reason: "a decode step is no request"};
    const {largerIsBetter} = metric;
    return {
      predicted: reading.value(stepOf(configuration, run.asRun)),
      measured,
      largerIsBetter,
      relative: metric.relative === true,
      category: categoryOf(run),
      naive: naiveOf(configuration, {largerIsBetter, perDevice: reading.perDevice}, (other) =>
        reading.value(stepOf(other)),
      ),
    };
  } catch (error) {
    // A figure that nobody publishes is a gap of the catalog, which is counted, not a bug.
    if (!(error instanceof UnpublishedFigureError)) throw error;
    return {reason: `a figure that is needed is not published: ${error.message}`};
  }
}

/** The configuration in serving, where so many requests a second arrive or a row is about requests that are served at once. */
function underLoad(
  configuration: Configuration,
  requestsPerSecond: number | null,
  ofServed: boolean,
): Configuration | Unpredicted {
  const isRequest = configuration.scenario.phase === "request";
  if (requestsPerSecond === null && !(ofServed && isRequest)) return configuration;
  const serving = change(configuration, {scenario: {phase: "serving"}});
  if (requestsPerSecond === null) return serving;
  const batch = servedConcurrency(serving, requestsPerSecond);
  return batch === null
    ? {reason: "more requests a second than can be answered"}
    : change(serving, {scenario: {batch}});
}

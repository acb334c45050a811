import {change} from "../engine/change.js";
import {devicesOf} from "../engine/parallelism.js";
import {ratesOf} from "../engine/roofline.js";
import {UnpublishedFigureError} from "../engine/resolveHardware.js";
import {stepTime} from "../engine/stepTime.js";
import {tokenTimes} from "../engine/tokenTimes.js";
import type {Calibration, Configuration, Model} from "../engine/types.js";
import {usefulFlop} from "../engine/usefulFlop.js";
import {naiveOf} from "./naive.js";
import {isUnpredicted} from "./resolveNames.js";
import {runConfiguration, type Run} from "./runConfiguration.js";
import {servedConcurrency} from "./servedConcurrency.js";
import type {Row, RowAnswer} from "./types.js";

/** How a metric of a table follows from the engine's answer. */
interface Metric {
  readonly largerIsBetter: boolean;
  /** Whether the value is for one of the devices. */
  readonly perDevice?: true;
  /** Whether the value holds up to a factor that the row does not state, so that only ratios of rows can be predicted. */
  readonly relative?: true;
  /** In the unit in which tables give it; `unit` is what the row says. */
  value(configuration: Configuration, unit: string): number;
}

const milliseconds = (configuration: Configuration) => 1e3 * stepTime(configuration).seconds;
/** Tokens a second, or whole samples where the row counts those. */
const perSecond = (configuration: Configuration, unit: string) => {
  const {tokens, batch, seconds} = stepTime(configuration);
  return (/^(samples|sequences|images)/.test(unit) ? batch : tokens) / seconds;
};
const perSecondEach = (configuration: Configuration, unit: string) =>
  perSecond(configuration, unit) / devicesOf(configuration.scenario);

/** Operations of a training step that count, by each device and second. */
const flopPerSecond = (configuration: Configuration) => {
  const {batch, seconds} = stepTime(configuration);
  return usefulFlop(configuration, batch, 0) / seconds;
};

const metrics: ReadonlyMap<string, Metric> = new Map<string, Metric>([
  ["throughput", {largerIsBetter: true, value: perSecond}],
  ["prompt_throughput", {largerIsBetter: true, value: perSecond}],
  ["output_throughput", {largerIsBetter: true, value: perSecond}],
  ["throughput_per_gpu", {largerIsBetter: true, perDevice: true, value: perSecondEach}],
  ["output_throughput_per_gpu", {largerIsBetter: true, perDevice: true, value: perSecondEach}],
  ["latency", {largerIsBetter: false, value: milliseconds}],
  ["avg_latency", {largerIsBetter: false, value: milliseconds}],
  ["first_token_latency", {largerIsBetter: false, value: milliseconds}],
  ["step_time", {largerIsBetter: false, value: (configuration) => stepTime(configuration).seconds}],
  ["time_to_train", {largerIsBetter: false, relative: true, value: (configuration) => stepTime(configuration).seconds}],
  [
    "mean_ITL",
    {largerIsBetter: false, value: (configuration) => 1e3 * (served(configuration)?.tpotSeconds ?? Infinity)},
  ],
  [
    "mean_TTFT",
    {largerIsBetter: false, value: (configuration) => 1e3 * (served(configuration)?.ttftSeconds ?? Infinity)},
  ],
  [
    "MFU",
    {
      largerIsBetter: true,
      perDevice: true,
      value: (configuration) => (100 * flopPerSecond(configuration)) / ratesOf(configuration).matrixPeak,
    },
  ],
  ["model_TFLOPs_per_gpu", {largerIsBetter: true, perDevice: true, value: (side) => flopPerSecond(side) / 1e12}],
]);

function served(configuration: Configuration) {
  return tokenTimes(configuration, stepTime(configuration).batch, ratesOf(configuration));
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
  const run = runConfiguration(row, calibrationId);
  if (isUnpredicted(run)) return run;
  try {
    const tried = {...run, configuration: change(run.configuration, {calibration: constants})};
    const configuration = tried.requestRate === null ? tried.configuration : underLoad(tried, tried.requestRate);
    const perDevice = metric.perDevice === true;
    const unit = row.text("unit");
    return {
      predicted: metric.value(configuration, unit),
      measured,
      largerIsBetter: metric.largerIsBetter,
      relative: metric.relative === true,
      category: categoryOf(run),
      naive: naiveOf(configuration, {largerIsBetter: metric.largerIsBetter, perDevice}, (other) =>
        metric.value(other, unit),
      ),
    };
  } catch (error) {
    // A figure that nobody publishes is a gap of the catalog, which is counted, not a bug.
    if (!(error instanceof UnpublishedFigureError)) throw error;
    return {reason: `a figure that is needed is not published: ${error.message}`};
  }
}

/** The configuration in serving, at the concurrency that so many requests a second settle at. */
function underLoad({configuration}: Run, requestsPerSecond: number): Configuration {
  const serving = change(configuration, {scenario: {phase: "serving"}});
  return change(serving, {scenario: {batch: servedConcurrency(serving, requestsPerSecond)}});
}

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
import {runConfiguration, type Run} from "./runConfiguration.js";
import {servedConcurrency} from "./servedConcurrency.js";
import type {Row, RowAnswer} from "./types.js";

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
  /** Whether the value is for one of the devices. */
  readonly perDevice?: true;
  /** Whether the value holds up to a factor that the row does not state, so that only ratios of rows can be predicted. */
  readonly relative?: true;
  /** In the unit in which tables give it; `unit` is what the row says. */
  value(step: Step, unit: string): number;
}

const milliseconds = ({seconds}: Step) => 1e3 * seconds;
/** Tokens a second, or whole samples where the row counts those. */
const perSecond = ({tokens, batch, seconds}: Step, unit: string) =>
  (/^(samples|sequences|images)/.test(unit) ? batch : tokens) / seconds;
const perSecondEach = (step: Step, unit: string) => perSecond(step, unit) / devicesOf(step.configuration.scenario);

/** Operations of a training step that count, by each device and second. */
const flopPerSecond = ({configuration, batch, seconds}: Step) => usefulFlop(configuration, batch, 0) / seconds;

const metrics: ReadonlyMap<string, Metric> = new Map<string, Metric>([
  ["throughput", {largerIsBetter: true, value: perSecond}],
  ["prompt_throughput", {largerIsBetter: true, value: perSecond}],
  ["output_throughput", {largerIsBetter: true, value: perSecond}],
  ["throughput_per_gpu", {largerIsBetter: true, perDevice: true, value: perSecondEach}],
  ["output_throughput_per_gpu", {largerIsBetter: true, perDevice: true, value: perSecondEach}],
  ["latency", {largerIsBetter: false, value: milliseconds}],
  ["avg_latency", {largerIsBetter: false, value: milliseconds}],
  ["first_token_latency", {largerIsBetter: false, value: milliseconds}],
  ["step_time", {largerIsBetter: false, value: ({seconds}) => seconds}],
  ["time_to_train", {largerIsBetter: false, relative: true, value: ({seconds}) => seconds}],
  ["mean_ITL", {largerIsBetter: false, value: (step) => 1e3 * (served(step)?.tpotSeconds ?? Infinity)}],
  ["mean_TTFT", {largerIsBetter: false, value: (step) => 1e3 * (served(step)?.ttftSeconds ?? Infinity)}],
  [
    "MFU",
    {
      largerIsBetter: true,
      perDevice: true,
      value: (step) => (100 * flopPerSecond(step)) / ratesOf(step.configuration).matrixPeak,
    },
  ],
  ["model_TFLOPs_per_gpu", {largerIsBetter: true, perDevice: true, value: (step) => flopPerSecond(step) / 1e12}],
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
  const run = runConfiguration(row, calibrationId);
  if (isUnpredicted(run)) return run;
  try {
    const tried = {...run, configuration: change(run.configuration, {calibration: constants})};
    const configuration = tried.requestRate === null ? tried.configuration : underLoad(tried, tried.requestRate);
    const perDevice = metric.perDevice === true;
    const unit = row.text("unit");
    return {
      predicted: metric.value(stepOf(configuration, run.asRun), unit),
      measured,
      largerIsBetter: metric.largerIsBetter,
      relative: metric.relative === true,
      category: categoryOf(run),
      naive: naiveOf(configuration, {largerIsBetter: metric.largerIsBetter, perDevice}, (other) =>
        metric.value(stepOf(other), unit),
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

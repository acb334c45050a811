import {largestBatch, resolveBatch} from "./footprint.js";
import {lower, stepTokens} from "./lower.js";
import type {Operator} from "./operator.js";
import {bubbleFraction} from "./passes.js";
import {costOf, ratesOf, type Cost, type Rates} from "./roofline.js";
import type {Configuration, Regime} from "./types.js";

/** Time of one step by the term that it is charged to, in seconds. */
export interface StepTime {
  readonly seconds: number;
  readonly parts: Readonly<Record<Regime, number>>;
  readonly batch: number;
  readonly tokens: number;
}

/** The time of one operator by the term that it is charged to; widening is arithmetic. */
export function partsOf({binding, wideningSeconds, overheadSeconds, seconds}: Cost): StepTime["parts"] {
  const parts = {compute: wideningSeconds, memory: 0, link: 0, overhead: overheadSeconds};
  parts[binding] += seconds - overheadSeconds - wideningSeconds;
  return parts;
}

/** What a step costs besides its operators. */
export interface FixedCosts {
  /** Fixed time of all passes of the step. */
  readonly seconds: number;
  /** Time that a pipeline waits, as a fraction of the time that it works. */
  readonly bubble: number;
}

/** The fixed time of each pass of a step, and the bubble of its pipeline. */
export function fixedCosts({scenario, calibration}: Configuration, batch: number): FixedCosts {
  const steps = scenario.phase === "request" ? 1 + scenario.outputLength : 1;
  return {seconds: steps * calibration.stepSeconds, bubble: bubbleFraction(scenario, batch)};
}

/**
 * Adds up the operators: each one's roofline part goes to the term that binds it, its launches to overhead, where the fixed
 * time of the step and the bubble of the pipeline are too.
 */
export function sumCosts(operators: readonly Operator[], rates: Rates, fixed: FixedCosts): StepTime["parts"] {
  const parts = {compute: 0, memory: 0, link: 0, overhead: 0};
  for (const operator of operators) {
    const cost = costOf(operator, rates);
    // As `partsOf` has it, without making an object for each operator.
    parts[cost.binding] += operator.repeat * (cost.seconds - cost.overheadSeconds - cost.wideningSeconds);
    parts.compute += operator.repeat * cost.wideningSeconds;
    parts.overhead += operator.repeat * cost.overheadSeconds;
  }
  parts.overhead += fixed.seconds + (fixed.bubble === 0 ? 0 : fixed.bubble * sumParts(parts));
  return parts;
}

/** Sum of the parts: the step's time in seconds. */
export function sumParts({compute, memory, link, overhead}: StepTime["parts"]): number {
  return compute + memory + link + overhead;
}

/**
 * The parts of a step's time at a batch of one's own choice, whatever the scenario says and whether or not it fits.
 *
 * @param rates those of the configuration, which no batch changes: resolved once where many batches are tried.
 */
export function partsAt(configuration: Configuration, batch: number, rates: Rates): StepTime["parts"] {
  return sumCosts(lower(configuration, batch), rates, fixedCosts(configuration, batch));
}

/**
 * The time of a step whether or not it fits in memory. The explainer needs this for its hybrids (one machine's bandwidth
 * with another's capacity); an answer for a reader comes from `solve`, which refuses what does not fit.
 */
export function stepTime(configuration: Configuration): StepTime {
  const {scenario} = configuration;
  const batch = scenario.batch === "max" ? resolveBatch(scenario, largestBatch(configuration)) : scenario.batch;
  const parts = partsAt(configuration, batch, ratesOf(configuration));
  return {seconds: sumParts(parts), parts, batch, tokens: stepTokens(configuration, batch)};
}

/** The term with the largest part; of equal ones the first in the order of `regimes`. */
export function regimeOf({compute, memory, link, overhead}: StepTime["parts"]): Regime {
  // Spelt out rather than looped over names: this stands in every solve, and a named access costs a tenth of a keyed one.
  const roofline = Math.max(compute, memory, link);
  if (overhead > roofline) return "overhead";
  if (compute === roofline) return "compute";
  return memory === roofline ? "memory" : "link";
}

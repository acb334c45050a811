import {largestBatch, resolveBatch} from "./footprint.js";
import {lower, stepTokens} from "./lower.js";
import type {Operator} from "./operator.js";
import {bubbleFraction} from "./passes.js";
import {ratesOf, sumCosts, type Cost, type FixedCosts, type Parts, type Rates} from "./roofline.js";
import type {Configuration, Regime} from "./types.js";

/** What one step does, at whatever rates. */
export interface Work {
  readonly batch: number;
  /** What the step makes. */
  readonly tokens: number;
  readonly operators: readonly Operator[];
}

/** Time of one step by the term that it is charged to, in seconds. */
export interface StepTime extends Work {
  readonly seconds: number;
  readonly parts: Parts;
  /** Of each operator, all of its repeats; what is fixed and the bubble of a pipeline stand beside them. */
  readonly operatorSeconds: readonly number[];
  readonly rates: Rates;
  readonly fixed: FixedCosts;
}

/** The time of one operator by the term that it is charged to; widening is arithmetic. */
export function partsOf({binding, wideningSeconds, overheadSeconds, seconds}: Cost): Parts {
  const bound = seconds - overheadSeconds - wideningSeconds;
  return {
    compute: wideningSeconds + (binding === "compute" ? bound : 0),
    memory: binding === "memory" ? bound : 0,
    link: binding === "link" ? bound : 0,
    overhead: overheadSeconds,
  };
}

/** The fixed time of each pass of a step, and the bubble of its pipeline. */
export function fixedCosts({scenario, calibration}: Configuration, batch: number): FixedCosts {
  const steps = scenario.phase === "request" ? 1 + scenario.outputLength : 1;
  return {seconds: steps * calibration.stepSeconds, bubble: bubbleFraction(scenario, batch)};
}

/** Sum of the parts: the step's time in seconds. */
export function sumParts({compute, memory, link, overhead}: Parts): number {
  return compute + memory + link + overhead;
}

/**
 * The parts of a step's time at a batch of one's own choice, whatever the scenario says and whether or not it fits.
 *
 * @param rates those of the configuration, which no batch changes: resolved once where many batches are tried.
 */
export function partsAt(configuration: Configuration, batch: number, rates: Rates): Parts {
  return sumCosts(lower(configuration, batch), rates, fixedCosts(configuration, batch));
}

/**
 * The time of a step whether or not it fits in memory. The explainer needs this for its hybrids (one machine's bandwidth
 * with another's capacity); an answer for a reader comes from `solve`, which refuses what does not fit.
 */
export function stepTime(configuration: Configuration): StepTime {
  return timeOf(workOf(configuration), configuration);
}

/** What a step does, whether or not it fits in memory. */
export function workOf(configuration: Configuration): Work {
  const {scenario} = configuration;
  const batch = scenario.batch === "max" ? resolveBatch(scenario, largestBatch(configuration)) : scenario.batch;
  return {batch, tokens: stepTokens(configuration, batch), operators: lower(configuration, batch)};
}

/** How long a configuration takes for work that is its own, or that of another which differs in rates alone. */
export function timeOf({batch, tokens, operators}: Work, configuration: Configuration): StepTime {
  const rates = ratesOf(configuration);
  const fixed = fixedCosts(configuration, batch);
  const operatorSeconds: number[] = [];
  const parts = sumCosts(operators, rates, fixed, operatorSeconds);
  return {seconds: sumParts(parts), parts, batch, tokens, operators, operatorSeconds, rates, fixed};
}

/** The term with the largest part; of equal ones the first in the order of `regimes`. */
export function regimeOf({compute, memory, link, overhead}: Parts): Regime {
  // Spelt out rather than looped over names: this stands in every solve, and a named access costs a tenth of a keyed one.
  const roofline = Math.max(compute, memory, link);
  if (overhead > roofline) return "overhead";
  if (compute === roofline) return "compute";
  return memory === roofline ? "memory" : "link";
}

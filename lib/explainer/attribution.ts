import {largestBatch} from "../engine/footprint.js";
import {timeOf, workOf, type StepTime, type Work} from "../engine/stepTime.js";
import type {Configuration} from "../engine/types.js";
import {differingFactors, type AttributedFactor} from "./differingFactors.js";
import {drillDownOf} from "./drillDown.js";
import {hybridsOf} from "./hybrids.js";
import {logSpeed} from "./metric.js";
import {owenMarginals} from "./owen.js";
import {isRate, rateChange} from "./rates.js";
import {interaction} from "./shapley.js";
import {factorGroups, type DrillDown, type Factor, type FactorShare, type Interaction, type Metric} from "./types.js";

/** The speed-up, divided among its causes. */
export interface Attribution {
  readonly factors: readonly Factor[];
  readonly interactions: readonly Interaction[];
  readonly drillDown: DrillDown;
  readonly policies: readonly string[];
}

/** Said where the largest batch of a hybrid would be none, or a given batch does not fit. */
const oversizedHybrids = {
  max: "Some mixtures of the two sides do not fit in memory at all; to share out the speed-up they are timed at batch 1.",
  given:
    "Some mixtures of the two sides do not fit in memory; they are timed all the same, since at a given batch capacity decides what runs and not how fast.",
} as const;

/**
 * Divides ln(speed-up) over the causes that differ, by Owen value. Each coalition is a hybrid: the baseline with those causes
 * taken from the proposal, timed whether or not it fits in memory. The multipliers' product is the speed-up, they do not
 * depend on any order, and swapping the sides inverts each.
 */
export function attribute(baseline: Configuration, proposal: Configuration, metric: Metric): Attribution {
  const {factors, policies} = differingFactors(baseline, proposal, metric);
  return attributeTo(factors, policies, baseline, proposal, metric);
}

/** As `attribute`, to causes of one's own choice: taking all of them must lead from the baseline to the proposal. */
export function attributeTo(
  factors: readonly AttributedFactor[],
  policies: readonly string[],
  baseline: Configuration,
  proposal: Configuration,
  metric: Metric,
): Attribution {
  const hybridOf = hybridsOf(baseline, proposal, factors);
  const shaping = bitsOf(factors, ({ratesOnly}) => !ratesOnly);
  const works: (Work | undefined)[] = [];
  const steps: (StepTime | undefined)[] = [];
  const logs: number[] = [];
  let fitting = true;
  /** What the step of a coalition does: each kind of work is lowered, and held against memory, once. */
  const workAt = (coalition: number): Work => {
    const kind = coalition & shaping;
    const known = works[kind];
    if (known !== undefined) return known;
    const hybrid = hybridOf(kind);
    const {batch} = hybrid.scenario;
    if (fitting) fitting = largestBatch(hybrid) >= (batch === "max" ? 1 : batch);
    return (works[kind] = workOf(hybrid));
  };
  const speedAt = (coalition: number): number => {
    const known = logs[coalition];
    if (known !== undefined) return known;
    const hybrid = hybridOf(coalition);
    const step = timeOf(workAt(coalition), hybrid);
    steps[coalition] = step;
    return (logs[coalition] = logSpeed(hybrid, step, metric));
  };

  const present = factorGroups.filter((group) => factors.some((factor) => factor.group === group));
  const marginals = owenMarginals(factors.map(({group}) => present.indexOf(group)));
  const values = new Array<number>(factors.length).fill(0);
  for (const {player, coalition, weight} of marginals) {
    values[player]! += weight * (speedAt(coalition | (1 << player)) - speedAt(coalition));
  }
  const drillDown = drillDownOf(factors, marginals, (coalition) => {
    speedAt(coalition);
    return steps[coalition]!;
  });
  const interactions: Interaction[] = factors.flatMap((first, j) =>
    factors.slice(j + 1).map((second, offset) => ({
      factors: [first.id, second.id] as const,
      multiplier: Math.exp(interaction(speedAt, j, j + 1 + offset)),
    })),
  );
  const isMax = [baseline, proposal].some(({scenario}) => scenario.batch === "max");
  return {
    factors: factors.map((factor, index) => attributed(factor, values[index]!, baseline, proposal)),
    interactions,
    drillDown,
    policies: fitting ? policies : [...policies, oversizedHybrids[isMax ? "max" : "given"]],
  };
}

/** The bit set of the causes that are chosen. */
function bitsOf(factors: readonly AttributedFactor[], chosen: (factor: AttributedFactor) => boolean): number {
  return factors.reduce((bits, factor, index) => (chosen(factor) ? bits | (1 << index) : bits), 0);
}

/** The causes by family, in the order of families. */
export function groupFactors(factors: readonly Factor[]): FactorShare[] {
  return factorGroups.flatMap((id) => {
    const members = factors.filter(({group}) => group === id);
    if (members.length === 0) return [];
    const multiplier = members.reduce((product, member) => product * member.multiplier, 1);
    return [{id, multiplier, factors: members.map((member) => member.id)}];
  });
}

function attributed(
  {id, group, label, unit, values}: AttributedFactor,
  logMultiplier: number,
  baseline: Configuration,
  proposal: Configuration,
): Factor {
  const [before, after] = values(baseline, proposal);
  const bound = isRate(id) ? rateChange(id, baseline, proposal).bound : null;
  const numeric = typeof before === "number" && typeof after === "number" && before > 0;
  return {
    id,
    group,
    label,
    baseline: before,
    proposal: after,
    unit,
    ratio: numeric ? after / before : null,
    multiplier: Math.exp(logMultiplier),
    // The value lies between 0 and ln bound by construction; the limits only absorb rounding in the last digit.
    capture: bound === null ? null : Math.min(1, Math.max(0, logMultiplier / Math.log(bound))),
  };
}

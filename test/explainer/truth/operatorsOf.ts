import {costOf} from "../../../lib/engine/roofline.js";
import {partsOf, stepTime} from "../../../lib/engine/stepTime.js";
import {regimes, type Configuration, type Regime} from "../../../lib/engine/types.js";

/** What an operator takes, all of its repeats together. */
export interface OperatorTime {
  seconds: number;
  /** By the term that it is charged to. */
  readonly parts: Record<Regime, number>;
  /** Least of each term that any of its repeats would take by itself, charged or hidden. */
  readonly least: Record<Regime, number>;
}

/** The operators of a side by their ids. */
export function operatorsOf(configuration: Configuration): Map<string, OperatorTime> {
  const {operators, rates} = stepTime(configuration);
  const found = new Map<string, OperatorTime>();
  for (const operator of operators) {
    const cost = costOf(operator, rates);
    const known = found.get(operator.id) ?? {
      seconds: 0,
      parts: {compute: 0, memory: 0, link: 0, overhead: 0},
      least: {compute: Infinity, memory: Infinity, link: Infinity, overhead: Infinity},
    };
    known.seconds += operator.repeat * cost.seconds;
    const parts = partsOf(cost);
    for (const term of regimes) {
      known.parts[term] += operator.repeat * parts[term];
      known.least[term] = Math.min(known.least[term], cost[`${term}Seconds`]);
    }
    found.set(operator.id, known);
  }
  return found;
}

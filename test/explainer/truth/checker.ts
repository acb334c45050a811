import {unitMade} from "../../../lib/engine/unitMade.js";
import type {Claim, Side} from "../../../lib/explainer/types.js";
import type {Facts} from "./facts.js";
import {holds, states, type Printed, type Sentence} from "./sentence.js";

/** A value that a claim may leave out: a reason that is next to none. */
export interface Optional {
  readonly optional: number | string;
}

/** The values that a claim must hold, as recomputed. */
export type Expected = Readonly<Record<string, number | string | boolean | Optional>>;

/**
 * Reads a sentence to its end and holds each word and number of it against the facts.
 *
 * @returns the values that the claim must state.
 */
export type Checker = (sentence: Sentence, facts: Facts, claim: Claim) => Expected;

/** Reads "5.61 J against 4.2 J a token", the proposal's figure first, or "5.61 J a token on both sides". */
export function readBoth(sentence: Sentence, read: () => Printed, taken: (side: Side) => number, suffix: string): void {
  const printed = read();
  states(printed, taken("proposal"), "figure of the proposal");
  if (sentence.maybe(`${suffix} on both sides`)) {
    states(printed, taken("baseline"), "figure of the baseline");
    return;
  }
  sentence.take(" against ");
  states(read(), taken("baseline"), "figure of the baseline");
  sentence.take(suffix);
}

/** Reads "8.0 ms a step against 11.0 ms a pass", the proposal's time first; the period once where it is the same. */
export function readTimes(sentence: Sentence, facts: Facts, period = true): void {
  const taken = (side: Side) => facts.seconds(side);
  if (!period || facts.period("proposal") === facts.period("baseline")) {
    readBoth(sentence, () => sentence.duration(), taken, period ? ` ${facts.period("proposal")}` : "");
    return;
  }
  states(sentence.duration(), taken("proposal"), "time of the proposal");
  sentence.take(` ${facts.period("proposal")} against `);
  states(sentence.duration(), taken("baseline"), "time of the baseline");
  sentence.take(` ${facts.period("baseline")}`);
}

/** Reads "147 tokens/s against 98.2 tokens/s", the proposal's rate first. */
export function readRates(sentence: Sentence, facts: Facts): void {
  const units: string[] = [];
  const read = () => {
    const {rate, unit} = sentence.throughput();
    units.push(unit);
    return rate;
  };
  readBoth(sentence, read, (side) => facts.perSecond(side), "");
  const [after, before = after] = units;
  const [made, others] = [unitMade(facts.sides.proposal), unitMade(facts.sides.baseline)];
  holds(after === made && before === others, () => `${after}s against ${before}s are told`);
}

/** Reads "a", "a and b", "a, b and c" by a reader of items, up to what follows, and says how many there were. */
export function readList(sentence: Sentence, readItem: (index: number) => void, end = "."): number {
  let count = 0;
  let last = false;
  for (;;) {
    readItem(count++);
    if (last || sentence.rest.startsWith(end)) return count;
    if (sentence.maybe(" and ")) last = true;
    else if (!sentence.maybe(", ")) {
      if (count > 1) sentence.fail("another item");
      return count;
    }
  }
}

import {regimeOf, stepTime} from "../../../lib/engine/stepTime.js";
import {solve} from "../../../lib/engine/solve.js";
import {regimes, type Configuration, type Regime} from "../../../lib/engine/types.js";
import type {Claim, Side} from "../../../lib/explainer/types.js";
import {readList, type Checker} from "./checker.js";
import {bothSides, type Facts} from "./facts.js";
import {withBatch} from "./recompute.js";
import {holds, type Sentence} from "./sentence.js";
import {readLabel} from "./traits.js";

export const regimeOfSide = (configuration: Configuration): Regime => regimeOf(stepTime(configuration).parts);
const regimeAt = (facts: Facts, side: Side, batch: number): Regime => regimeOfSide(withBatch(facts.sides[side], batch));

/** Batches are searched up to here. */
export const searched = 65_536;

/** Some batches of a range, its ends among them: as many as a test of tens of thousands of sentences can afford. */
export function sampled(first: number, last: number): number[] {
  const steps = 4;
  const batches = Array.from({length: steps + 1}, (_, step) => Math.round(first * (last / first) ** (step / steps)));
  return [...new Set(batches)];
}

const boundNames = regimes.map((regime) => `${regime} bound` as const);
export const readRegime = (sentence: Sentence): Regime => sentence.oneOf(...boundNames).split(" ")[0] as Regime;

/** Reads "turns compute bound at batch 63", true of each of these sides; gives the batch and the regime. */
function readTurn(sentence: Sentence, facts: Facts, sides: readonly Side[]) {
  sentence.take("turns ");
  const to = readRegime(sentence);
  sentence.take(" at batch ");
  const at = sentence.count().value;
  const room = sides.map((side) => solve(withBatch(facts.sides[side], at)).fits);
  if (sentence.maybe(" (more than fits in memory)")) holds(!room.includes(true), () => `batch ${at} fits`);
  else if (sentence.maybe(" (which fits on one side alone)"))
    holds(room[0] !== room[1], () => `batch ${at} fits on both`);
  else holds(!room.includes(false), () => `batch ${at} does not fit`);
  for (const side of sides) {
    const found = [regimeAt(facts, side, at - 1), regimeAt(facts, side, at)];
    holds(found[0] !== to && found[1] === to, () => `batch ${at} of ${side}: ${found.join(" → ")}, not → ${to}`);
  }
  return {at, to};
}

const checkWindow: Checker = (sentence, facts) => {
  sentence.take("From batch ");
  const first = sentence.count().value;
  const open = sentence.oneOf(" on", " to ") === " on";
  const last = open ? searched : sentence.count().value;
  sentence.take(" the two are in different regimes: ");
  const differ = (batch: number) => regimeAt(facts, "baseline", batch) !== regimeAt(facts, "proposal", batch);
  for (const batch of sampled(first, last)) holds(differ(batch), () => `the regimes are the same at batch ${batch}`);
  holds(first === 1 || !differ(first - 1), () => `the window opens before ${first}`);
  holds(open || !differ(last + 1), () => `the window is open beyond ${last}`);
  const values: Record<string, number | string> = {first, last};
  bothSides.forEach((side, index) => {
    if (index > 0) sentence.take(", ");
    readLabel(sentence, facts, side, {batch: false}, / (?:is|turns) /);
    sentence.take(" ");
    const opening = regimeAt(facts, side, first);
    values[`${side}Regime`] = opening;
    let turns = 0;
    let present = opening;
    const opens = sentence.maybe("is ");
    if (opens) holds(readRegime(sentence) === opening, () => `${side} is ${opening} bound at batch ${first}`);
    // Of the other side there is a comma before too.
    while (turns === 0 && !opens ? sentence.rest.startsWith("turns ") : /^(?:,| and) turns /.test(sentence.rest)) {
      sentence.maybeOf(", ", " and ");
      const {at, to} = readTurn(sentence, facts, [side]);
      const within = at >= first && at <= last + 1;
      holds(within, () => `batch ${at} is not of the window`);
      holds(turns > 0 || opens || at === first, () => `${side} turns at ${at}, and what it was is not said`);
      holds(at === first || regimeAt(facts, side, at - 1) === present, () => `${side} turns before ${at}`);
      present = to;
      turns++;
      Object.assign(values, {[`${side}Batch${turns}`]: at, [`${side}Regime${turns}`]: to});
    }
    // Three turns are told at most: with fewer, it stays as it then is.
    if (turns < 3) holds(regimeAt(facts, side, last) === present || turns > 0, () => `${side} turns until ${last}`);
  });
  sentence.take(".");
  return values;
};

const checkFlip: Checker = (sentence, facts) => {
  const noun = facts.period("proposal").slice(2);
  if (!sentence.maybe(`The ${noun}`)) {
    sentence.take("Either side, ");
    readLabel(sentence, facts, "baseline", {batch: false}, / or /);
    sentence.take(" or ");
    readLabel(sentence, facts, "proposal", {batch: false}, /, turns /);
    sentence.take(",");
  }
  sentence.take(" ");
  const values: Record<string, number | string> = {};
  let last = 1;
  readList(sentence, (index) => {
    const {at, to} = readTurn(sentence, facts, bothSides);
    // None is left out between.
    for (const batch of sampled(last, at - 1)) {
      const before = regimeAt(facts, "baseline", at - 1);
      holds(regimeAt(facts, "baseline", batch) === before, () => `the regime changes between ${last} and ${at}`);
    }
    last = at;
    Object.assign(values, {[`batch${index + 1}`]: at, [`regime${index + 1}`]: to});
  });
  sentence.take(".");
  return values;
};

/** Where the two sides, or each of them, change regime as the batch grows. */
export const flipCheckers = {
  "flip-window": checkWindow,
  flip: checkFlip,
} satisfies Partial<Record<Claim["id"], Checker>>;

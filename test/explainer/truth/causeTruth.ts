import {stepTime} from "../../../lib/engine/stepTime.js";
import type {Regime} from "../../../lib/engine/types.js";
import type {Claim} from "../../../lib/explainer/types.js";
import {causes, familyOf, membersOf, type Cause} from "./causes.js";
import {readList, type Checker} from "./checker.js";
import {bothSides, isNoticeable, type Facts} from "./facts.js";
import {hiddenBehind} from "./hiddenBehind.js";
import {shortened, spentOn} from "./regimeTruth.js";
import {holds, rounds, states, type Sentence} from "./sentence.js";

/** So many causes are named at most. */
const mostCauses = 3;

type Values = Record<string, number | string>;

/** Reads words, or the same with their first letter raised where a sentence begins. */
const readName = (sentence: Sentence, words: string, first: boolean): boolean =>
  sentence.maybe(words) || (first && sentence.maybe(words.charAt(0).toUpperCase() + words.slice(1)));

/** Reads a value as a cause is printed. */
function readValue(sentence: Sentence, {shown, label}: Cause, value: number | string): boolean {
  if (typeof value === "string" || shown === "name") return sentence.maybe(String(value));
  switch (shown) {
    case "count":
      states(sentence.count(), value, label);
      return true;
    case "s":
      states(sentence.duration(), value, label);
      return true;
    case "W": {
      const [text = ""] = sentence.match("([\\d,.]+) W\\b", "a power");
      holds(Math.abs(Number(text.replaceAll(",", "")) / value - 1) < 5e-4, () => `${label}: ${text} W of ${value}`);
      return true;
    }
    default:
      states(sentence.quantity(shown, 4), value, label);
      return true;
  }
}

/** Reads "memory bandwidth (2.039 TB/s → 3.35 TB/s)"; false, having read nothing, where it is another cause's name. */
function readChange(sentence: Sentence, id: string, facts: Facts, first: boolean, told: Values): boolean {
  const cause = causes[id]!;
  const {baseline, proposal} = facts.sides;
  if (!readName(sentence, cause.label, first)) return false;
  const choices = cause.values(baseline, proposal);
  if (!sentence.maybe(" (")) {
    // Values that are printed alike are left out.
    Object.assign(told, {[`${id}:baseline`]: choices[0]![0], [`${id}:proposal`]: choices[0]![1]});
    return true;
  }
  const {rest} = sentence;
  for (const [index, [before, after]] of choices.entries()) {
    try {
      if (!readValue(sentence, cause, before)) throw new Error(String(before));
      sentence.take(" → ");
      if (!readValue(sentence, cause, after)) throw new Error(String(after));
      if (sentence.maybe(", batch ")) readBatches(sentence, id, facts, told);
      sentence.take(")");
      Object.assign(told, {[`${id}:baseline`]: before, [`${id}:proposal`]: after});
      return true;
    } catch (error) {
      if (index === choices.length - 1) throw error;
      sentence.back(rest);
    }
  }
  return false;
}

/** Reads "29 → 203": the batches that capacities come to, where nothing else sets the sides' batches apart. */
function readBatches(sentence: Sentence, id: string, facts: Facts, told: Values): void {
  holds(id === "memory-capacity", () => `${id} sets no batch`);
  const [before, after] = [facts.profile("baseline"), facts.profile("proposal")];
  states(sentence.count(), before.batch, "batch of the baseline");
  sentence.take(" → ");
  states(sentence.count(), after.batch, "batch of the proposal");
  for (const side of bothSides) {
    const {batch, maxBatch} = facts.profile(side);
    holds(facts.sides[side].scenario.batch === "max" && batch === maxBatch, () => `${side} is not filled`);
  }
  // On the other's capacity each side would take the other's batch.
  for (const [side, other] of [
    ["baseline", after],
    ["proposal", before],
  ] as const) {
    const source = facts.sides[side === "baseline" ? "proposal" : "baseline"];
    const swapped = stepTime(causes[id]!.take(facts.sides[side], source)).batch;
    holds(swapped === other.batch, () => `with the other's capacity ${side} takes a batch of ${swapped}`);
  }
  Object.assign(told, {baselineBatch: before.batch, proposalBatch: after.batch});
}

/** "weight, compute and KV cache precision": the name of precisions that are one cause; null for other causes. */
function precisionsOf(members: readonly string[]): string | null {
  const noun = " precision";
  const labels = members.map((member) => causes[member]!.label);
  if (labels.length < 2 || !labels.every((label) => label.endsWith(noun))) return null;
  const names = labels.map((label) => label.slice(0, -noun.length));
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}${noun}`;
}

/** Reads "weight and compute precision (bf16 → fp8)", where all of them change alike. */
function readPrecisions(sentence: Sentence, id: string, facts: Facts, first: boolean): boolean {
  const members = membersOf(id);
  const name = precisionsOf(members);
  const changes = members.map((member) => causes[member]!.values(facts.sides.baseline, facts.sides.proposal)[0]!);
  const [[before, after] = ["", ""], ...others] = changes;
  const alike = others.every(([left, right]) => left === before && right === after);
  if (name === null || !alike || !readName(sentence, name, first)) return false;
  sentence.take(` (${before} → ${after})`);
  return true;
}

/** Reads a cause that differs, with its values; of merged ones the first, and the second or how many more there are. */
export function readCause(sentence: Sentence, facts: Facts, index: number, told: Values): string {
  const {rest} = sentence;
  for (const id of facts.causes) {
    const [first, ...others] = membersOf(id);
    if (readPrecisions(sentence, id, facts, index === 0)) return id;
    if (!readChange(sentence, first!, facts, index === 0, told)) continue;
    const whole =
      others.length === 0 ||
      (sentence.maybe(" with ") &&
        (others.length === 1
          ? readChange(sentence, others[0]!, facts, false, told)
          : sentence.maybe(`${others.length} more causes`)));
    if (whole) return id;
    sentence.back(rest);
  }
  if (readName(sentence, "price of an accelerator", index === 0)) {
    const {baseline, proposal} = facts.options.prices!;
    sentence.take(" (");
    states(sentence.money(), baseline, "price of the baseline");
    sentence.take("/h → ");
    states(sentence.money(), proposal, "price of the proposal");
    sentence.take("/h)");
    Object.assign(told, {"price:baseline": baseline, "price:proposal": proposal});
    return "price";
  }
  return sentence.fail("a cause");
}

/** What a cause multiplies what is compared by. */
export const multiplierOf = (id: string, facts: Facts): number =>
  id === "price" ? 1 / facts.priceRatio() : facts.game().multiplier(id);

const familyOfAny = (id: string): string => (id === "price" ? "price" : familyOf(id));

/** Ids of all that differs, but for what was measured. */
export const differing = (facts: Facts): readonly string[] =>
  facts.metric === "cost" && facts.priceRatio() !== 1 ? [...facts.causes, "price"] : facts.causes;

const distance = (factor: number) => Math.abs(Math.log(factor));

/** Where several things differ, and one of them is all the cause. */
function checkSole(sentence: Sentence, facts: Facts): Values {
  const values: Values = {};
  const id = readCause(sentence, facts, 1, values);
  sentence.take(".");
  const multiplier = multiplierOf(id, facts);
  const left = facts.predictedSpeedup() / multiplier;
  holds(!isNoticeable(left), () => `${id} multiplies by ${multiplier}, and ${left} is left`);
  for (const other of differing(facts).filter((each) => each !== id)) {
    holds(!isNoticeable(multiplierOf(other, facts)), () => `${other} multiplies by ${multiplierOf(other, facts)}`);
  }
  return merged({[id]: multiplier, ...values}, facts, [id]);
}

const checkLeading: Checker = (sentence, facts) => {
  if (sentence.maybe("All of the change comes from ")) return checkSole(sentence, facts);
  const values: Values = {};
  const told: string[] = [];
  readList(sentence, (index) => {
    const id = readCause(sentence, facts, index, values);
    sentence.take(index === 0 ? ` multiplies ${facts.gained()} by ` : " by ");
    const multiplier = multiplierOf(id, facts);
    states(sentence.factor(), multiplier, id);
    holds(!told.includes(id), () => `${id} is told twice`);
    told.push(id);
    values[id] = multiplier;
  });
  sentence.take(".");
  // The strongest, in that order, and as many as there are up to three.
  const sizes = told.map((id) => distance(values[id] as number));
  sizes.forEach((size, index) => {
    holds(index === 0 || size <= sizes[index - 1]! + 1e-9, () => `${told[index]} is stronger than what comes before`);
  });
  const rest = differing(facts).filter((id) => !told.includes(id));
  for (const id of rest) {
    const size = distance(multiplierOf(id, facts));
    holds(size <= Math.min(...sizes) + 1e-9, () => `${id} is stronger than what is told`);
    holds(told.length === mostCauses || size < 0.01 + 1e-9, () => `${id} is left out`);
  }
  const members = merged(values, facts, told);
  if (!sentence.maybe(" All ")) return members;
  const families = [...new Set(differing(facts).map(familyOfAny))];
  const family = sentence.oneOf(...families);
  const singular = facts.metric === "latency" || facts.unit() === null;
  sentence.take(` causes together multiply ${singular ? "it" : "them"} by `);
  const familyMultiplier = differing(facts)
    .filter((id) => familyOfAny(id) === family)
    .reduce((product, id) => product * multiplierOf(id, facts), 1);
  states(sentence.factor(), familyMultiplier, `all ${family} causes`);
  sentence.take(".");
  return {...members, family, familyMultiplier};
};

/** The values with those of merged causes that only their number tells of. */
function merged(values: Values, facts: Facts, told: readonly string[]): Values {
  const {baseline, proposal} = facts.sides;
  const all: Values = {...values};
  for (const id of told.filter((each) => each.includes("+")).flatMap(membersOf)) {
    if (`${id}:baseline` in all) continue;
    const [before, after] = causes[id]!.values(baseline, proposal)[0]!;
    Object.assign(all, {[`${id}:baseline`]: before, [`${id}:proposal`]: after});
  }
  return all;
}

const checkWasted: Checker = (sentence, facts, {values}) => {
  const isPartly = sentence.maybe("Of the ");
  const partly = isPartly ? sentence.ratio() : null;
  if (isPartly) sentence.take(" in ");
  const id = facts.causes.find(
    (each) => causes[each] !== undefined && readName(sentence, causes[each].label, !isPartly),
  );
  if (id === undefined) return sentence.fail("a rate");
  sentence.take(isPartly ? ", " : " rises ");
  const ratio = partly ?? sentence.ratio();
  const multiplier = facts.game().multiplier(id);
  // A machine has peaks of several formats, whose ratios data sheets round apart by up to a hundredth.
  const {baseline, proposal} = facts.sides;
  const rise = causes[id]!.values(baseline, proposal)
    .map(([before, after]) => (after as number) / (before as number))
    .find((each) => rounds(ratio, each) && Math.abs(each / (values["ratio"] as number) - 1) < 1e-9);
  holds(rise !== undefined, () => `${id}: "${ratio.text}" is no ratio of the data sheets`);
  const capture = Math.log(multiplier) / Math.log(rise);
  holds(capture < 0.0506, () => `${capture} of ${id} arrives`);
  holds(capture > -1e-9, () => `${id} costs: it multiplies by ${multiplier}`);
  if (isPartly) {
    const share = sentence.share();
    holds(rounds({...share, within: share.within + 0.011 * capture}, capture), () => `${capture} of ${id} arrives`);
    sentence.take(" arrives.");
  } else {
    sentence.take(" without effect");
    holds(capture < 0.0006, () => `${capture} of ${id} arrives`);
    const behind = hiddenOnBoth(facts, shortened[id as keyof typeof shortened]);
    if (behind !== null) sentence.take(`: on both sides ${behind}`);
    sentence.take(".");
  }
  const stated = values["capture"] as number;
  holds(Math.abs(stated - Math.max(0, capture)) <= 0.011 * capture + 1e-9, () => `capture ${stated} of ${capture}`);
  return {factor: id, ratio: rise, capture: stated};
};

/** "arithmetic is hidden behind memory traffic", where that is so on both sides and no time is the term's; else null. */
function hiddenOnBoth(facts: Facts, term: Regime): string | null {
  if (bothSides.some((side) => stepTime(facts.sides[side]).parts[term] > 0)) return null;
  const [before, after] = bothSides.map((side) => hiddenBehind(facts.sides[side], term));
  return before === "" || before !== after ? null : `${spentOn[term]} is hidden behind ${before}`;
}

/** A cause's name in a sentence about another thing, without its values. */
function readBareName(sentence: Sentence, facts: Facts, first: boolean): string {
  const {rest} = sentence;
  for (const id of facts.causes) {
    const [name, ...others] = membersOf(id).map((member) => causes[member]!.label);
    const precisions = precisionsOf(membersOf(id));
    if (precisions !== null && readName(sentence, precisions, first)) return id;
    if (!readName(sentence, name!, first)) continue;
    const more = others.length === 1 ? others[0]! : `${others.length} more causes`;
    if (others.length === 0 || sentence.maybe(` with ${more}`)) return id;
    sentence.back(rest);
  }
  return sentence.fail("a cause");
}

const checkInteraction: Checker = (sentence, facts) => {
  const first = readBareName(sentence, facts, true);
  sentence.take(" and ");
  const second = readBareName(sentence, facts, false);
  const multiplier = facts.game().interaction(first, second);
  holds(first !== second && isNoticeable(multiplier), () => `${first} and ${second}: ${multiplier}`);
  // Of two gains it can be said that they need each other, or that they overlap; of a loss neither.
  const gains = [first, second].every((id) => facts.game().multiplier(id) > 1);
  sentence.take(!gains ? " depend on each other" : multiplier > 1 ? " need each other" : " overlap");
  sentence.take(`: starting from ${facts.labels.baseline}, both together give `);
  states(sentence.ratio(), multiplier, "interaction");
  sentence.take(" the product of what each gives alone.");
  return {first, second, multiplier};
};

/** What is due to which cause. */
export const causeCheckers = {
  "leading-factor": checkLeading,
  "wasted-rate": checkWasted,
  "needs-both": checkInteraction,
} satisfies Partial<Record<Claim["id"], Checker>>;

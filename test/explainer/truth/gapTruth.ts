import {regimes, type Regime} from "../../../lib/engine/types.js";
import type {Claim, Side} from "../../../lib/explainer/types.js";
import {causes} from "./causes.js";
import type {Checker, Expected} from "./checker.js";
import {bothSides, isNoticeable, type Facts} from "./facts.js";
import {shortened, spentOn} from "./regimeTruth.js";
import {costOf, owenByDividends, withoutTerm} from "./recompute.js";
import {holds, rounds, states, Untruth, type Sentence} from "./sentence.js";
import {checkValues} from "./values.js";

type Rate = keyof typeof shortened;
const rates = Object.keys(shortened) as Rate[];
type Kept = (typeof shortened)[Rate];

/** Reasons that are named at most; what is left is told as one. */
const mostReasons = 3;

/** What the speed-up is held against: a ratio, and of a rate the term that it shortens. */
interface Basis {
  readonly ratio: number;
  /** Null where the headline is the capacity. */
  readonly kept: Kept | null;
  /** Of a claimed ratio: what a rate promises of it. */
  readonly promised: number | null;
  /** The rate that does, if one rises. */
  readonly rate: Rate | null;
}

/** The ratios that data sheets give of a rate: several of the peaks. */
function ratiosOf(rate: Rate, {sides: {baseline, proposal}}: Facts): number[] {
  return causes[rate]!.values(baseline, proposal).flatMap(([before, after]) =>
    typeof before === "number" && typeof after === "number" ? [after / before] : [],
  );
}

/** What each other term costs of the ratio that one term would give alone, and that ratio. */
interface Losses {
  readonly lost: ReadonlyMap<Regime, number>;
  readonly all: number;
}

const known = new WeakMap<Facts, Map<Kept, Losses>>();

/** The other terms are taken away on both sides, in each order, and what this regains is shared among them. */
function lossesBeside(kept: Kept, facts: Facts): Losses {
  const losses = known.get(facts) ?? new Map<Kept, Losses>();
  known.set(facts, losses);
  const computed = losses.get(kept);
  if (computed !== undefined) return computed;
  const removable = regimes.filter((term) => term !== kept);
  const speedWithout = (side: Side, gone: readonly Regime[]) =>
    -Math.log(costOf(gone.reduce(withoutTerm, facts.sides[side]), facts.metric));
  const regained = (coalition: number) => {
    const gone = removable.filter((_, index) => coalition & (1 << index));
    return speedWithout("proposal", gone) - speedWithout("baseline", gone);
  };
  const one = removable.map(() => "all");
  const shares = owenByDividends(one, regained);
  const lost = new Map(removable.map((term, index) => [term, Math.exp(-shares[index]!)] as const));
  const found = {lost, all: Math.exp(regained((1 << removable.length) - 1))};
  losses.set(kept, found);
  return found;
}

/** Each term that stands between a ratio and the speed-up, by what it multiplies the ratio by. */
function termsOf({ratio, kept, promised}: Basis, facts: Facts): Map<string, number> {
  const terms = new Map<string, number>();
  if (kept === null) {
    const [before, after] = [facts.profile("baseline"), facts.profile("proposal")];
    const [batches, times] = [after.batch / before.batch, before.latencySeconds / after.latencySeconds];
    terms.set("room", batches / ratio);
    terms.set("step", times);
    terms.set("work", facts.predictedSpeedup() / batches / times);
  } else {
    const {metric, sides} = facts;
    const {lost, all} = lossesBeside(kept, facts);
    for (const [term, multiplier] of lost) terms.set(term, multiplier);
    if (promised !== null) terms.set("rate", promised / ratio);
    const power = metric === "energy" ? sides.baseline.hardware.powerWatts! / sides.proposal.hardware.powerWatts! : 1;
    terms.set("power", power);
    // What is left once all else takes no time, beyond the rate's own ratio.
    terms.set("work", all / (promised ?? ratio) / power);
  }
  terms.set("price", facts.metric === "cost" ? 1 / facts.priceRatio() : 1);
  terms.set("unexplained", facts.options.measured === undefined ? 1 : facts.unexplained());
  return terms;
}

/** Whether none of the rates that differ rises by more; of the peaks, that of a format in which both sides compute. */
function isMost(ratio: number, facts: Facts): boolean {
  const {baseline, proposal} = facts.sides;
  const alike = baseline.scenario.precision.activations === proposal.scenario.precision.activations;
  const rising = (rate: Rate) => {
    const [first, , second] = ratiosOf(rate, facts);
    return [first, rate === "peak-flops" && !alike ? second : undefined].filter((value) => value !== undefined);
  };
  return rates
    .filter((rate) => facts.causes.some((id) => id.split("+").includes(rate)))
    .every((rate) => rising(rate).every((other) => other <= ratio * (1 + 1e-9)));
}

/** Reads "Memory bandwidth rises 1.64×", and gives all bases that it may rest on. */
function readChange(sentence: Sentence, facts: Facts): Basis[] {
  const {headline} = facts.options;
  const {rest} = sentence;
  if (sentence.maybe("The claimed ratio is ")) {
    holds(typeof headline === "number", () => "no ratio was claimed");
    states(sentence.ratio(), headline, "claimed ratio");
    return claimBases(headline, facts);
  }
  for (const id of [...rates, "memory-capacity"] as const) {
    const {label} = causes[id]!;
    sentence.back(rest);
    if (!sentence.maybe(label.charAt(0).toUpperCase() + label.slice(1))) continue;
    holds(typeof headline !== "string" || headline === id, () => `${headline} was asked for, and not ${id}`);
    const rises = sentence.oneOf(" rises ", " falls to ") === " rises ";
    const printed = sentence.ratio();
    const {baseline, proposal} = facts.sides;
    const ratios = causes[id]!.values(baseline, proposal)
      .map(([before, after]) => (after as number) / (before as number))
      .filter((ratio) => rounds(printed, ratio) && rises === ratio > 1);
    const kept = id === "memory-capacity" ? null : shortened[id];
    const bases = [...new Set(ratios)].map((ratio): Basis => ({
      ratio,
      kept,
      promised: null,
      rate: kept && (id as Rate),
    }));
    holds(bases.length > 0, () => `${id}: "${printed.text}" is no ratio of the data sheets`);
    return bases;
  }
  return sentence.fail("a headline ratio");
}

/** What a claimed ratio may be held against: a rate that rises, or the term that bounds the baseline where none does. */
function claimBases(ratio: number, facts: Facts): Basis[] {
  const rising = rates.flatMap((rate) =>
    ratiosOf(rate, facts)
      .filter((promised) => promised > 1)
      .map((promised): Basis => ({ratio, kept: shortened[rate], promised, rate})),
  );
  const none = (["compute", "memory", "link"] as const).map((kept): Basis => ({ratio, kept, promised: 1, rate: null}));
  return [...rising, ...none];
}

/** Reads a reason in words; what it says of the sides is held against them. */
function readReason(sentence: Sentence, facts: Facts, basis: Basis, values: Record<string, number | string>): string {
  const [slow, fast] = [facts.profile("baseline"), facts.profile("proposal")];
  const spent = sentence.maybeOf(...Object.values(spentOn));
  if (spent !== null) {
    const term = regimes.find((regime) => spentOn[regime] === spent)!;
    sentence.take(" (");
    states(sentence.duration(), slow[`${term}Seconds`], `${spent} of the baseline`);
    sentence.take(facts.options.measured === undefined ? " of " : " of a predicted ");
    states(sentence.duration(), slow.latencySeconds, "time of the baseline");
    sentence.take(" before, ");
    states(sentence.duration(), fast[`${term}Seconds`], `${spent} of the proposal`);
    sentence.take(" of ");
    states(sentence.duration(), fast.latencySeconds, "time of the proposal");
    sentence.take(" after)");
    Object.assign(values, {
      [`${term}BaselineSeconds`]: slow[`${term}Seconds`],
      [`${term}ProposalSeconds`]: fast[`${term}Seconds`],
      baselineSeconds: slow.latencySeconds,
      proposalSeconds: fast.latencySeconds,
    });
    return term;
  }
  if (sentence.maybe("unequal work on the two sides")) return "work";
  if (sentence.maybe("what the engine does not explain")) return "unexplained";
  if (sentence.maybe("the time of a step (")) {
    states(sentence.duration(), slow.latencySeconds, "step of the baseline");
    sentence.take(" before, ");
    states(sentence.duration(), fast.latencySeconds, "step of the proposal");
    sentence.take(" after)");
    Object.assign(values, {baselineSeconds: slow.latencySeconds, proposalSeconds: fast.latencySeconds});
    return "step";
  }
  if (sentence.maybe("power (")) {
    const watts = bothSides.map((side) => facts.sides[side].hardware.powerWatts!);
    const [text = "", other = ""] = sentence.match("([\\d,.]+) W before, ([\\d,.]+) W after\\)", "power");
    [text, other].forEach((shown, index) => {
      holds(Math.abs(Number(shown.replaceAll(",", "")) / watts[index]! - 1) < 5e-4, () => `power of ${watts[index]} W`);
    });
    Object.assign(values, {baselineWatts: watts[0], proposalWatts: watts[1]});
    return "power";
  }
  if (sentence.maybe("the price of an accelerator (")) {
    const {baseline, proposal} = facts.options.prices!;
    states(sentence.money(), baseline, "price of the baseline");
    sentence.take("/h before, ");
    states(sentence.money(), proposal, "price of the proposal");
    sentence.take("/h after)");
    Object.assign(values, {baselineUsdPerHour: baseline, proposalUsdPerHour: proposal});
    return "price";
  }
  if (sentence.maybe("the batch (")) {
    states(sentence.count(), slow.batch, "batch of the baseline");
    sentence.take(" before, ");
    states(sentence.count(), fast.batch, "batch of the proposal");
    sentence.take(" after)");
    Object.assign(values, {baselineBatch: slow.batch, proposalBatch: fast.batch});
    return "room";
  }
  return readRate(sentence, facts, basis, values);
}

/** Reads what a claim asks beyond the rates of the data sheet, or leaves of them. */
function readRate(
  sentence: Sentence,
  facts: Facts,
  {ratio, promised, rate}: Basis,
  values: Record<string, number | string>,
): "rate" {
  const asks = sentence.oneOf("what the claim asks beyond ", "what the claim leaves of ");
  holds(asks.includes("beyond") === promised! < ratio, () => `${asks}${promised}: ${ratio} is claimed`);
  if (sentence.maybe("the data sheet, where no rate rises,")) {
    holds(rate === null && isMost(1, facts), () => "a rate rises");
    return "rate";
  }
  if (sentence.maybe("any one rate of the data sheet")) {
    holds(rate === null, () => `${rate} is such a rate`);
    return "rate";
  }
  sentence.take("the ");
  states(sentence.ratio(), promised!, "promised ratio");
  holds(rate !== null, () => "no rate rises");
  sentence.take(` of ${causes[rate]!.label}`);
  if (sentence.maybe(", the rate that rises most,") || sentence.maybe(", the rate that rises most")) {
    holds(isMost(promised!, facts), () => `${rate} does not rise most`);
  } else sentence.maybe(",");
  Object.assign(values, {promisedRatio: promised!, promisedFactor: rate});
  return "rate";
}

const rule = " (averaged over the orders of taking each away)";

/** Reads what came of it: "but the speed-up is 1.39×", and whether it is said how times share in the difference. */
function readOutcome(sentence: Sentence, facts: Facts, ratio: number): boolean {
  const speedup = facts.speedup();
  const arrives = !isNoticeable(speedup / ratio);
  // Less came than was promised, or a fall did not slow anything down.
  const disappoints = (ratio > 1 ? speedup < ratio : speedup > 1 || !isNoticeable(speedup)) && !arrives;
  sentence.take(disappoints ? ", but " : ", and ");
  const measured = facts.metric === "latency" && facts.options.measured !== undefined;
  sentence.take(measured ? "the measured speed-up" : facts.gained());
  if (facts.metric === "latency") sentence.take(" is ");
  else {
    const verb = !isNoticeable(speedup) ? "stay" : speedup > 1 ? "rise" : "fall";
    const s = facts.unit() === null ? "s" : "";
    sentence.take(` ${verb}${s}${{stay: " at ", rise: " ", fall: " to "}[verb]}`);
  }
  states(sentence.ratio(), speedup, "speed-up");
  sentence.take(arrives ? ", because what lies between the two cancels" : ". The difference");
  const hasRule = sentence.maybe(rule);
  sentence.take(": ");
  return hasRule;
}

/** Reads what a reason does: "lowers the speed-up by 15.5 %", "raises it by 9.8 %", "raises it 2.31×", "lowers it to 0.04×". */
function readEffect(sentence: Sentence, what: string, multiplier: number, reason: string): void {
  const verb = sentence.oneOf("raises ", "lowers ");
  holds((verb === "raises ") === multiplier > 1, () => `${reason}: ${verb}by a factor of ${multiplier}`);
  sentence.take(what);
  if (sentence.maybe(" by ")) states(sentence.share(), Math.abs(multiplier - 1), reason);
  else {
    sentence.take(verb === "raises " ? " " : " to ");
    states(sentence.ratio(), multiplier, reason);
  }
}

const distance = (factor: number) => Math.abs(Math.log(factor));

/** Reads the reasons from one basis: the sentence is true if it is so from any. */
function readReasons(sentence: Sentence, facts: Facts, basis: Basis): Expected {
  const hasRule = readOutcome(sentence, facts, basis.ratio);
  const terms = termsOf(basis, facts);
  const values: Record<string, number | string> = {};
  const told = new Set<string>();
  const untold = () => [...terms].filter(([id]) => !told.has(id));
  let rest: number | null = null;
  for (let index = 0; ; index++) {
    const all = sentence.maybe("all else");
    const id = all ? "rest" : readReason(sentence, facts, basis, values);
    sentence.take(" ");
    const what = index === 0 ? facts.gained() : facts.metric === "latency" || facts.unit() === null ? "it" : "them";
    if (all) {
      rest = untold().reduce((product, [, multiplier]) => product * multiplier, 1);
      readEffect(sentence, what, rest, "all else");
    } else {
      const multiplier = terms.get(id);
      holds(multiplier !== undefined && !told.has(id), () => `${id} is no reason, or told twice`);
      readEffect(sentence, what, multiplier, id);
      told.add(id);
    }
    if (sentence.maybe(".")) break;
    if (!sentence.maybe(" and ")) sentence.take(", ");
  }
  // Of one time alone it does not matter much in which order it is taken away.
  const times = [...told].filter((id) => id in spentOn).length;
  holds(hasRule === times > 1, () => `${times} times share in the difference`);
  const left = untold().reduce((product, [, multiplier]) => product * multiplier, 1);
  holds(rest !== null || !isNoticeable(left) || distance(left) < 0.01 + 1e-9, () => `a factor of ${left} is left out`);
  const least = Math.min(...[...told].filter((id) => id !== "rate").map((id) => distance(terms.get(id)!)));
  // Between unlike sides a claim is held against the rates alone, and all else is told as one.
  for (const [id, multiplier] of told.size === 1 && told.has("rate") ? [] : untold()) {
    holds(distance(multiplier) <= least + 1e-9, () => `${id} is stronger than what is told`);
    holds(told.size === mostReasons || distance(multiplier) < 0.01 + 1e-9, () => `${id} is left out`);
  }
  return {...expectedOf(terms, facts), ...values, ...(rest === null ? {} : {rest})};
}

/** The values of the terms: what is next to 1 may be left out. */
function expectedOf(terms: ReadonlyMap<string, number>, facts: Facts): Expected {
  const entries = [...terms].map(([id, multiplier]) => [
    id,
    distance(multiplier) < 1e-8 ? {optional: multiplier} : multiplier,
  ]);
  return {speedup: facts.speedup(), ...(Object.fromEntries(entries) as Expected)};
}

/** Tries a reading of the rest of the sentence from each basis: it is true if it is so from one. */
function fromAny(
  sentence: Sentence,
  values: Claim["values"],
  bases: readonly Basis[],
  read: (basis: Basis) => Expected,
): Expected {
  const {rest} = sentence;
  const reasons: string[] = [];
  for (const basis of bases) {
    try {
      const expected = read(basis);
      checkValues(values, expected);
      return expected;
    } catch (error) {
      if (!(error instanceof Untruth)) throw error;
      reasons.push(error.message);
      sentence.back(rest);
    }
  }
  throw new Untruth([...new Set(reasons)].join("; or "));
}

const checkGap: Checker = (sentence, facts, {values}) => {
  const bases = readChange(sentence, facts);
  return fromAny(sentence, values, bases, (basis) => {
    const told = readReasons(sentence, facts, basis);
    const headline = basis.promised !== null ? "claim" : (basis.rate ?? "memory-capacity");
    return {headline, ratio: basis.ratio, ...told};
  });
};

const checkNoGap: Checker = (sentence, facts, {values}) => {
  sentence.take("The whole ");
  const claimed = sentence.maybe("claimed ratio, ");
  const id = claimed ? "claim" : (values["headline"] as string);
  if (!claimed) sentence.take(`ratio of ${causes[id]!.label}, `);
  const printed = sentence.ratio();
  sentence.take(", arrives.");
  const bases = claimed
    ? claimBases(facts.options.headline as number, facts)
    : ratiosOf(id as Rate, facts).map((ratio): Basis => ({
        ratio,
        kept: shortened[id as Rate],
        promised: null,
        rate: null,
      }));
  return fromAny(sentence, values, bases, (basis) => {
    states(printed, basis.ratio, "ratio that arrives");
    const speedup = facts.speedup();
    holds(!isNoticeable(speedup / basis.ratio), () => `${basis.ratio} is promised, and ${speedup} came`);
    // Not by chance: what the rate alone does is its ratio.
    const own = claimed ? speedup : facts.game().multiplier(id);
    holds(!isNoticeable(own / basis.ratio), () => `${id} multiplies by ${own}`);
    const terms = termsOf(basis, facts);
    for (const [term, multiplier] of terms)
      holds(!isNoticeable(multiplier), () => `${term} accounts for ${multiplier}`);
    return {headline: id, ratio: basis.ratio, ...expectedOf(terms, facts)};
  });
};

/** Why the speed-up is not the ratio that the reader has in mind. */
export const gapCheckers = {
  gap: checkGap,
  "no-gap": checkNoGap,
} satisfies Partial<Record<Claim["id"], Checker>>;

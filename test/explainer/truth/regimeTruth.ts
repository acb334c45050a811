import {bytesPerValue} from "../../../lib/engine/precision.js";
import {costOf} from "../../../lib/engine/roofline.js";
import {stepTime} from "../../../lib/engine/stepTime.js";
import {regimes, type Regime} from "../../../lib/engine/types.js";
import type {Claim, Side} from "../../../lib/explainer/types.js";
import {readList, type Checker} from "./checker.js";
import {bothSides, isNoticeable, type Facts} from "./facts.js";
import {holds, states, type Sentence} from "./sentence.js";

/** What a term's time is spent on. */
export const spentOn: Readonly<Record<Regime, string>> = {
  compute: "arithmetic",
  memory: "memory traffic",
  link: "link traffic",
  overhead: "launch overhead",
};

const checkRegimes: Checker = (sentence, facts, {id}) => {
  const {labels} = facts;
  const [before, after] = [facts.profile("baseline"), facts.profile("proposal")];
  // The largest share, by this file's own comparison.
  for (const {regime, shares} of [before, after]) {
    holds(
      regimes.every((other) => shares[other] <= shares[regime]),
      () => `${regime} is not the largest share`,
    );
  }
  if (before.regime === after.regime) {
    holds(id === "same-regime", () => id);
    const spent = spentOn[before.regime];
    if (!sentence.maybe(`Both are ${before.regime} bound: ${spent} takes `)) {
      sentence.begin(spent);
      sentence.take(" takes the most time of both: ");
    }
    states(sentence.share(), before.shares[before.regime], "share of the baseline");
    sentence.take(` of the time of ${labels.baseline} and `);
    states(sentence.share(), after.shares[after.regime], "share of the proposal");
    sentence.take(` of that of ${labels.proposal}.`);
  } else {
    holds(id === "regime-shift", () => id);
    sentence.take(`The regime shifts: ${labels.baseline} is ${before.regime} bound (`);
    states(sentence.share(), before.shares[before.regime], "share of the baseline");
    sentence.take(` of its time is ${spentOn[before.regime]}), ${labels.proposal} is ${after.regime} bound (`);
    states(sentence.share(), after.shares[after.regime], "share of the proposal");
    sentence.take(` is ${spentOn[after.regime]}).`);
  }
  return {
    baselineRegime: before.regime,
    proposalRegime: after.regime,
    baselineShare: before.shares[before.regime],
    proposalShare: after.shares[after.regime],
  };
};

const checkMixed: Checker = (sentence, facts, {values}) => {
  sentence.take("No term takes half of the time of ");
  const side: Side | undefined = bothSides.find((each) => each === values["side"]);
  if (side === undefined) return sentence.fail("a side");
  sentence.take(`${facts.labels[side]}: `);
  const {shares} = facts.profile(side);
  holds(Math.max(...Object.values(shares)) < 0.5, () => "a term takes half of the time");
  const told = new Map<Regime, number>();
  let last = Infinity;
  readList(sentence, () => {
    const spent = sentence.oneOf(...Object.values(spentOn));
    const term = regimes.find((regime) => spentOn[regime] === spent)!;
    sentence.take(" ");
    states(sentence.share(), shares[term], spent);
    holds(shares[term] <= last, () => `${spent} takes more than what is told before it`);
    last = shares[term];
    told.set(term, shares[term]);
  });
  sentence.take(".");
  for (const term of regimes) holds(told.has(term) || shares[term] < 0.01, () => `${spentOn[term]} is left out`);
  return {side, ...Object.fromEntries(told)};
};

const checkTermTimes: Checker = (sentence, facts) => {
  sentence.take(`Of ${facts.period("proposal")}, `);
  holds(facts.period("baseline") === facts.period("proposal"), () => "the two sides have no period in common");
  const [before, after] = [facts.profile("baseline"), facts.profile("proposal")];
  const values: Record<string, number> = {};
  readList(sentence, () => {
    const spent = sentence.oneOf(...Object.values(spentOn));
    const term = regimes.find((regime) => spentOn[regime] === spent)!;
    const [from, to] = [before[`${term}Seconds`], after[`${term}Seconds`]];
    const moves = sentence.oneOf(" rises from ", " falls from ", " stays at ");
    if (moves === " stays at ") {
      holds(from === to || !isNoticeable(to / from), () => `${spent}: ${from} s and ${to} s`);
      states(sentence.duration(), to, spent);
    } else {
      holds((moves === " rises from ") === to > from, () => `${spent}:${moves}${from} s to ${to} s`);
      readMoved(sentence, facts, "baseline", term);
      sentence.take(" to ");
      readMoved(sentence, facts, "proposal", term);
    }
    if (sentence.maybe(" (")) readWidening(sentence, facts);
    Object.assign(values, {[`${term}BaselineSeconds`]: from, [`${term}ProposalSeconds`]: to});
  });
  sentence.take(".");
  const longest = Math.max(before.latencySeconds, after.latencySeconds);
  for (const term of regimes) {
    const most = Math.max(before[`${term}Seconds`], after[`${term}Seconds`]);
    const told = `${term}BaselineSeconds` in values;
    holds(told || most < 0.01 * longest * (1 + 1e-9), () => `${spentOn[term]} is left out`);
  }
  return values;
};

/** Reads "int4 weights are widened to fp16 before use)": true of one side alone. */
function readWidening(sentence: Sentence, facts: Facts): void {
  const widening = bothSides.filter((side) =>
    stepTime(facts.sides[side]).operators.some(({widenedWeights}) => widenedWeights > 0),
  );
  const [only] = widening;
  holds(only !== undefined && widening.length === 1, () => `weights are widened of ${widening.join()}`);
  const {model, scenario} = facts.sides[only];
  const {weights, activations} = scenario.precision;
  // Experts may be stored in a format of their own.
  const experts = model.architecture === "decoder" ? (model.experts?.format ?? weights) : weights;
  const narrow = bytesPerValue[weights] < bytesPerValue[activations] ? weights : experts;
  sentence.take(`${narrow} weights are widened to ${activations} before use)`);
}

/** Reads a time of a term, or that there is none, and then behind what it is hidden where its work is done all the same. */
function readMoved(sentence: Sentence, facts: Facts, side: Side, term: Regime): void {
  const time = facts.profile(side)[`${term}Seconds`];
  if (!sentence.maybe("nothing")) {
    states(sentence.duration(), time, "time of the term");
    return;
  }
  holds(time === 0, () => `${time} s are no time`);
  const behind = hiddenBehind(facts, side, term);
  if (behind.length === 0) return;
  sentence.take(side === "baseline" ? " (it was hidden behind " : " (it is hidden behind ");
  sentence.take(`${behind.map((other) => spentOn[other]).join(" and ")})`);
}

/** The terms that operators are charged to whose work of another kind takes no longer. */
function hiddenBehind(facts: Facts, side: Side, term: Regime): Regime[] {
  if (term === "overhead") return [];
  const {operators, rates} = stepTime(facts.sides[side]);
  const bound = new Set<Regime>();
  for (const operator of operators) {
    const cost = costOf(operator, rates);
    if (cost[`${term}Seconds`] > 0) bound.add(cost.binding);
  }
  return regimes.filter((regime) => bound.has(regime));
}

/** What bounds each side. */
export const regimeCheckers = {
  "same-regime": checkRegimes,
  "regime-shift": checkRegimes,
  "mixed-regime": checkMixed,
  "term-times": checkTermTimes,
} satisfies Partial<Record<Claim["id"], Checker>>;

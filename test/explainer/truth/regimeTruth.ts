import {regimes, type Regime} from "../../../lib/engine/types.js";
import type {Claim, Side} from "../../../lib/explainer/types.js";
import {readList, type Checker} from "./checker.js";
import {bothSides} from "./facts.js";
import {holds, states} from "./sentence.js";

/** What a term's time is spent on. */
export const spentOn: Readonly<Record<Regime, string>> = {
  compute: "arithmetic",
  memory: "memory traffic",
  link: "link traffic",
  overhead: "launch overhead",
};

/** The term of the formula that each rate shortens. */
export const shortened = {"peak-flops": "compute", "memory-bandwidth": "memory", "link-bandwidth": "link"} as const;

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
      sentence.take(" is the largest part of both: ");
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
  sentence.take("No term takes half or more of the time of ");
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

/** What bounds each side. */
export const regimeCheckers = {
  "same-regime": checkRegimes,
  "regime-shift": checkRegimes,
  "mixed-regime": checkMixed,
} satisfies Partial<Record<Claim["id"], Checker>>;

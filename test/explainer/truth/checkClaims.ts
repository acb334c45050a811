import type {Claim, ClaimId, Explanation} from "../../../lib/explainer/types.js";
import type {Comparison} from "../../comparisons.js";
import {answerCheckers} from "./answerTruth.js";
import {breakEvenCheckers} from "./breakEvenTruth.js";
import {causeCheckers} from "./causeTruth.js";
import type {Checker} from "./checker.js";
import {Facts} from "./facts.js";
import {flipCheckers} from "./flipTruth.js";
import {gapCheckers} from "./gapTruth.js";
import {machineCheckers} from "./machineTruth.js";
import {measuredCheckers} from "./measuredTruth.js";
import {memoryCheckers} from "./memoryTruth.js";
import {rateFlipCheckers} from "./rateFlipTruth.js";
import {regimeCheckers} from "./regimeTruth.js";
import {holds, rounds, Sentence, Untruth} from "./sentence.js";
import {settingCheckers} from "./settingTruth.js";
import {termCheckers} from "./termTruth.js";
import {checkLabels} from "./traits.js";
import {checkValues} from "./values.js";

/** A checker for each kind of sentence: one without would not compile. */
export const checkers: Readonly<Record<ClaimId, Checker>> = {
  ...answerCheckers,
  ...regimeCheckers,
  ...gapCheckers,
  ...causeCheckers,
  ...memoryCheckers,
  ...machineCheckers,
  ...flipCheckers,
  ...rateFlipCheckers,
  ...breakEvenCheckers,
  ...measuredCheckers,
  ...settingCheckers,
  ...termCheckers,
};

/** Holds all sentences of an explanation against its two configurations, and throws at the first that is not true. */
export function checkClaims(comparison: Comparison, explanation: Explanation, facts?: Facts): void {
  const known = facts ?? new Facts(comparison, explanation);
  checkLabels(known);
  for (const claim of explanation.claims) checkClaim(claim, known);
}

/** Holds one sentence, and the values that it states, against the facts. */
export function checkClaim(claim: Claim, facts: Facts): void {
  const {id, text, values} = claim;
  try {
    const check = checkers[id] as Checker | undefined;
    holds(check !== undefined, () => "no checker knows this kind");
    const sentence = new Sentence(text);
    const expected = check(sentence, facts, claim);
    sentence.end();
    checkValues(values, expected);
    for (const {text: digits, value, within} of sentence.printed) {
      // A factor may be told the other way round, or as what it adds or takes.
      const isStated = Object.values(values).some(
        (stated) =>
          typeof stated === "number" &&
          [stated, 1 / stated, Math.abs(stated - 1)].some((told) => rounds({value, within}, told)),
      );
      holds(isStated, () => `"${digits}" is none of the values`);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!(error instanceof Untruth)) throw error;
    throw new Untruth(`${id}: ${reason}\n  "${text}"`);
  }
}

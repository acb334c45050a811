import type {Claim} from "../types.js";
import {answerDraft} from "./answer.js";
import {batchFlipDraft} from "./batchFlips.js";
import {breakEvenBatchDraft, breakEvenPriceDraft} from "./breakEven.js";
import {bytesDraft} from "./bytes.js";
import {batchOfCapacity, capacityDraft} from "./capacity.js";
import {causesDraft} from "./causes.js";
import {devicesDraft} from "./devices.js";
import type {Answer, Draft, NoAnswer} from "./draft.js";
import {fallbackDrafts} from "./fallbacks.js";
import {fitsClaims, unfitClaims} from "./fits.js";
import {gapDraft} from "./gap.js";
import {interactionDraft} from "./interactions.js";
import {leversDraft} from "./levers.js";
import {impossibleDrafts, unexplainedDraft} from "./measured.js";
import {nextDraft} from "./next.js";
import {operatorsDraft} from "./operators.js";
import {otherMeasureDraft} from "./otherMeasure.js";
import {rateFlipDraft} from "./rateFlips.js";
import {mixedDrafts, regimeDraft} from "./regimes.js";
import {termTimesDraft} from "./termTimes.js";
import {wastedRateDrafts} from "./wastedRates.js";
import {worth} from "./worth.js";

/** So many sentences at most, unless all are asked for. */
export const defaultClaimCount = 7;

/** What there is to say of a comparison: the sentences of most worth in reading order, or with `verbose` all of them. */
export function claimsOf(answer: Answer | NoAnswer, {verbose = false}: {readonly verbose?: boolean} = {}): Claim[] {
  if (!answer.answered) {
    const claims = unansweredClaims(answer);
    return verbose ? claims : claims.slice(0, defaultClaimCount);
  }
  return (verbose ? answeredDrafts(answer, always) : worthiest(answer)).map(({claim}) => claim());
}

/** All that there is to say of a comparison that was answered, the answer first. */
export function answeredClaims(answer: Answer): Claim[] {
  return answeredDrafts(answer, always).map(({claim}) => claim());
}

/** What there is to say where a side does not fit: what is missing, and what would fit. */
export function unansweredClaims(answer: NoAnswer): Claim[] {
  return [
    ...unfitClaims(answer),
    ...impossibleDrafts(answer).map(({claim}) => claim()),
    ...fitsClaims(answer),
    ...fallbackDrafts(answer).map(({claim}) => claim()),
  ];
}

/**
 * In reading order: the answer and its doubts, why, under what conditions, and what next.
 *
 * @param needsAsides whether, beside the main sentences, those are wanted that are told only where there is little to say.
 */
function answeredDrafts(answer: Answer, needsAsides: (main: readonly Draft[]) => boolean): Draft[] {
  const gap = gapDraft(answer);
  const isReason = gap === null || gap.worth === null;
  const result = [
    answerDraft(answer),
    ...impossibleDrafts(answer),
    unexplainedDraft(answer),
    ...fallbackDrafts(answer),
    otherMeasureDraft(answer),
    devicesDraft(answer),
    breakEvenBatchDraft(answer),
    breakEvenPriceDraft(answer),
    regimeDraft(answer),
  ];
  const causes = causesDraft(answer, isReason);
  const why = [
    gap,
    ...wastedRateDrafts(answer),
    termTimesDraft(answer, isReason),
    bytesDraft(answer),
    causes,
    capacityDraft(answer, causes !== null && causes.worth !== null && batchOfCapacity(answer) !== null),
  ];
  const next = [nextDraft(answer), leversDraft(answer)];
  const main = [...result, ...why, ...next].filter((draft) => draft !== null);
  if (!needsAsides(main)) return main;
  const conditions = [interactionDraft(answer), operatorsDraft(answer), batchFlipDraft(answer), rateFlipDraft(answer)];
  return [...result, ...mixedDrafts(answer), ...why, ...conditions, ...next].filter((draft) => draft !== null);
}

/** No aside is worth more: where enough is, none need be written. */
const mostOfAsides = Math.max(worth.strongInteraction, worth.window, worth.mixed, worth.operators, worth.rateFlip);

/** The sentences of most worth, in the order in which they came; of equals the first. */
function worthiest(answer: Answer): Draft[] {
  const drafts = answeredDrafts(
    answer,
    (main) => main.filter((draft) => (draft.worth ?? 0) > mostOfAsides).length < defaultClaimCount,
  );
  const kept = drafts
    .filter((draft) => draft.worth !== null)
    .toSorted((a, b) => b.worth! - a.worth!)
    .slice(0, defaultClaimCount);
  return drafts.filter((draft) => kept.includes(draft));
}

/** For those who ask for everything. */
const always = () => true;

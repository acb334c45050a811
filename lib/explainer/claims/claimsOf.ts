import type {Claim} from "../types.js";
import {answerDraft} from "./answer.js";
import {batchFlipDraft} from "./batchFlips.js";
import {breakEvenBatchDraft, breakEvenPriceDraft} from "./breakEven.js";
import {bytesDraft} from "./bytes.js";
import {capacityDraft} from "./capacity.js";
import {causesDraft, wastedRateDrafts} from "./causes.js";
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

/** So many sentences at most, unless all are asked for. */
export const defaultClaimCount = 7;

/** What there is to say of a comparison: the sentences of most worth in reading order, or with `verbose` all of them. */
export function claimsOf(answer: Answer | NoAnswer, {verbose = false}: {readonly verbose?: boolean} = {}): Claim[] {
  if (!answer.answered) {
    const claims = unansweredClaims(answer);
    return verbose ? claims : claims.slice(0, defaultClaimCount);
  }
  const drafts = answeredDrafts(answer);
  return (verbose ? drafts : worthiest(drafts)).map(({claim}) => claim);
}

/** All that there is to say of a comparison that was answered, the answer first. */
export function answeredClaims(answer: Answer): Claim[] {
  return answeredDrafts(answer).map(({claim}) => claim);
}

/** What there is to say where a side does not fit: what is missing, and what would fit. */
export function unansweredClaims(answer: NoAnswer): Claim[] {
  return [
    ...unfitClaims(answer),
    ...impossibleDrafts(answer).map(({claim}) => claim),
    ...fitsClaims(answer),
    ...fallbackDrafts(answer).map(({claim}) => claim),
  ];
}

/** In reading order: the answer and its doubts, why, under what conditions, and what next. */
function answeredDrafts(answer: Answer): Draft[] {
  const gap = gapDraft(answer);
  return [
    answerDraft(answer),
    ...impossibleDrafts(answer),
    unexplainedDraft(answer),
    ...fallbackDrafts(answer),
    otherMeasureDraft(answer),
    devicesDraft(answer),
    breakEvenBatchDraft(answer),
    breakEvenPriceDraft(answer),
    regimeDraft(answer),
    ...mixedDrafts(answer),
    gap,
    ...wastedRateDrafts(answer),
    termTimesDraft(answer, gap === null || gap.worth === null),
    bytesDraft(answer),
    causesDraft(answer, gap === null || gap.worth === null),
    capacityDraft(answer),
    interactionDraft(answer),
    operatorsDraft(answer),
    batchFlipDraft(answer),
    rateFlipDraft(answer),
    nextDraft(answer),
    leversDraft(answer),
  ].filter((draft) => draft !== null);
}

/** The sentences of most worth, in the order in which they came; of equals the first. */
function worthiest(drafts: readonly Draft[]): Draft[] {
  const kept = drafts
    .filter(({worth}) => worth !== null)
    .toSorted((a, b) => b.worth! - a.worth!)
    .slice(0, defaultClaimCount);
  return drafts.filter((draft) => kept.includes(draft));
}

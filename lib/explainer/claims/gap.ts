import {termNames} from "../describe.js";
import {capitalised, formatRatio, formatShare, listed} from "../format.js";
import {strongestFirst} from "../strongestFirst.js";
import type {Claim, Factor, Gap, GapTerm, Subject} from "../types.js";
import {isNoticeable, type Answer, type Draft} from "./draft.js";
import {reasonOf} from "./gapReasons.js";
import {gained, itOrThem, outcome} from "./words.js";
import {worth} from "./worth.js";

/** So many reasons are named; what is left is told as one. */
const mostReasons = 3;

/** With more than so much work of the one side for what it makes, no ratio of rates is the one to explain. */
const unlikeWork = 2;

/** Nor between batches of which one is so many times the other. */
const unlikeBatch = 1.1;

/** Why the speed-up is not the ratio that the reader has in mind, or that it is. */
export function gapDraft(answer: Answer): Draft | null {
  const {gap} = answer;
  if (gap === null || (gap.headline.factor !== "claim" && !isNoticeable(gap.headline.ratio))) return null;
  return gap.terms.some(({multiplier}) => isNoticeable(multiplier)) ? partsDraft(gap, answer) : wholeDraft(gap, answer);
}

/** The ratio and what became of it, reason by reason. */
function partsDraft(gap: Gap, answer: Answer): Draft {
  return {claim: () => partsClaim(gap, answer), worth: isReason(gap, answer) ? worth.reason : null};
}

function partsClaim(gap: Gap, answer: Answer): Claim {
  const {ratio} = gap.headline;
  const {speedup} = answer;
  const telling = tellingTerms(gap, answer);
  const rest = gap.terms.filter((term) => !telling.includes(term)).reduce((all, term) => all * term.multiplier, 1);
  const reasons = telling.map((term) => ({
    ...reasonOf(term, answer),
    multiplier: term.multiplier,
    isTime: term.id in termNames,
  }));
  const others = isNoticeable(rest) ? [{text: "all else", multiplier: rest}] : [];
  const parts = [...reasons, ...others].map(
    ({text, multiplier}, index) => `${text} ${effect(multiplier, index === 0 ? gained(answer) : itOrThem(answer))}`,
  );
  const arrives = !isNoticeable(gap.multiplier);
  // "But" where less arrives than was promised, or the other way round from it; "and" where more does.
  const less = ratio > 1 ? speedup < ratio : speedup > 1 || !isNoticeable(speedup);
  const change = `${changed(gap)}, ${less && !arrives ? "but" : "and"} ${outcome(answer)}`;
  const times = reasons.filter(({isTime}) => isTime).length;
  // Each is the Shapley value of taking that time away: from the times alone one gets others.
  const rule = times < 2 ? "" : " (averaged over the orders of taking each away)";
  const why = arrives ? ", because what lies between the two cancels" : ". The difference";
  return {
    id: "gap",
    subject: [...new Set([...subjectOf(gap), ...reasons.flatMap(({subject}) => subject)])],
    text: `${change}${why}${rule}: ${listed(parts)}.`,
    values: Object.assign(
      gapValues(gap, answer),
      others.length === 0 ? {} : {rest},
      ...reasons.map(({values}) => values),
    ) as ReturnType<typeof gapValues>,
  };
}

/**
 * "lowers the speed-up by 15.5 %", "raises it by 9.8 %"; "raises it 2.31×" where it is more than twice as much, "lowers it to
 * 0.04×" where it is less than a tenth.
 */
function effect(multiplier: number, what: string): string {
  const verb = multiplier < 1 ? "lowers" : "raises";
  if (multiplier >= 2) return `${verb} ${what} ${formatRatio(multiplier)}`;
  if (multiplier < 0.1) return `${verb} ${what} to ${formatRatio(multiplier)}`;
  return `${verb} ${what} by ${formatShare(Math.abs(multiplier - 1), 1)}`;
}

/** The ratio where all of it arrives; null where other causes cancelled each other, so that it came about and did not arrive. */
function wholeDraft(gap: Gap, answer: Answer): Draft | null {
  const {factor: headline, label, ratio} = gap.headline;
  const alone =
    headline === "claim" ? answer.speedup : (answer.factors.find(({id}) => id === headline)?.multiplier ?? 1);
  if (isNoticeable(gap.multiplier) || isNoticeable(alone / ratio)) return null;
  const name = headline === "claim" ? "claimed ratio" : `ratio of ${label}`;
  return {
    claim: () => ({
      id: "no-gap",
      subject: subjectOf(gap),
      text: `The whole ${name}, ${formatRatio(ratio)}, arrives.`,
      values: gapValues(gap, answer),
    }),
    worth: isReason(gap, answer) ? worth.reason : null,
  };
}

/** "Memory bandwidth rises 1.64×". */
function changed({headline: {factor, label, ratio}}: Gap): string {
  if (factor === "claim") return `${capitalised(label)} is ${formatRatio(ratio)}`;
  return `${capitalised(label)} ${ratio > 1 ? "rises" : "falls to"} ${formatRatio(ratio)}`;
}

function subjectOf({headline: {factor}}: Gap): Subject[] {
  return [factor === "claim" ? "speedup" : `factor:${factor}`];
}

function gapValues({headline: {factor, ratio}, terms}: Gap, {speedup}: Answer): Record<string, number | string> {
  return {headline: factor, ratio, speedup, ...Object.fromEntries(terms.map(({id, multiplier}) => [id, multiplier]))};
}

/**
 * Whether both sides do much the same for what they make, in one phase and at nearly one batch: only then does the ratio of a
 * rate have much to do with the speed-up.
 */
function isAlike({terms}: Gap, {baseline, proposal}: Answer): boolean {
  const work = terms.find(({id}) => id === "work")?.multiplier ?? 1;
  const batches = proposal.profile.batch / baseline.profile.batch;
  return (
    baseline.configuration.scenario.phase === proposal.configuration.scenario.phase &&
    Math.abs(Math.log(batches)) < Math.log(unlikeBatch) &&
    Math.abs(Math.log(work)) < Math.log(unlikeWork)
  );
}

/** Whether the gap is the reason to give: else the causes say more, and it is told only where all is asked for. */
function isReason(gap: Gap, answer: Answer): boolean {
  // Of capacity the causes state the whole split, in multipliers of the same thing.
  return gap.headline.chosen || (gap.headline.factor !== "memory-capacity" && isAlike(gap, answer));
}

/** The terms that are worth naming, what a claim asks beyond all rates first: the others start from there. */
function tellingTerms(gap: Gap, answer: Answer): GapTerm[] {
  const telling = strongestFirst(gap.terms.filter(({multiplier}) => isNoticeable(multiplier)));
  const first = telling.filter(({id}) => id === "rate");
  // Between unlike sides the causes say what becomes of the rest.
  if (first.length > 0 && !isAlike(gap, answer)) return first;
  return [...first, ...telling.filter(({id}) => id !== "rate")].slice(0, mostReasons);
}

/** Whether the one cause is the headline's own, so that the sentence on the gap has said it all. */
export function isSoleCause(first: Factor, {gap, speedup, measured}: Answer): boolean {
  return first.id === gap?.headline.factor && !isNoticeable(first.multiplier / (measured?.predictedSpeedup ?? speedup));
}

import {batchCap, unlimitedBatch} from "../../engine/footprint.js";
import {capitalised, formatCount} from "../format.js";
import type {Side, Subject} from "../types.js";
import {sides, type Answer, type Draft} from "./draft.js";
import {worth} from "./worth.js";

/**
 * What sets the largest batch, where a side asks for that: memory, or the most that a serving engine takes.
 *
 * @param isTold whether the causes have told what the capacities come to: then it is told only where all is asked for.
 */
export function capacityDraft(answer: Answer, isTold: boolean): Draft | null {
  const asked = sides.filter((side) => answer[side].configuration.scenario.batch === "max");
  if (asked.length === 0) return null;
  const filled = asked.filter((side) => !isCapped(side, answer));
  const capped = asked.filter((side) => isCapped(side, answer)).map((side) => cappedSentence(side, asked, answer));
  const texts = filled.length === 0 ? capped : [`${filledSentence(filled, asked, answer)}.`, ...capped];
  return {
    claim: () => ({
      id: "capacity",
      subject: asked.map((side): Subject => `side:${side}`),
      text: texts.join(" "),
      values: Object.fromEntries(asked.flatMap((side) => batchValues(side, answer))),
    }),
    worth: isTold ? null : filled.length > 0 || asked.length === 1 ? worth.capacity : worth.capped,
  };
}

/** Whether memory would hold more than the batch that was run. */
export function isCapped(side: Side, answer: Answer): boolean {
  const {configuration, profile} = answer[side];
  return profile.maxBatch > batchCap * configuration.scenario.dataParallel;
}

/** The batches of the two sides where only their machines differ and both take the largest that memory holds; else null. */
export function batchOfCapacity(answer: Answer): readonly [number, number] | null {
  const isFilled = (side: Side) => answer[side].configuration.scenario.batch === "max" && !isCapped(side, answer);
  return sides.every(isFilled) && answer.factors.every(({group}) => group === "hardware")
    ? [answer.baseline.profile.batch, answer.proposal.profile.batch]
    : null;
}

/** "Memory sets the batch: 203 for H200 SXM against 29 for H100 SXM". */
function filledSentence(filled: readonly Side[], asked: readonly Side[], answer: Answer): string {
  const {baseline, proposal} = answer;
  const [before, after] = [baseline.profile.batch, proposal.profile.batch];
  if (filled.length === 1)
    return `Memory sets ${largest(filled[0]!, asked, answer)}: ${formatCount(answer[filled[0]!].profile.batch)}`;
  return before === after
    ? `Memory sets the batch: ${formatCount(after)} on both sides`
    : `Memory sets the batch: ${formatCount(after)} for ${proposal.label} against ${formatCount(before)} for ${baseline.label}`;
}

function cappedSentence(side: Side, asked: readonly Side[], answer: Answer): string {
  const {batch, maxBatch} = answer[side].profile;
  const held = maxBatch >= unlimitedBatch ? "memory sets no limit" : `memory would hold ${formatCount(maxBatch)}`;
  return `${capitalised(largest(side, asked, answer))} is capped at ${formatCount(batch)}, while ${held}.`;
}

/** The largest batch, of which side only where both ask for one. */
function largest(side: Side, asked: readonly Side[], answer: Answer): string {
  return asked.length === 1 ? "the largest batch" : `the largest batch of ${answer[side].label}`;
}

function batchValues(side: Side, answer: Answer): [string, number | boolean][] {
  const {batch, maxBatch} = answer[side].profile;
  return [
    [`${side}Batch`, batch],
    [`${side}MaxBatch`, maxBatch],
    [`${side}Capped`, isCapped(side, answer)],
  ];
}

import {change} from "../../engine/change.js";
import type {Configuration} from "../../engine/types.js";
import {differences, perPhase, regimeNames, sideLabels, sideSubject} from "../describe.js";
import {flipsIn, largestSearchedBatch} from "../flips.js";
import {formatCount, listed} from "../format.js";
import type {Claim, Flip, Side, Subject} from "../types.js";
import {regimeAt, shiftWindows, type ShiftWindow} from "../window.js";
import {sides, type Answer, type Draft} from "./draft.js";
import {worth} from "./worth.js";

/** A window whose end is less than so many times its beginning is told by nobody who measures. */
const narrowest = 1.02;

/** So many flips of a side are named. */
const mostFlips = 3;

/** The batches between which the two sides are in different regimes; or, where there are none, at which both change regime. */
export function batchFlipDraft(answer: Answer): Draft | null {
  const {flips, regimes, baseline, proposal} = answer;
  const lists = {baseline: flipsIn(flips.baseline, "batch"), proposal: flipsIn(flips.proposal, "batch")};
  const windows = shiftWindows(
    {flips: lists.baseline, regime: regimes.baseline},
    {flips: lists.proposal, regime: regimes.proposal},
  );
  const present = proposal.profile.batch;
  const wide = windows.filter(({first, last}) => last + 1 >= narrowest * first);
  const window = wide.find(({first, last}) => first <= present && present <= last) ?? wide[0];
  if (window !== undefined) return windowDraft(window, lists, answer);
  if (windows.length > 0) return null;
  // In one regime at every batch, both sides have the same flips; what fits may differ.
  const told = lists.baseline.slice(0, mostFlips);
  if (told.length === 0) return null;
  const text = (flip: Flip, index: number) =>
    flip.fits === lists.proposal[index]?.fits
      ? turns(flip)
      : `${turns({...flip, fits: true})} (which fits on one side alone)`;
  const labels = labelsAtAnyBatch(baseline.configuration, proposal.configuration);
  const subject = labels === null ? `the ${noun(answer)}` : `either side, ${labels.baseline} or ${labels.proposal},`;
  return {
    claim: () => ({
      id: "flip",
      subject: ["flip:baseline:batch", "flip:proposal:batch"],
      text: `${sideSubject(subject)} ${listed(told.map(text))}.`,
      values: flipValues("", told),
    }),
    worth: told[0]!.fits ? worth.flip : null,
  };
}

type Lists = Readonly<Record<Side, readonly Flip[]>>;

function windowDraft({first, last}: ShiftWindow, lists: Lists, answer: Answer): Draft {
  const {baseline, proposal, regimes} = answer;
  const labels = labelsAtAnyBatch(baseline.configuration, proposal.configuration) ?? roles;
  const open = last >= largestSearchedBatch;
  const range = `From batch ${formatCount(first)} ${open ? "on" : `to ${formatCount(last)}`}`;
  // A flip at the window's first batch opens it, one just after its last closes it.
  const within = (side: Side) => lists[side].filter(({at}) => at >= first && at <= last + 1).slice(0, mostFlips);
  const told = (side: Side) => {
    const list = within(side);
    const opens = list[0]?.at === first;
    const start = opens ? [] : [`is ${regimeNames[regimeAt(lists[side], first, regimes[side])]}`];
    return `${labels[side]} ${listed([...start, ...list.map(turns)])}`;
  };
  const flipped = sides.some((side) => within(side).length > 0);
  const reached = sides.every((side) => first <= answer[side].profile.maxBatch);
  return {
    claim: () => ({
      id: "flip-window",
      subject: sides.map((side): Subject => (within(side).length > 0 ? `flip:${side}:batch` : `side:${side}`)),
      text: `${range} the two are in different regimes: ${sides.map(told).join(", ")}.`,
      values: {
        first,
        last,
        ...Object.fromEntries(sides.map((side) => [`${side}Regime`, regimeAt(lists[side], first, regimes[side])])),
        ...flipValues("baseline", within("baseline")),
        ...flipValues("proposal", within("proposal")),
      },
    }),
    worth: reached ? (flipped ? worth.window : worth.flip) : null,
  };
}

/** "turns compute bound at batch 63". */
function turns({at, to, fits}: Flip): string {
  return `turns ${regimeNames[to]} at batch ${formatCount(at)}${fits ? "" : " (more than fits in memory)"}`;
}

/** Each flip's batch and regime, numbered from 1: "baselineBatch1", "baselineRegime1", or "batch1" of both sides. */
function flipValues(side: Side | "", list: readonly Flip[]): Claim["values"] {
  const name = (word: string, index: number) => `${side === "" ? word.toLowerCase() : `${side}${word}`}${index + 1}`;
  return Object.fromEntries(
    list.flatMap(({at, to}, index): [string, number | string][] => [
      [name("Batch", index), at],
      [name("Regime", index), to],
    ]),
  );
}

const roles: Readonly<Record<Side, string>> = {baseline: "the baseline", proposal: "the proposal"};

/** What sets the sides apart besides their batch, which a sentence about all batches cannot name; null where nothing does. */
function labelsAtAnyBatch(baseline: Configuration, proposal: Configuration): Readonly<Record<Side, string>> | null {
  const atOneBatch = change(proposal, {scenario: {batch: baseline.scenario.batch}});
  return differences(baseline, atOneBatch).length === 0 ? null : sideLabels(baseline, atOneBatch);
}

/** "step" or "pass". */
function noun({proposal}: Answer): string {
  return perPhase[proposal.configuration.scenario.phase].replace(/^a /, "");
}

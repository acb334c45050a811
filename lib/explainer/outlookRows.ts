import {regimeNames, resourceNames} from "./describe.js";
import {formatCount, formatMoney, formatQuantity, formatRatio} from "./format.js";
import {causeName} from "./tables.js";
import type {AnsweredExplanation, Flip} from "./types.js";

/** Where the regime of each side changes, a flip a row; none where none was found. */
export function flipRows({flips, baseline, proposal}: AnsweredExplanation): string[][] {
  const rows = [
    ...flips.baseline.map((flip) => flipRow(baseline.label, flip)),
    ...flips.proposal.map((flip) => flipRow(proposal.label, flip)),
  ];
  return rows.length === 0 ? [] : [["side", "at", "of the present", "below it", "from there on", ""], ...rows];
}

function flipRow(label: string, flip: Flip): string[] {
  const {ratio, from, to, fits} = flip;
  return [label, flipPlace(flip), formatRatio(ratio), regimeNames[from], regimeNames[to], fits ? "" : "does not fit"];
}

/** "batch 122", "input of 4,096 tokens", "memory bandwidth 11.4 TB/s". */
export function flipPlace({variable, at}: Pick<Flip, "variable" | "at">): string {
  switch (variable) {
    case "batch":
      return `batch ${formatCount(at)}`;
    case "input-length":
      return `input of ${formatCount(at)} tokens`;
    case "memory-bandwidth":
      return `memory bandwidth ${formatQuantity(at, "B/s", 3)}`;
    case "peak-flops":
      return `peak ${formatQuantity(at, "FLOP/s", 3)}`;
  }
}

/** From which batch on which side is ahead, and at which ratio of prices a token costs the same. */
export function breakEvenRows({breakEven, baseline, proposal, prices}: AnsweredExplanation): string[][] {
  const labels = {baseline: baseline.label, proposal: proposal.label};
  const {batches, priceRatio} = breakEven;
  const crossings = (batches ?? []).map(({at, ahead, fits}) => [
    `${labels[ahead]} is ahead from`,
    `batch ${formatCount(at)}${fits ? "" : ", which does not fit"}`,
  ]);
  return [
    ["break-even", "at"],
    ...crossings,
    ...(batches?.length === 0 ? [["the lead changes", "at no batch"]] : []),
    ["a token costs the same", `${formatRatio(priceRatio)} the price per accelerator`],
    ...(prices === null
      ? []
      : [["prices given", `${formatMoney(prices.baseline)} → ${formatMoney(prices.proposal)} an hour`]]),
  ];
}

/** What twice as much of each resource would give the proposal. */
export function headroomRows({headroom}: AnsweredExplanation): string[][] {
  return [
    ["what would help next", "speed-up"],
    ...headroom.map(({resource, speedup}) => [resourceNames[resource], formatRatio(speedup)]),
  ];
}

/** What two causes give together beyond what each gives alone; pairs that give nothing beyond it are left out. */
export function interactionRows(explanation: AnsweredExplanation): string[][] {
  const rows = explanation.interactions
    .map(({factors: [first, second], multiplier}) => [
      `${causeName(explanation, first)} and ${causeName(explanation, second)}`,
      formatRatio(multiplier),
    ])
    .filter(([, gain]) => gain !== formatRatio(1));
  return rows.length === 0 ? [] : [["causes together", "beyond each alone"], ...rows];
}

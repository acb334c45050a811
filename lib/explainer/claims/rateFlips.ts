import type {Regime} from "../../engine/types.js";
import {regimeNames, sideSubject} from "../describe.js";
import {flipsIn} from "../flips.js";
import {formatCount, formatQuantity, formatRatio} from "../format.js";
import type {Claim, Flip, FlipVariable, Subject} from "../types.js";
import type {Answer, Draft} from "./draft.js";
import {worth} from "./worth.js";

/** A flip farther than the first many times the present value tells nothing of the present; up to the second it is near. */
const [farthest, near] = [8, 1.25];

const variables = ["input-length", "memory-bandwidth", "peak-flops"] as const satisfies readonly FlipVariable[];
type Told = (typeof variables)[number];

/** How far the proposal is from another regime: the nearest flip of its input's length, its bandwidth and its peak. */
export function rateFlipDraft({flips, proposal}: Answer): Draft | null {
  const nearest = variables
    .flatMap((variable) => byDistance(flipsIn(flips.proposal, variable).filter(({fits}) => fits)).slice(0, 1))
    .filter((flip) => distance(flip) <= Math.log(farthest));
  const told = byDistance(nearest).slice(0, 2);
  if (told.length === 0) return null;
  return {
    claim: () => ({
      id: "rate-flip",
      subject: told.map(({variable}): Subject => `flip:proposal:${variable}`),
      text: `${sideSubject(proposal.label)} would turn ${told.map(turning).join(" or ")}.`,
      values: Object.fromEntries(told.flatMap(flipValues)),
    }),
    worth: distance(told[0]!) <= Math.log(near) ? worth.rateFlip : null,
  };
}

function distance({ratio}: Flip): number {
  return Math.abs(Math.log(ratio));
}

function byDistance(flips: readonly Flip[]): Flip[] {
  return flips.toSorted((a, b) => distance(a) - distance(b));
}

/** "memory bound below 3.19 TB/s of memory bandwidth (0.66× its own)". */
function turning(flip: Flip, index: number, all: readonly Flip[]): string {
  const {ratio} = flip;
  const variable = flip.variable as Told;
  // What is at or above the flip is past it: then the other regime lies below.
  const past = ratio <= 1;
  const length = variable === "input-length";
  const where = past ? "below" : length ? "at" : "above";
  const own = length ? "the present" : "its own";
  const times = Math.abs(Math.log(ratio)) < 0.005 ? `within 1 % of ${own}` : `${formatRatio(ratio)} ${own}`;
  const regime = otherRegime(flip);
  const known = index > 0 && otherRegime(all[index - 1]!) === regime;
  return `${known ? "" : `${regimeNames[regime]} `}${where} ${amount(variable, flip.at)} (${times})`;
}

/** The regime on the other side of a flip. */
function otherRegime({ratio, from, to}: Flip): Regime {
  return ratio <= 1 ? from : to;
}

function amount(variable: Told, at: number): string {
  switch (variable) {
    case "input-length":
      return `an input of ${formatCount(at)} tokens`;
    case "memory-bandwidth":
      return `${formatQuantity(at, "B/s", 3)} of memory bandwidth`;
    case "peak-flops":
      return `a peak of ${formatQuantity(at, "FLOP/s", 3)}`;
  }
}

const keys: Readonly<Record<Told, string>> = {
  "input-length": "inputLengthTokens",
  "memory-bandwidth": "memoryBandwidthBytesPerSecond",
  "peak-flops": "peakFlopPerSecond",
};

function flipValues(flip: Flip): [string, Claim["values"][string]][] {
  const {variable, at, ratio} = flip;
  return [
    [keys[variable as Told], at],
    [`${variable}:ratio`, ratio],
    [`${variable}:regime`, otherRegime(flip)],
  ];
}

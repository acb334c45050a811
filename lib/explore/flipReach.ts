import {largestContext} from "../engine/footprint.js";
import {ratesOf} from "../engine/roofline.js";
import type {FittingProfile, Regime} from "../engine/types.js";
import {flipsIn} from "../explainer/flips.js";
import type {AnsweredExplanation, Flip, FlipVariable, Side} from "../explainer/types.js";

/** One side along an axis of flips. */
export interface ReachedSide {
  readonly side: Side;
  /** What the side has now. */
  readonly present: number;
  /** The most that fits in its memory; Infinity for a rate. */
  readonly most: number;
  /** The regime where the axis begins. */
  readonly first: Regime;
  readonly flips: readonly Flip[];
}

/** An axis on which one variable is moved while all else stays: where it begins and ends, and what lies on it. */
export interface FlipReach {
  readonly variable: FlipVariable;
  readonly from: number;
  readonly to: number;
  readonly sides: readonly ReachedSide[];
}

/** What an axis shows at least beyond each present rate and each flip, as a ratio. */
const room = 2;

/** An axis of lengths ends here where nothing lies further on. */
const shortestEnd = 4096;

/** The axis of a variable: wide enough for what both sides have now and for every flip. */
export function flipReach({baseline, proposal, flips}: AnsweredExplanation, variable: FlipVariable): FlipReach {
  const sides = ([baseline, proposal] as const).map(({profile}, index) => {
    const side = index === 0 ? "baseline" : "proposal";
    return {side, profile, present: presentOf(profile, variable), flips: flipsIn(flips[side], variable)} as const;
  });
  const marks = sides.flatMap((each) => [each.present, ...each.flips.map(({at}) => at)]);
  const isRate = variable === "memory-bandwidth" || variable === "peak-flops";
  const from = isRate ? Math.min(...marks) / room : 1;
  const needed = room * Math.max(...marks);
  const to = isRate
    ? needed
    : Math.min(longestOf(baseline.profile), Math.max(shortestEnd, 2 ** Math.ceil(Math.log2(needed))));
  return {
    variable,
    from,
    to: Math.max(to, ...sides.map(({present}) => present)),
    sides: sides.map(({side, profile, present, flips: own}) => ({
      side,
      present,
      most: isRate ? Infinity : mostOf(profile, variable),
      first: own[0]?.from ?? profile.regime,
      flips: own,
    })),
  };
}

/** What a side has now of a variable. */
function presentOf({batch, configuration}: FittingProfile, variable: FlipVariable): number {
  switch (variable) {
    case "batch":
      return batch;
    case "input-length":
      return configuration.scenario.inputLength;
    case "memory-bandwidth":
      return configuration.hardware.memoryBandwidthBytesPerSecond;
    case "peak-flops":
      return ratesOf(configuration).matrixPeak;
  }
}

function mostOf(profile: FittingProfile, variable: FlipVariable): number {
  if (variable === "batch") return profile.maxBatch;
  return largestContext(profile.configuration, profile.batch) ?? Infinity;
}

function longestOf({configuration: {model}}: FittingProfile): number {
  return "maxContext" in model ? model.maxContext : Infinity;
}

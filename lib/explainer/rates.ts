import {expertFormat} from "../engine/lowerExperts.js";
import {isWeightOnly, type ArithmeticPrecision, type StorageFormat} from "../engine/precision.js";
import {attentionFormatOrNull, computeFormatOrNull, linkRateOrNull} from "../engine/resolveHardware.js";
import {attentionFraction, matrixFraction} from "../engine/roofline.js";
import type {Calibration, Configuration, Hardware} from "../engine/types.js";
import {rateIds, type RateId} from "./types.js";

/** A rate of the data sheet on the two sides. */
export interface RateChange {
  readonly baseline: number;
  readonly proposal: number;
  /** proposal ÷ baseline. */
  readonly ratio: number;
  /**
   * What the rate can multiply the speed-up by at most (at least, where it falls): its ratio, give or take the hundredth by
   * which data sheets round the formats apart. Null where it is no pure rate: formats in use gain unlike ratios, or one
   * achieves less of its peak than the other, so that no share of one ratio can be said to have arrived.
   */
  readonly bound: number | null;
}

/** Whether a factor is a rate: raising it can only help. */
export function isRate(id: string): id is RateId {
  return (rateIds as readonly string[]).includes(id);
}

/** How a rate changes from one side to the other. */
export function rateChange(id: RateId, baseline: Configuration, proposal: Configuration): RateChange {
  if (id === "peak-flops") return peakChange(baseline, proposal);
  const rate = ({hardware}: Configuration): number | null =>
    id === "memory-bandwidth" ? hardware.memoryBandwidthBytesPerSecond : linkRateOrNull(hardware);
  const [before, after] = [rate(baseline), rate(proposal)];
  if (before === null || after === null) return {baseline: before ?? 0, proposal: after ?? 0, ratio: 1, bound: null};
  return {baseline: before, proposal: after, ratio: after / before, bound: after / before};
}

/** One use of the arithmetic units, in the format that goes with some activations. */
interface Use {
  format(hardware: Hardware): ArithmeticPrecision | null;
  /** Achieved fraction of the peak of that format. */
  fraction(calibration: Calibration, format: ArithmeticPrecision): number;
}

/** The plain arithmetic that widens narrow weights, where it has a published rate. */
const widening: Use = {
  format: ({peakFlopPerSecond}) => (peakFlopPerSecond.fp32 === undefined ? null : "fp32"),
  fraction: () => 1,
};

/** The format of weights that products of a side widen before they use them; null where they use them as they are stored. */
export function widenedFormat({model, scenario}: Configuration): StorageFormat | null {
  const {precision, granularity} = scenario;
  if (isWeightOnly(precision)) return precision.weights;
  // Experts may be stored narrower than the rest, which the whole-model operator does not tell apart.
  if (granularity === "model" || model.architecture !== "decoder" || model.experts === null) return null;
  const weights = expertFormat(model.experts, scenario);
  return isWeightOnly({...precision, weights}) ? weights : null;
}

/** Whether products of a side widen weights before they use them. */
export function widens(side: Configuration): boolean {
  return widenedFormat(side) !== null;
}

/** The uses that either side makes of its arithmetic units, matrix products in the baseline's format first. */
function usesOf(baseline: Configuration, proposal: Configuration): readonly Use[] {
  const formats = [...new Set([baseline, proposal].map(({scenario}) => scenario.precision.activations))];
  const matrix = formats.map((asked): Use => ({
    format: (hardware) => computeFormatOrNull(hardware, asked),
    fraction: matrixFraction,
  }));
  // The whole-model operator has no attention of its own.
  if (baseline.scenario.granularity === "model") return matrix;
  return [
    ...matrix,
    ...formats.map((asked): Use => ({
      format: (hardware) => attentionFormatOrNull(hardware, asked),
      fraction: attentionFraction,
    })),
  ];
}

/** All uses: those that each side makes, and the widening of weights. */
function allUsesOf(baseline: Configuration, proposal: Configuration): readonly Use[] {
  const uses = usesOf(baseline, proposal);
  return widens(baseline) || widens(proposal) ? [...uses, widening] : uses;
}

/** Whether both machines compute in every format that either side uses: only then are all hybrids defined. */
export function formatsAreShared(baseline: Configuration, proposal: Configuration): boolean {
  return usesOf(baseline, proposal).every((use) =>
    [baseline, proposal].every(({hardware}) => use.format(hardware) !== null),
  );
}

/** Whether the arithmetic of either side would run at another rate on the other's hardware. */
export function peaksDiffer(baseline: Configuration, proposal: Configuration): boolean {
  const {calibration} = baseline;
  return allUsesOf(baseline, proposal).some(
    (use) => achieved(use, baseline.hardware, calibration) !== achieved(use, proposal.hardware, calibration),
  );
}

function peakChange(baseline: Configuration, proposal: Configuration): RateChange {
  const uses = allUsesOf(baseline, proposal);
  const changes = uses.map((use) => {
    const [before, after] = [peak(use, baseline.hardware), peak(use, proposal.hardware)];
    return {baseline: before, proposal: after, ratio: after / before};
  });
  const farthest = changes.reduce((far, each) => (distance(each.ratio) > distance(far.ratio) ? each : far));
  const samePrecision = baseline.scenario.precision.activations === proposal.scenario.precision.activations;
  // The reader knows the rate of the format that was asked for; where two were, the one that changes most.
  const shown = samePrecision ? changes[0]! : farthest;
  const [low, high] = [Math.min(1, farthest.ratio), Math.max(1, farthest.ratio)];
  const rounding = 1e-12;
  const pure =
    // A use that one machine has no rate for gains no ratio.
    changes.every(({baseline: before, proposal: after}) => before > 0 && after > 0) &&
    Math.abs(Math.log(shown.ratio / farthest.ratio)) <= 0.01 * distance(farthest.ratio) &&
    [baseline, proposal].every(({calibration}) =>
      uses.every((use) => {
        const gain = achieved(use, proposal.hardware, calibration) / achieved(use, baseline.hardware, calibration);
        return gain >= low * (1 - rounding) && gain <= high * (1 + rounding);
      }),
    );
  return {...shown, bound: pure ? farthest.ratio : null};
}

const distance = (ratio: number): number => Math.abs(Math.log(ratio));

/** Dense peak of a use in FLOP/s; 0 where the hardware has none that could stand in. */
function peak(use: Use, hardware: Hardware): number {
  const format = use.format(hardware);
  return format === null ? 0 : (hardware.peakFlopPerSecond[format] as number);
}

/** Peak times the achieved fraction of its width. */
function achieved(use: Use, hardware: Hardware, calibration: Calibration): number {
  const format = use.format(hardware);
  return format === null ? 0 : use.fraction(calibration, format) * peak(use, hardware);
}

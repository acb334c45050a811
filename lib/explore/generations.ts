import type {PublishedHardware} from "../catalog/publishedHardware.js";
import {arithmeticPrecisions, type ArithmeticPrecision} from "../engine/precision.js";
import type {Tier} from "../engine/types.js";
import {fitGrowth, type Growth} from "./growth.js";

/** What is followed over the years. */
export const measureIds = ["flops", "bandwidth", "capacity", "ridge"] as const;
/** What is followed over the years: a peak rate, the memory's bandwidth and capacity, and the ridge point. */
export type MeasureId = (typeof measureIds)[number];

/** A choice of peak rate: the 16-bit one of each accelerator, or that of one format. */
export type FormatChoice = "16-bit" | ArithmeticPrecision;
/** The choices of a peak rate. */
export const formatChoices: readonly FormatChoice[] = ["16-bit", ...arithmeticPrecisions];

/** Which accelerators to follow, and which rate. */
export interface GenerationChoice {
  /** "" for all. */
  readonly tier: Tier | "";
  /** "" for all. */
  readonly vendor: string;
  readonly format: FormatChoice;
}

/** One accelerator on the way. */
export interface GenerationPoint {
  readonly hardware: PublishedHardware;
  readonly year: number;
  /** FLOP/s, bytes per second, bytes, FLOP/byte; null where a figure that it takes is not published. */
  readonly values: Readonly<Record<MeasureId, number | null>>;
  /** Whether it is among those that are followed. */
  readonly isChosen: boolean;
}

/** The accelerators over the years, and how those chosen grew. */
export interface Generations {
  readonly choice: GenerationChoice;
  /** Oldest first. */
  readonly points: readonly GenerationPoint[];
  /**
   * Growth of each, fitted to the chosen accelerators of which all four are published: the same for all, so that the growth of
   * the ridge point is that of the rate over that of the bandwidth.
   */
  readonly growth: Readonly<Record<MeasureId, Growth>> | null;
  /** Why there is none. */
  readonly reason: string | null;
}

/** The peak rate of a choice; undefined where the accelerator has none published. */
export function chosenPeak({peakFlopPerSecond: peaks}: PublishedHardware, format: FormatChoice): number | undefined {
  if (format !== "16-bit") return peaks[format];
  const wide = [peaks.bf16, peaks.fp16].filter((peak) => peak !== undefined);
  return wide.length === 0 ? undefined : Math.max(...wide);
}

/** Places accelerators in time and fits the growth of those chosen. One without a published year has no place. */
export function generationsOf(catalog: readonly PublishedHardware[], choice: GenerationChoice): Generations {
  const {tier, vendor, format} = choice;
  const points = catalog
    .flatMap((hardware): GenerationPoint[] => {
      const {releaseYear: year, memoryBandwidthBytesPerSecond: bandwidth, memoryCapacityBytes: capacity} = hardware;
      if (year === null) return [];
      const flops = chosenPeak(hardware, format) ?? null;
      const ridge = flops === null || bandwidth === null ? null : flops / bandwidth;
      const isChosen = (tier === "" || hardware.tier === tier) && (vendor === "" || hardware.vendor === vendor);
      return [{hardware, year, values: {flops, bandwidth, capacity, ridge}, isChosen}];
    })
    .sort((a, b) => a.year - b.year || (a.hardware.id < b.hardware.id ? -1 : 1));
  const known = points.filter(({isChosen, values}) => isChosen && measureIds.every((id) => values[id] !== null));
  const fits = measureIds.map((id) => fitGrowth(known.map(({year, values}) => ({year, value: values[id]!}))));
  const [flops, bandwidth, capacity, ridge] = fits;
  if (flops == null || bandwidth == null || capacity == null || ridge == null) {
    const few = known.length === 1 ? "one accelerator" : `${known.length} accelerators`;
    return {
      ...{choice, points, growth: null},
      reason: `A trend takes at least three accelerators of different years; ${few} of this choice ${known.length === 1 ? "has" : "have"} all the figures.`,
    };
  }
  return {choice, points, growth: {flops, bandwidth, capacity, ridge}, reason: null};
}

/** Multiples of the usual distance from the trend from which on a value is of another kind, such as that of memory on the chip. */
const farMultiple = 4;
/** Below this factor nothing is far. */
const leastFarFactor = 8;

/**
 * The chosen values that lie about the trend, which a scale has to hold: all, but those that are several times as far from it as
 * half of the others are.
 */
export function usualValues({points, growth}: Generations, measure: MeasureId): readonly number[] {
  const chosen = points.flatMap(({isChosen, year, values}) => {
    const value = values[measure];
    return isChosen && value !== null ? [{year, value}] : [];
  });
  const trend = growth?.[measure];
  if (trend === undefined) return chosen.map(({value}) => value);
  const away = chosen.map(({year, value}) => Math.abs(Math.log(value / trend.at(year))));
  const half = away.toSorted((a, b) => a - b)[Math.floor(away.length / 2)] ?? 0;
  // Half of what is spread normally lies within 0.67 standard deviations.
  const far = Math.max(Math.log(leastFarFactor), (farMultiple * half) / 0.6745);
  return chosen.filter((_, index) => away[index]! <= far).map(({value}) => value);
}

/**
 * The chosen accelerators that were the first to reach a value, of at most `most`: each is above all of the years before, and the highest of its
 * own. They are what a reader looks for by name.
 */
export function recordHolders({points}: Generations, measure: MeasureId, most = Infinity): readonly GenerationPoint[] {
  const best = new Map<number, GenerationPoint>();
  for (const point of points) {
    const value = point.values[measure];
    if (!point.isChosen || value === null || value > most) continue;
    const present = best.get(point.year)?.values[measure] ?? -Infinity;
    if (value > present) best.set(point.year, point);
  }
  let record = -Infinity;
  return [...best.values()].filter(({values}) => {
    const value = values[measure]!;
    if (value <= record) return false;
    record = value;
    return true;
  });
}

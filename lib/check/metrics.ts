import type {Economics} from "../engine/economics.js";
import type {Profile} from "../engine/types.js";
import {
  formatDuration,
  formatEnergy,
  formatMass,
  formatMoney,
  formatQuantity,
  formatThroughput,
} from "../explainer/format.js";

/** What of a scenario a team may set a limit on, by the key that the JSON forms have for it. */
export const metricKeys = [
  "latencySeconds",
  "ttftSeconds",
  "tpotSeconds",
  "throughputPerSecond",
  "totalBytes",
  "energyJoules",
  "costUsdPerMillionTokens",
  "carbonGramsPerMillionTokens",
] as const;
/** What of a scenario a team may set a limit on. */
export type MetricKey = (typeof metricKeys)[number];

/** Values of a scenario in SI units, US dollars and grams of CO₂; null for what it does not have or nobody publishes. */
export type MetricValues = Readonly<Record<MetricKey, number | null>>;

/** How a metric is called, read and written. */
export interface MetricSpec {
  readonly label: string;
  /** In a word or two, for a cell of a table. */
  readonly short: string;
  /** Whether more of it is better. */
  readonly moreIsBetter: boolean;
  /** Dimension in which a limit on it may be written with a unit; null where it is a plain number. */
  readonly dimension: "time" | "bytes" | null;
  /** Unit of a plain number. */
  readonly unit: string;
  /** With `extra` so many more digits, where two values have to be told apart. */
  format(value: number, unit: "token" | "sample", extra?: number): string;
  /** Why a scenario may have no such value, to be said where a limit asks for it. */
  readonly whenMissing: string;
}

/** All metrics. */
export const metricSpecs: Readonly<Record<MetricKey, MetricSpec>> = {
  latencySeconds: {
    label: "time of a step",
    short: "time",
    moreIsBetter: false,
    dimension: "time",
    unit: "seconds",
    format: (value, _, extra) => formatDuration(value, extra),
    whenMissing: "what does not fit has no time",
  },
  ttftSeconds: {
    label: "time to first token",
    short: "time to first token",
    moreIsBetter: false,
    dimension: "time",
    unit: "seconds",
    format: (value, _, extra) => formatDuration(value, extra),
    whenMissing: "only the phases request and serving have a time to first token",
  },
  tpotSeconds: {
    label: "time per output token",
    short: "time per token",
    moreIsBetter: false,
    dimension: "time",
    unit: "seconds",
    format: (value, _, extra) => formatDuration(value, extra),
    whenMissing: "only the phases request and serving have a time per output token",
  },
  throughputPerSecond: {
    label: "throughput",
    short: "throughput",
    moreIsBetter: true,
    dimension: null,
    unit: "tokens or samples per second",
    format: (value, unit, extra) => formatThroughput(value, unit, extra),
    whenMissing: "what does not fit has no throughput",
  },
  totalBytes: {
    label: "memory of a device",
    short: "memory",
    moreIsBetter: false,
    dimension: "bytes",
    unit: "bytes",
    format: (value, _, extra = 0) => formatQuantity(value, "B", 3 + extra),
    whenMissing: "every scenario has it",
  },
  energyJoules: {
    label: "energy of a step",
    short: "energy",
    moreIsBetter: false,
    dimension: null,
    unit: "joules",
    format: (value, _, extra) => formatEnergy(value, extra),
    whenMissing: "the power of this hardware is not published",
  },
  costUsdPerMillionTokens: {
    label: "cost of a million tokens",
    short: "cost",
    moreIsBetter: false,
    dimension: null,
    unit: "US dollars",
    format: (value, _, extra) => formatMoney(value, extra),
    whenMissing: "it needs pricePerHour, and a phase that makes tokens",
  },
  carbonGramsPerMillionTokens: {
    label: "CO₂ of a million tokens",
    short: "CO₂",
    moreIsBetter: false,
    dimension: null,
    unit: "grams of CO₂",
    format: (value, _, extra) => formatMass(value, extra),
    whenMissing: "it needs carbonIntensity, hardware of which the power is published, and a phase that makes tokens",
  },
};

/**
 * Whether two values of a metric can be held against each other. Where two sides cannot be compared their times cannot, nor what
 * follows from them; bytes are held whatever the time is computed from.
 */
export function isCompared(metric: MetricKey, incomparable: string | null): boolean {
  return incomparable === null || metric === "totalBytes";
}

/** The metrics of a solved scenario. */
export function metricsOf(profile: Profile, economics: Economics): MetricValues {
  const {costUsdPerMillionTokens, carbonGramsPerMillionTokens} = economics;
  return {
    latencySeconds: profile.latencySeconds,
    ttftSeconds: profile.ttftSeconds,
    tpotSeconds: profile.tpotSeconds,
    throughputPerSecond: profile.throughputPerSecond,
    totalBytes: profile.footprint.totalBytes,
    energyJoules: profile.energyJoules,
    costUsdPerMillionTokens,
    carbonGramsPerMillionTokens,
  };
}

import {formatCount, formatRatio, formatShare} from "../explainer/format.js";
import {directionIsRight} from "../validate/direction.js";
import type {Rule} from "../validate/figures.js";
import {logErrorOf, LogErrors} from "../validate/logErrors.js";
import type {AccuracySpeedup, AccuracyValue} from "./accuracyTypes.js";

/** The rules' names as the page has them. */
export const ruleNames: Readonly<Record<Rule, string>> = {
  engine: "engine",
  roofline: "ideal roofline",
  bandwidth: "bandwidth ratio",
  flops: "FLOP/s ratio",
  noChange: "no change",
};

/** In the order in which the page lists them. */
export const ruleOrder = ["engine", "roofline", "bandwidth", "flops", "noChange"] as const satisfies readonly Rule[];

/** Stands for what there is none of. */
export const nothing = "–";

/** An error ln(predicted ÷ measured), without its sign, as the factor that it stands for: 1 where there is none. */
export function factorOf(logError: number): number {
  return Math.exp(Math.abs(logError));
}

/** The factor in words: "1.12×". */
export function factorText(logError: number | null): string {
  return logError === null ? nothing : formatRatio(factorOf(logError));
}

/** How far a prediction is from what was measured: "12 % above", "2.40 times as much". */
export function offText(predicted: number, measured: number): string {
  const ratio = predicted / measured;
  if (ratio > 2) return `${formatRatio(ratio).slice(0, -1)} times as much`;
  const off = Math.abs(ratio - 1);
  return off < 0.005 ? "the same" : `${formatShare(off)} ${ratio > 1 ? "above" : "below"}`;
}

/** How far a list of predictions is off. */
export interface Offsets {
  readonly count: number;
  /** ln(predicted ÷ measured) without its sign. */
  readonly median: number | null;
  readonly p90: number | null;
}

function offsetsOf(pairs: readonly (readonly [predicted: number, measured: number])[]): Offsets {
  const errors = new LogErrors();
  for (const [predicted, measured] of pairs) errors.add(logErrorOf(predicted, measured));
  return {count: errors.count, median: errors.absoluteQuantile(0.5), p90: errors.absoluteQuantile(0.9)};
}

const spreadText = ({median, p90}: Offsets): string =>
  `half are off by less than ${factorText(median)}, nine in ten by less than ${factorText(p90)}`;

/** What a chart of speed-ups shows, in a sentence. */
export function speedupsSentence(speedups: readonly AccuracySpeedup[]): string {
  const offsets = offsetsOf(speedups.map(({predicted, measured}) => [predicted.engine, measured]));
  if (offsets.count === 0) return "No speed-ups.";
  const right = speedups.filter(({predicted, measured}) => directionIsRight(predicted.engine, measured)).length;
  const side = `${formatShare(right / offsets.count)} have the right direction`;
  return `Of ${formatCount(offsets.count)} speed-ups ${spreadText(offsets)}; ${side}.`;
}

/** What a chart of values shows, in a sentence. */
export function valuesSentence(values: readonly AccuracyValue[]): string {
  const offsets = offsetsOf(values.map(({predicted, measured}) => [predicted, measured]));
  return offsets.count === 0 ? "No values." : `Of ${formatCount(offsets.count)} values ${spreadText(offsets)}.`;
}

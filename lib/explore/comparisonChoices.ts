import {alternatives} from "../catalog/alternatives.js";
import {nearest} from "../catalog/nearest.js";
import {UserError} from "../engine/userError.js";
import type {HeadlineChoice} from "../explainer/gap.js";
import {headlineWords, metrics, type Metric} from "../explainer/types.js";

/** What a reader chooses about a comparison beside the two sides; null leaves it to the explainer. */
export interface ComparisonChoices {
  readonly metric: Metric | null;
  /** What the speed-up is held against; a number is a ratio that somebody claims. */
  readonly headline: HeadlineChoice | null;
  /** US dollars for an hour of one accelerator. */
  readonly baselinePrice: number | null;
  /** US dollars for an hour of one accelerator. */
  readonly proposalPrice: number | null;
}

/** Nothing chosen. */
export const defaultChoices: ComparisonChoices = {
  metric: null,
  headline: null,
  baselinePrice: null,
  proposalPrice: null,
};

/** Query parameters with the choice that each sets. */
export const comparisonKeys: ReadonlyMap<string, keyof ComparisonChoices> = new Map([
  ["metric", "metric"],
  ["headline", "headline"],
  ["baseline-price", "baselinePrice"],
  ["proposal-price", "proposalPrice"],
]);

/** The ends of what may be claimed, and of what an hour may cost in US dollars. */
export const [leastRatio, mostRatio, leastPrice, mostPrice] = [0.001, 1_000_000, 0.0001, 1_000_000] as const;

const words: Readonly<Record<keyof ComparisonChoices, readonly string[]>> = {
  metric: metrics,
  headline: headlineWords,
  baselinePrice: [],
  proposalPrice: [],
};

/**
 * The value of one choice.
 *
 * @param where how the reader wrote it, such as `query parameter "metric"`; opens the error.
 * @throws UserError saying what was expected and, for a misspelt word, the nearest valid one.
 */
export function parseComparison(key: keyof ComparisonChoices, text: string, where: string): string | number {
  const known = words[key];
  const word = known.find((each) => each === text.trim().toLowerCase());
  if (word !== undefined) return word;
  const [least, most] = key === "headline" ? [leastRatio, mostRatio] : [leastPrice, mostPrice];
  const number = key === "metric" ? undefined : decimal(text.trim(), least, most);
  if (number !== undefined) return number;
  const range = `a number from ${least} to ${most}`;
  const expected = {
    metric: alternatives(metrics),
    headline: `${alternatives(headlineWords)}, or ${range}`,
    baselinePrice: `US dollars an hour, ${range}`,
    proposalPrice: `US dollars an hour, ${range}`,
  }[key];
  const near = nearest(text, known);
  const shown = JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  throw new UserError(`${where}: expected ${expected}, got ${shown}${hint}`);
}

/** A plain decimal number. */
function decimal(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,9}(?:\.\d{1,25})?$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

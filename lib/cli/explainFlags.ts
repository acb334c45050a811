import {alternatives} from "../catalog/alternatives.js";
import {UserError} from "../engine/userError.js";
import type {SidePrices} from "../explainer/compared.js";
import type {ExplainOptions} from "../explainer/explain.js";
import type {HeadlineChoice} from "../explainer/gap.js";
import type {MeasuredTimes} from "../explainer/measured.js";
import {headlineWords, metrics} from "../explainer/types.js";
import {oneOf, type Flags, type FlagSpec} from "./flags.js";
import {readQuantity, type QuantitySpec} from "./quantityFlag.js";
import {quoted} from "./quoted.js";
import {suggestion} from "./suggestion.js";

const sides = ["baseline", "proposal"] as const;

const priceFlag = {
  name: "price-per-hour",
  value: "USD",
  help: "price of one accelerator for an hour; one side alone: --proposal.price-per-hour",
  expected: "US dollars above zero such as 2.50",
  dimension: "fraction",
  zero: false,
} as const satisfies QuantitySpec;

const measuredFlag = {
  name: "measured",
  value: "TIME",
  help: "measured time of a step (or pass), to be held against the predicted one",
  expected: 'a time above zero such as "11.2 ms"',
  dimension: "time",
  zero: false,
} as const satisfies QuantitySpec;

const headlineExpected = `${headlineWords.join(", ")}, or a ratio that somebody claims such as 30x`;

/** The flags that are about the comparison, not about a side. */
export const explainFlags: readonly FlagSpec[] = [
  {
    name: "metric",
    value: "WORD",
    help: "what is compared: time of a step, tokens per second, energy of a token, cost of a million",
    expected: alternatives(metrics),
    fallback: "throughput where a side has --batch max, else latency",
  },
  {
    name: "headline",
    value: "WORD",
    help: "what the speed-up is held against: a figure of the data sheet, or a ratio",
    expected: headlineExpected,
    fallback: "the rate that bounds the baseline",
  },
  priceFlag,
  {...measuredFlag, name: "baseline.measured"},
  {...measuredFlag, name: "proposal.measured", help: "the same of the proposal"},
];

/** The price of one side alone. */
export const sidePriceFlags: readonly FlagSpec[] = sides.map((side) => ({
  ...priceFlag,
  name: `${side}.${priceFlag.name}`,
}));

/**
 * What the flags ask of the comparison.
 *
 * @throws UserError on a value that cannot be used, and on a flag that lacks the one that it needs.
 */
export function readExplainOptions(flags: Flags): ExplainOptions {
  const metric = oneOf(flags, "metric", metrics);
  const headline = readHeadline(flags);
  const prices = readPrices(flags);
  const measured = readMeasured(flags);
  if (metric === "cost" && prices === undefined) throw new UserError(`--metric cost: missing --${priceFlag.name}`);
  if (metric === "energy" && measured !== undefined) {
    throw new UserError("--baseline.measured: times say nothing of energy, expected another --metric");
  }
  return {metric, headline, prices, measured, verbose: flags.values.has("verbose")};
}

function readHeadline(flags: Flags): HeadlineChoice | undefined {
  const text = flags.values.get("headline");
  if (text === undefined) return undefined;
  const asked = text.trim().toLowerCase();
  const word = headlineWords.find((known) => known === asked);
  if (word !== undefined) return word;
  const ratio = Number(/^(\d{1,9}(?:\.\d{1,9})?) ?[x×]?$/.exec(asked)?.[1] ?? Number.NaN);
  if (ratio > 0) return ratio;
  throw new UserError(
    `--headline: expected ${headlineExpected}, got ${quoted(text)}${suggestion(asked, headlineWords)}`,
  );
}

function readPrices(flags: Flags): SidePrices | undefined {
  const shared = readQuantity(flags, priceFlag);
  const [baseline, proposal] = sides.map((side) =>
    readQuantity(flags, {...priceFlag, name: `${side}.${priceFlag.name}`}),
  );
  return ofBoth(priceFlag.name, baseline ?? shared, proposal ?? shared);
}

function readMeasured(flags: Flags): MeasuredTimes | undefined {
  const [baseline, proposal] = sides.map((side) =>
    readQuantity(flags, {...measuredFlag, name: `${side}.${measuredFlag.name}`}),
  );
  const times = ofBoth(measuredFlag.name, baseline, proposal);
  return times && {baselineSeconds: times.baseline, proposalSeconds: times.proposal};
}

/** What was given of both sides; half of it is of no use. */
function ofBoth(name: string, baseline: number | undefined, proposal: number | undefined) {
  if (baseline !== undefined && proposal !== undefined) return {baseline, proposal};
  if (baseline === undefined && proposal === undefined) return undefined;
  const [given, missing] = baseline === undefined ? ["proposal", "baseline"] : ["baseline", "proposal"];
  throw new UserError(`--${given}.${name}: missing --${missing}.${name}, which it is compared with`);
}

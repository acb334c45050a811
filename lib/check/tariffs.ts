import {apart, formatMass, formatMoney} from "../explainer/format.js";
import {metricSpecs, type MetricKey} from "./metrics.js";
import type {ScenarioOutcome, SolvedScenario} from "./types.js";

/** What a team pays for an hour, or what its electricity emits: stated in the scenario, and no doing of what is run. */
interface Tariff {
  readonly key: "pricePerHour" | "carbonIntensity";
  /** What follows from it. */
  readonly metric: MetricKey;
  readonly name: string;
  /** What it is stated for. */
  readonly unit: string;
  readonly format: (value: number, extra: number) => string;
}

const tariffs: readonly Tariff[] = [
  {
    key: "pricePerHour",
    metric: "costUsdPerMillionTokens",
    name: "price",
    unit: "an hour of an accelerator",
    format: formatMoney,
  },
  {
    key: "carbonIntensity",
    metric: "carbonGramsPerMillionTokens",
    name: "carbon intensity",
    unit: "a kilowatt-hour",
    format: formatMass,
  },
];

/** A sentence for each price and carbon intensity that changed, of which no claim of the explainer tells. */
export function tariffSentences({before, after}: ScenarioOutcome): string[] {
  if (before === null || after === null) return [];
  return tariffs.flatMap((tariff) => sentenceOf(tariff, before, after) ?? []);
}

function sentenceOf(tariff: Tariff, before: SolvedScenario, after: SolvedScenario): string | null {
  const {key, metric, name, unit, format} = tariff;
  const [from, to] = [before.scenario[key], after.scenario[key]];
  const [old, now] = [before.values[metric], after.values[metric]];
  const subject = `The ${metricSpecs[metric].label}`;
  if (from === to) return null;
  if (from === null) return now === null ? null : `${subject} is ${format(now, 0)}; the base states no ${name}.`;
  if (to === null) return old === null ? null : `${subject} is no longer known; the head states no ${name}.`;
  if (old === null || now === null) return null;
  const [is, was] = apart(format, now, old);
  const [at, formerly] = apart(format, to, from);
  return `${subject} is ${is} in place of ${was}, at ${at} for ${unit} in place of ${formerly}.`;
}

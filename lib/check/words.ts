import {unitMade} from "../engine/unitMade.js";
import {regimeNames} from "../explainer/describe.js";
import {formatRatio, listed} from "../explainer/format.js";
import type {Claim} from "../explainer/types.js";
import {changedFigureSentences} from "./changedFigures.js";
import {claimsOf, isUnfitHead} from "./claimsOf.js";
import {isCompared, metricKeys, metricSpecs, type MetricKey} from "./metrics.js";
import {noteSentences} from "./notes.js";
import {tariffSentences} from "./tariffs.js";
import {
  isAnswered,
  type CheckResult,
  type ScenarioOutcome,
  type ScenarioVerdict,
  type SolvedScenario,
} from "./types.js";

/** A verdict in one word or two. */
export const verdictNames: Readonly<Record<ScenarioVerdict, string>> = {
  pass: "within limits",
  warn: "warning",
  error: "over a limit",
  "does-not-fit": "does not fit",
};

/** From the least to the most to worry about. */
export const verdictOrder: readonly ScenarioVerdict[] = ["pass", "warn", "error", "does-not-fit"];

/** The worst verdict of a check; "pass" where it has no scenario. */
export function worstVerdict({outcomes}: CheckResult): ScenarioVerdict {
  return verdictOrder.findLast((verdict) => outcomes.some((outcome) => outcome.verdict === verdict)) ?? "pass";
}

/** The first line: how many scenarios there are, how many changed, and what is wrong. */
export function summaryOf({outcomes}: CheckResult): string {
  const count = (test: (outcome: ScenarioOutcome) => boolean): number => outcomes.filter(test).length;
  const present = count(({after}) => after !== null);
  const parts = (["changed", "added", "removed"] as const).flatMap((status) => {
    const number = count((outcome) => outcome.status === status);
    return number === 0 ? [] : [`${number} ${status}`];
  });
  const scenarios = present === 1 ? "1 scenario" : `${present} scenarios`;
  const wrong = (["does-not-fit", "error", "warn"] as const).flatMap((verdict) => {
    const number = count((outcome) => outcome.verdict === verdict);
    return number === 0 ? [] : [wrongWords[verdict](number)];
  });
  const verdict = wrong.length === 0 ? "all within limits" : wrong.join(", ");
  return `${scenarios}, ${parts.length === 0 ? "none changed" : parts.join(", ")}: ${verdict}`;
}

const wrongWords: Readonly<Record<Exclude<ScenarioVerdict, "pass">, (count: number) => string>> = {
  "does-not-fit": (count) => `${count} ${count === 1 ? "does" : "do"} not fit`,
  error: (count) => `${count} over a limit`,
  warn: (count) => `${count} with a warning`,
};

/** A metric of a side as readers see it; "–" where it has none. */
export function metricText(key: MetricKey, side: SolvedScenario | null): string {
  const value = side?.values[key] ?? null;
  return value === null || side === null ? "–" : metricSpecs[key].format(value, unitMade(side.scenario.configuration));
}

/** What a scenario is compared by: tokens per second where it takes the largest batch, else the time of a step. */
export function leadingMetric({before, after}: ScenarioOutcome): MetricKey {
  const takesLargest = [before, after].some((side) => side?.scenario.configuration.scenario.batch === "max");
  return takesLargest ? "throughputPerSecond" : "latencySeconds";
}

/** "1.26× faster", "1.11× slower", "no change"; the status, or why not, where there are not two sides to compare. */
export function changeText(outcome: ScenarioOutcome): string {
  const {status, before, after} = outcome;
  if (status === "added" || status === "removed") return status;
  const key = leadingMetric(outcome);
  const [old, now] = [before?.values[key] ?? null, after?.values[key] ?? null];
  if (old === null && now === null) return "–";
  if (old === null) return "fits now";
  if (now === null) return "no longer fits";
  if (!isCompared(key, outcome.incomparable)) return "not comparable";
  const gain = metricSpecs[key].moreIsBetter ? now / old : old / now;
  const [text, inverse] = [formatRatio(gain), formatRatio(1 / gain)];
  if (text === "1.00×" || inverse === "1.00×") return elseMoved(outcome, key);
  return gain > 1 ? `${text} faster` : `${inverse} slower`;
}

/** "same time, cost 1.50×": what moved most where what scenarios are compared by did not; "no change" where nothing did. */
function elseMoved({before, after}: ScenarioOutcome, leading: MetricKey): string {
  let [most, told] = [0, "no change"];
  for (const key of metricKeys) {
    const [old, now] = [before?.values[key] ?? null, after?.values[key] ?? null];
    if (old === now || key === leading) continue;
    const {short} = metricSpecs[key];
    const moved = old === null || now === null ? Infinity : Math.abs(Math.log(now / old));
    const ratio = old === null ? "added" : now === null ? "removed" : formatRatio(now / old);
    // Of two that moved alike, as a rate and the cost of what it makes, the first is told.
    if (ratio === "1.00×" || moved <= most * (1 + 1e-9)) continue;
    [most, told] = [moved, `same ${metricSpecs[leading].short}, ${short} ${ratio}`];
  }
  return told;
}

/** "memory bound", "memory → compute bound"; "–" where there is no time. */
export function regimeText({before, after}: ScenarioOutcome): string {
  const [old, now] = [before?.profile.regime ?? null, after?.profile.regime ?? null];
  if (old !== null && now !== null && old !== now) return `${regimeNames[old]} → ${regimeNames[now]}`;
  const only = now ?? old;
  return only === null ? "–" : regimeNames[only];
}

/** Metrics of both sides, a row each that either side has. */
export function metricRows({before, after, incomparable}: ScenarioOutcome): string[][] {
  const present = metricKeys.filter((key) => [before, after].some((side) => side?.values[key] != null));
  return [
    ["", "before", "after", "change"],
    ...present.map((key) => {
      const [old, now] = [before?.values[key] ?? null, after?.values[key] ?? null];
      const isRatio = old !== null && now !== null && old !== 0 && isCompared(key, incomparable);
      const ratio = isRatio ? formatRatio(now / old) : "";
      return [metricSpecs[key].label, metricText(key, before), metricText(key, after), ratio];
    }),
  ];
}

/** Claims in the order in which a reviewer asks: how far it moved, whose doing that is, then the rest in the explainer's order. */
function byInterest([lead, ...rest]: readonly Claim[]): readonly Claim[] {
  const isCause = ({id}: Claim): boolean => id === "leading-factor";
  return lead === undefined ? [] : [lead, ...rest.filter(isCause), ...rest.filter((claim) => !isCause(claim))];
}

const levelWords = {error: "Over the limit", warn: "Warning"} as const;

/**
 * The sentences of an outcome: that it does not fit and what would, or the limits that it crosses; then what changed, how far it
 * moved and why.
 *
 * @param most - How many claims of the explainer are among them.
 */
export function reasonsOf(outcome: ScenarioOutcome, most: number): string[] {
  const {crossed, unasked, incomparable} = outcome;
  const claims = byInterest(claimsOf(outcome)).slice(0, most);
  const textsOf = (isWanted: (claim: Claim) => boolean) => claims.filter(isWanted).map(({text}) => text);
  return [
    ...textsOf(isUnfitHead),
    ...crossed.map(({text, level, judged}) => `${judged ? levelWords[level] : "Cannot be judged"}: ${text}.`),
    ...(unasked.length === 0 ? [] : [`Not asked, for the base has nothing to compare with: ${listed(unasked)}.`]),
    ...(incomparable === null ? [] : [`The two sides cannot be compared: ${incomparable.replace(/[.]$/, "")}.`]),
    ...changedFigureSentences(outcome),
    ...noteSentences(outcome),
    ...textsOf((claim) => !isUnfitHead(claim)),
    ...tariffSentences(outcome),
    ...measuredSentences(outcome),
  ];
}

/** What a measured time of the base becomes by the change; none where there is no change, or none that was computed. */
function measuredSentences({explanation, after, expectedSeconds}: ScenarioOutcome): string[] {
  const measured = after?.scenario.measuredSeconds ?? null;
  if (!isAnswered(explanation) || measured === null || expectedSeconds === null) return [];
  const [was, becomes] = [measured, expectedSeconds].map((time) => metricSpecs.latencySeconds.format(time, "token"));
  return [`Measured before: ${was} a step; by the computed change ${becomes} are to be expected.`];
}

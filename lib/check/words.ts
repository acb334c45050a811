import {unitMade} from "../engine/unitMade.js";
import {regimeNames} from "../explainer/describe.js";
import {formatRatio} from "../explainer/format.js";
import type {Claim} from "../explainer/types.js";
import {metricKeys, metricSpecs, type MetricKey} from "./metrics.js";
import type {CheckResult, ScenarioOutcome, ScenarioVerdict, SolvedScenario} from "./types.js";

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

/** "1.26× faster", "1.11× slower", "no change"; the status where there are not two sides to compare. */
export function changeText(outcome: ScenarioOutcome): string {
  const {status, before, after} = outcome;
  if (status === "added" || status === "removed") return status;
  const key = leadingMetric(outcome);
  const [old, now] = [before?.values[key] ?? null, after?.values[key] ?? null];
  if (old === null && now === null) return "–";
  if (old === null) return "fits now";
  if (now === null) return "no longer fits";
  const gain = metricSpecs[key].moreIsBetter ? now / old : old / now;
  const [text, inverse] = [formatRatio(gain), formatRatio(1 / gain)];
  if (text === "1.00×" || inverse === "1.00×") return "no change";
  return gain > 1 ? `${text} faster` : `${inverse} slower`;
}

/** "memory bound", "memory → compute bound"; "–" where there is no time. */
export function regimeText({before, after}: ScenarioOutcome): string {
  const [old, now] = [before?.profile.regime ?? null, after?.profile.regime ?? null];
  if (old !== null && now !== null && old !== now) return `${regimeNames[old]} → ${regimeNames[now]}`;
  const only = now ?? old;
  return only === null ? "–" : regimeNames[only];
}

/** Metrics of both sides, a row each that either side has. */
export function metricRows({before, after}: ScenarioOutcome): string[][] {
  const present = metricKeys.filter((key) => [before, after].some((side) => side?.values[key] != null));
  return [
    ["", "before", "after", "change"],
    ...present.map((key) => {
      const [old, now] = [before?.values[key] ?? null, after?.values[key] ?? null];
      const ratio = old === null || now === null || old === 0 ? "" : formatRatio(now / old);
      return [metricSpecs[key].label, metricText(key, before), metricText(key, after), ratio];
    }),
  ];
}

/** Claims in the order in which a reviewer asks: how far it moved, whose doing that is, then the rest in the explainer's order. */
function byInterest([lead, ...rest]: readonly Claim[]): readonly Claim[] {
  const isCause = ({id}: Claim): boolean => id === "leading-factor";
  return lead === undefined ? [] : [lead, ...rest.filter(isCause), ...rest.filter((claim) => !isCause(claim))];
}

/** The sentences of an outcome: the limits that it crosses, then how far it moved and why. */
export function reasonsOf(outcome: ScenarioOutcome, most: number): string[] {
  const {crossed, explanation, incomparable, after, expectedSeconds} = outcome;
  const claims = byInterest(explanation?.claims ?? []).map(({text}) => text);
  const measured = after?.scenario.measuredSeconds ?? null;
  return [
    ...crossed.map(({text, level}) => `${level === "error" ? "Over the limit" : "Warning"}: ${text}.`),
    ...(incomparable === null ? [] : [`The two sides cannot be compared: ${incomparable.replace(/[.]$/, "")}.`]),
    ...claims.slice(0, most),
    ...(expectedSeconds === null || measured === null
      ? []
      : [
          `Measured before: ${metricSpecs.latencySeconds.format(measured, "token")} a step; by the computed change ${metricSpecs.latencySeconds.format(expectedSeconds, "token")} are to be expected.`,
        ]),
  ];
}

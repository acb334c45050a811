import {formatNumber, formatRatio} from "../lib/explainer/format.js";
import {
  nothing,
  offText,
  ruleNames,
  ruleOrder,
  speedupsSentence,
  valuesSentence,
} from "../lib/explore/accuracyFigures.js";
import {reasonName, reasonText} from "../lib/explore/accuracyTables.js";
import {
  speedupKinds,
  valueKinds,
  type AccuracySpeedup,
  type AccuracyValue,
  type Citation,
  type ValueKind,
} from "../lib/explore/accuracyTypes.js";
import {isMiss} from "../lib/explore/missBand.js";
import {logErrorOf} from "../lib/validate/logErrors.js";
import {accuracyExplorer, type ExplorerItem} from "./accuracyExplorer.js";
import {speedupMarks, valueMarks} from "./accuracyMarks.js";
import {html} from "./element.js";
import {unbroken} from "./unbroken.js";

const tickFormat = new Intl.NumberFormat("en-US", {maximumSignificantDigits: 3, notation: "compact"});

/** Ends of an axis that holds all values, with some air. */
function domainOf(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values) / 1.25, Math.max(...values) * 1.25];
}

/** What each kind of run is called. */
const valueKindNames: Readonly<Record<ValueKind, string>> = {
  decode: "decode",
  prefill: "prefill",
  request: "whole requests",
  serving: "serving",
  training: "training",
  forward: "CNN and encoders",
};

interface SpeedupItem extends ExplorerItem {
  readonly speedup: AccuracySpeedup;
}

/** Predicted speed-ups over measured ones. */
export function speedupChart(speedups: readonly AccuracySpeedup[]): HTMLElement {
  const items = speedups.map((speedup): SpeedupItem => {
    const {kind, shared, baseline, proposal, measured, predicted} = speedup;
    return {
      ...{speedup, kind, measured, predicted: predicted.engine, mark: speedupMarks[kind]},
      line: `${shared}: ${baseline} to ${proposal}, measured ${formatRatio(measured)}, engine ${formatRatio(predicted.engine)}`,
      details: () => speedupDetails(speedup),
    };
  });
  return accuracyExplorer({
    kind: "accuracy-speedups",
    items,
    kinds: speedupKinds.map((kind) => ({id: kind, name: kind, mark: speedupMarks[kind]})),
    domain: domainOf(items.flatMap(({measured, predicted}) => [measured, predicted])),
    title: "Speed-ups, predicted against measured",
    caption: [
      "Each mark is a change between two published results. On the line the engine is right; the band is as far off as the misses below begin. A change of software alone is one that the engine knows nothing of: it says 1×.",
    ],
    tickText: (value) => `${tickFormat.format(value)}×`,
    sides: ["predicted too large", "predicted too small"],
    sentence: (shown) => speedupsSentence(shown.map(({speedup}) => speedup)),
    rows: (shown) => [
      ["workload", "from", "to", "measured", ...ruleOrder.map((rule) => ruleNames[rule])],
      ...shown.map(({speedup: {shared, baseline, proposal, measured, predicted}}) => [
        shared,
        baseline,
        proposal,
        formatRatio(measured),
        ...ruleOrder.map((rule) => ratioOrNothing(predicted[rule])),
      ]),
    ],
  });
}

const ratioOrNothing = (ratio: number | null): string => (ratio === null ? nothing : formatRatio(ratio));

interface ValueItem extends ExplorerItem {
  readonly value: AccuracyValue;
}

/** Predicted values over measured ones, each in the unit in which it was published. */
export function valueChart(values: readonly AccuracyValue[]): HTMLElement {
  const items = values.map((value): ValueItem => {
    const {kind, words, unit, measured, predicted} = value;
    return {
      ...{value, kind, measured, predicted, mark: valueMarks[kind]},
      line: `${words}: measured ${formatNumber(measured)} ${unit}, engine ${formatNumber(predicted)} ${unit}`,
      details: () => valueDetails(value),
    };
  });
  return accuracyExplorer({
    kind: "accuracy-values",
    items,
    kinds: valueKinds.map((kind) => ({id: kind, name: valueKindNames[kind], mark: valueMarks[kind]})),
    domain: domainOf(items.flatMap(({measured, predicted}) => [measured, predicted])),
    title: "Times and rates, predicted against measured",
    caption: [
      "Each mark is one published result in the unit of its publication: tokens, images or samples a second, milliseconds, per cent of the peak. Only how far it stands from the line means anything, not where along it.",
    ],
    tickText: (value) => tickFormat.format(value),
    sides: ["predicted too large", "predicted too small"],
    sentence: (shown) => valuesSentence(shown.map(({value}) => value)),
    rows: (shown) => [
      ["run", "unit", "measured", "engine"],
      ...shown.map(({value: {words, unit, measured, predicted}}) => [
        words,
        unit,
        formatNumber(measured),
        formatNumber(predicted),
      ]),
    ],
  });
}

function speedupDetails({
  shared,
  baseline,
  proposal,
  quantity,
  measured,
  predicted,
  citations,
  reason,
}: AccuracySpeedup): HTMLElement[] {
  const others = ruleOrder.flatMap((rule) =>
    rule === "engine" ? [] : [`${ruleNames[rule]} ${ratioOrNothing(predicted[rule])}`],
  );
  return [
    html(
      "p",
      {},
      html("span", {class: "baseline"}, baseline),
      " → ",
      html("span", {class: "proposal"}, proposal),
      `. ${shared}; speed-up in ${quantity}.`,
    ),
    html(
      "p",
      {},
      "Measured ",
      html("strong", {}, formatRatio(measured)),
      ", engine ",
      html("strong", {}, formatRatio(predicted.engine)),
      unbroken(` (${offText(predicted.engine, measured)}); ${others.join(", ")}.`),
    ),
    ...missLine(predicted.engine, measured, reason),
    sourceLine(citations),
  ];
}

function valueDetails({words, quantity, unit, measured, predicted, citation, reason}: AccuracyValue): HTMLElement[] {
  return [
    html("p", {}, `${words}; ${quantity}.`),
    html(
      "p",
      {},
      "Measured ",
      html("strong", {}, `${formatNumber(measured)} ${unit}`),
      ", engine ",
      html("strong", {}, `${formatNumber(predicted)} ${unit}`),
      unbroken(` (${offText(predicted, measured)}).`),
    ),
    ...missLine(predicted, measured, reason),
    sourceLine([citation]),
  ];
}

function missLine(predicted: number, measured: number, reason: AccuracyValue["reason"]): HTMLElement[] {
  if (!isMiss(logErrorOf(predicted, measured))) return [];
  const text = reasonText(reason);
  return [
    html("p", {}, html("strong", {}, `Likely reason: ${reasonName(reason)}.`), ...(text === null ? [] : [` ${text}`])),
  ];
}

/** Links to the publications. */
export function sourceLine(citations: readonly Citation[]): HTMLElement {
  const links = citations.flatMap(({name, url}, index) => [
    ...(index === 0 ? [] : [", "]),
    html("a", {href: url, rel: "noopener"}, name),
  ]);
  return html("p", {class: "muted"}, citations.length > 1 ? "Sources: " : "Source: ", ...links);
}

import type {Metric} from "../lib/explainer/types.js";
import {headlineWords, metrics} from "../lib/explainer/types.js";
import {assumedPrice, headlineNames, usualMetric} from "../lib/explore/answerState.js";
import {
  leastPrice,
  leastRatio,
  mostPrice,
  mostRatio,
  type ComparisonChoices,
} from "../lib/explore/comparisonChoices.js";
import {madeName} from "../lib/explore/modelOptions.js";
import type {PageState} from "../lib/explore/queryState.js";
import type {SideModels} from "../lib/explore/sideModels.js";
import {offer, relabel, selectControl, type Control} from "./controls.js";
import {html} from "./element.js";
import {numberInput} from "./numberInput.js";

/** What else may be chosen, folded away: the devices, what is compared, and what it is held against. */
export function moreControls(
  change: (step: (state: PageState) => PageState) => void,
): Control<PageState & {readonly models: SideModels}> {
  const choose = (part: (state: PageState) => Partial<ComparisonChoices>) => {
    change((state) => ({...state, ...part(state)}));
  };
  const devices = selectControl(
    {label: "Devices, tensor parallel", className: "devices", choices: deviceCounts.map(deviceChoice)},
    (count) => {
      change((state) => ({...state, options: {...state.options, tensorParallel: Number(count)}}));
    },
  );
  const metric = selectControl(
    {label: "Compare", className: "metric", choices: metrics.map((each) => metricChoice(each, "token"))},
    (chosen) => {
      choose((state) => ({metric: chosen === usualMetric(state) ? null : (chosen as Metric)}));
    },
  );
  const headline = selectControl({label: "Hold against", className: "headline", choices: headlineChoices}, (chosen) => {
    const word = headlineWords.find((each) => each === chosen);
    choose(() => ({headline: word ?? (chosen === claimValue ? usualClaim : null)}));
  });
  const claim = labelled("Claimed ratio", "claim", {min: leastRatio, max: mostRatio}, (ratio) => {
    choose(() => ({headline: ratio}));
  });
  const before = labelled("Baseline, USD an hour", "price", {min: leastPrice, max: mostPrice}, (baselinePrice) => {
    choose(() => ({baselinePrice}));
  });
  const after = labelled("Proposal, USD an hour", "price", {min: leastPrice, max: mostPrice}, (proposalPrice) => {
    choose(() => ({proposalPrice}));
  });
  const summary = html("summary", {});
  const all = [devices, metric, headline, claim, before, after];
  const element = html(
    "details",
    {class: "more"},
    summary,
    html(
      "div",
      {class: "controls", role: "group", "aria-label": "What else to compare"},
      ...all.map((control) => control.element),
    ),
  );
  return {
    element,
    show(state) {
      const {tensorParallel} = state.options;
      const chosenMetric = state.metric ?? usualMetric(state);
      offer(devices.element, deviceChoice(tensorParallel));
      devices.show(String(tensorParallel));
      const made = madeName(state, state.models);
      for (const each of metrics) relabel(metric.element, each, metricChoice(each, made));
      metric.show(chosenMetric);
      headline.show(typeof state.headline === "number" ? claimValue : (state.headline ?? automaticValue));
      claim.element.hidden = typeof state.headline !== "number";
      if (typeof state.headline === "number") claim.show(state.headline);
      before.element.hidden = after.element.hidden = chosenMetric !== "cost";
      before.show(state.baselinePrice ?? assumedPrice);
      after.show(state.proposalPrice ?? assumedPrice);
      const text = summaryOf(state, made);
      if (summary.textContent !== text) summary.textContent = text;
    },
  };
}

/** Devices that share a matrix, as servers have them. */
const deviceCounts = [1, 2, 4, 8, 16, 32, 64];

const [automaticValue, claimValue] = ["automatic", "claim"];

/** A claim to begin with. */
const usualClaim = 2;

/** What is compared, by what a step makes. */
const metricNames: Readonly<Record<Metric, (made: string) => string>> = {
  latency: () => "time of a step",
  throughput: (made) => `${made.replaceAll(/token|sample/g, "$&s")} per second`,
  energy: (made) => `energy of a ${made}`,
  cost: (made) => `cost of a million ${made.replaceAll(/token|sample/g, "$&s")}`,
};

const headlineChoices = [
  {value: automaticValue, label: "the binding rate (automatic)"},
  ...headlineWords.map((word) => ({value: word, label: headlineNames[word]})),
  {value: claimValue, label: "a claimed ratio"},
];

function metricChoice(metric: Metric, made: string) {
  return {value: metric, label: metricNames[metric](made)};
}

function deviceChoice(count: number) {
  return {value: String(count), label: count === 1 ? "1 device" : `${count} devices`};
}

function labelled(
  label: string,
  className: string,
  {min, max}: {readonly min: number; readonly max: number},
  onInput: (value: number) => void,
): Control<number> {
  const field = numberInput({min, max, step: "any", inputmode: "decimal"}, onInput);
  return {
    element: html("label", {class: `control ${className}`}, label, field.element),
    show(value) {
      field.show(value);
    },
  };
}

/** What the folded choices are, where they are not the usual ones. */
function summaryOf(state: PageState, made: string): string {
  const {tensorParallel} = state.options;
  const chosen = [
    ...(tensorParallel === 1 ? [] : [deviceChoice(tensorParallel).label]),
    ...(state.metric === null ? [] : [metricNames[state.metric](made)]),
    ...(state.headline === null
      ? []
      : [
          `against ${typeof state.headline === "number" ? `a claim of ${state.headline}×` : headlineNames[state.headline]}`,
        ]),
  ];
  return chosen.length === 0 ? "More: devices, metric, headline ratio" : `More: ${chosen.join(", ")}`;
}

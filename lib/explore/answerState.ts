import {UserError} from "../engine/userError.js";
import {solve} from "../engine/solve.js";
import type {Configuration, Hardware, Model} from "../engine/types.js";
import {unitMade} from "../engine/unitMade.js";
import {explain, type ExplainOptions} from "../explainer/explain.js";
import {formatDuration, formatRatio, formatThroughput} from "../explainer/format.js";
import {gained} from "../explainer/claims/words.js";
import type {Explanation, HeadlineWord, Metric, Side} from "../explainer/types.js";
import {configure} from "./configure.js";
import {adviceOn, otherEngine, withEngine} from "./engineChoice.js";
import type {PageState} from "./queryState.js";
import {isCommon} from "./sideChoices.js";
import {sideModels} from "./sideModels.js";

/** What a page can compare. */
export interface PageCatalog {
  readonly hardware: readonly Hardware[];
  readonly models: readonly Model[];
}

/** The explanation of a page's state, or a sentence saying why there is none. */
export type StateAnswer = {
  /** Sentences about what could not be used, and what is shown instead. */
  readonly notices: readonly string[];
} & (
  {readonly explanation: Explanation; readonly reason: null} | {readonly explanation: null; readonly reason: string}
);

/** US dollars an hour until the reader says what an hour costs: the same on both sides, so that it favours neither. */
export const assumedPrice = 1;

/** The two configurations that a page's state asks about. */
function sidesOf(state: PageState, catalog: PageCatalog): readonly [Configuration, Configuration] {
  const models = sideModels(state, (id) => pick(catalog.models, id, "model"));
  const side = (name: Side) =>
    configure({
      model: models[name],
      hardware: pick(catalog.hardware, state[name], "hardware"),
      options: {...state.options, ...state.alone[name].options},
    });
  return [side("baseline"), side("proposal")];
}

/**
 * Explains what a page's state asks; what cannot be asked together gives a reason and no exception. A metric or a headline
 * that cannot be used falls back to the explainer's own, with a notice.
 */
export function answerState(state: PageState, catalog: PageCatalog): StateAnswer {
  const notices: string[] = [];
  let wanted: ExplainOptions = explainOptionsOf(state);
  const ask = () => attempt(() => explain(...sidesOf(state, catalog), wanted));
  let answer = ask();
  if (typeof answer === "string" && wanted.metric !== undefined) {
    const refusal = answer;
    wanted = {...wanted, metric: undefined};
    answer = ask();
    if (typeof answer !== "string") notices.push(`${refusal} Comparing ${comparing(answer)} instead.`);
  }
  if (typeof answer !== "string" && answer.answered && answer.gap === null && wanted.headline !== undefined) {
    wanted = {...wanted, headline: undefined};
    const {headline} = state;
    const what = typeof headline === "string" ? `the ratio of ${headlineNames[headline]}` : "the claimed ratio";
    notices.push(
      `the speed-up cannot be held against ${what}: it is no pure rate that differs between the two sides${headline === "memory-capacity" ? ", nor does capacity set the batch of both" : ""}. Taking the automatic choice instead.`,
    );
    answer = ask();
  }
  return typeof answer === "string"
    ? {explanation: null, reason: answer, notices}
    : {explanation: answer, reason: null, notices};
}

/** What a headline is called in a sentence and in a choice. */
export const headlineNames: Readonly<Record<HeadlineWord, string>> = {
  "peak-flops": "peak FLOP/s",
  "memory-bandwidth": "memory bandwidth",
  "link-bandwidth": "link bandwidth",
  "memory-capacity": "memory capacity",
};

/** What is compared where the reader does not say, as the explainer chooses it. */
export function usualMetric({options}: PageState): Metric {
  return options.batch === "max" ? "throughput" : "latency";
}

function explainOptionsOf({metric, headline, baselinePrice, proposalPrice}: PageState): ExplainOptions {
  const priced = metric === "cost" || (baselinePrice !== null && proposalPrice !== null);
  return {
    metric: metric ?? undefined,
    headline: headline ?? undefined,
    prices: priced ? {baseline: baselinePrice ?? assumedPrice, proposal: proposalPrice ?? assumedPrice} : undefined,
  };
}

function comparing(explanation: Explanation): string {
  return explanation.metric === "throughput" ? gained(explanation) : "times";
}

/** What is asked, or a sentence saying what was wrong with it. */
function attempt<Answer extends object>(ask: () => Answer): Answer | string {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `${error.message}.`;
  }
}

/**
 * What the other engine of the site says of the same change, where the sides differ; null where it has no answer either. It
 * solves both sides and explains nothing, since this is said again at each move of a slider.
 */
export function otherEngineSentence(state: PageState, catalog: PageCatalog): string | null {
  if (state.baseline === state.proposal && isCommon(state.alone)) return null;
  const other = otherEngine(state.options);
  const answers = attempt(() => sidesOf({...state, options: withEngine(state.options, other)}, catalog).map(solve));
  if (typeof answers === "string") return null;
  const [before, after] = answers;
  if (!before?.fits || !after?.fits) return null;
  const byThroughput = (state.metric ?? usualMetric(state)) === "throughput";
  const speedup = byThroughput
    ? after.throughputPerSecond / before.throughputPerSecond
    : before.latencySeconds / after.latencySeconds;
  const figures = byThroughput
    ? `${formatThroughput(after.throughputPerSecond, unitMade(after.configuration))} against ${formatThroughput(before.throughputPerSecond, unitMade(before.configuration))}`
    : `${formatDuration(after.latencySeconds)} against ${formatDuration(before.latencySeconds)}`;
  return `For the same change ${other.phrase} gives ${formatRatio(speedup)}: ${figures}. ${adviceOn(other, after.configuration.model)}`;
}

function pick<Item extends {readonly id: string}>(items: readonly Item[], id: string, what: string): Item {
  const item = items.find((each) => each.id === id);
  if (item === undefined) throw new UserError(`the catalog of this page holds no ${what} "${id}"`);
  return item;
}

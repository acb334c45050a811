import {UserError} from "../engine/userError.js";
import {solve} from "../engine/solve.js";
import type {Configuration, Hardware, Model} from "../engine/types.js";
import {unitMade} from "../engine/unitMade.js";
import {explain} from "../explainer/explain.js";
import {formatDuration, formatRatio, formatThroughput} from "../explainer/format.js";
import type {Explanation} from "../explainer/types.js";
import {configure} from "./configure.js";
import {otherEngine, withEngine} from "./engineChoice.js";
import type {PageState} from "./queryState.js";

/** What a page can compare. */
export interface PageCatalog {
  readonly hardware: readonly Hardware[];
  readonly models: readonly Model[];
}

/** The explanation of a page's state, or a sentence saying why there is none. */
export type StateAnswer =
  {readonly explanation: Explanation; readonly reason: null} | {readonly explanation: null; readonly reason: string};

/** The two configurations that a page's state asks about. */
function sidesOf(state: PageState, catalog: PageCatalog): readonly [Configuration, Configuration] {
  const model = pick(catalog.models, state.model, "model");
  const side = (id: string) =>
    configure({model, hardware: pick(catalog.hardware, id, "hardware"), options: state.options});
  return [side(state.baseline), side(state.proposal)];
}

/** Explains what a page's state asks; what cannot be asked together gives a reason and no exception. */
export function answerState(state: PageState, catalog: PageCatalog): StateAnswer {
  const answer = attempt(() => explain(...sidesOf(state, catalog)));
  return typeof answer === "string" ? {explanation: null, reason: answer} : {explanation: answer, reason: null};
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
  if (state.baseline === state.proposal) return null;
  const other = otherEngine(state.options);
  const answers = attempt(() => sidesOf({...state, options: withEngine(state.options, other)}, catalog).map(solve));
  if (typeof answers === "string") return null;
  const [before, after] = answers;
  if (!before?.fits || !after?.fits) return null;
  const byThroughput = state.options.batch === "max";
  const speedup = byThroughput
    ? after.throughputPerSecond / before.throughputPerSecond
    : before.latencySeconds / after.latencySeconds;
  const figures = byThroughput
    ? `${formatThroughput(after.throughputPerSecond, unitMade(after.configuration))} against ${formatThroughput(before.throughputPerSecond, unitMade(before.configuration))}`
    : `${formatDuration(after.latencySeconds)} against ${formatDuration(before.latencySeconds)}`;
  return `For the same change ${other.phrase} gives ${formatRatio(speedup)}: ${figures}. ${other.advice}`;
}

function pick<Item extends {readonly id: string}>(items: readonly Item[], id: string, what: string): Item {
  const item = items.find((each) => each.id === id);
  if (item === undefined) throw new UserError(`the catalog of this page holds no ${what} "${id}"`);
  return item;
}

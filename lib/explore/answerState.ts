import {UserError} from "../engine/userError.js";
import type {Hardware, Model} from "../engine/types.js";
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

/** Explains what a page's state asks; what cannot be asked together gives a reason and no exception. */
export function answerState({model, baseline, proposal, options}: PageState, catalog: PageCatalog): StateAnswer {
  try {
    const side = (hardware: string) =>
      configure({
        model: pick(catalog.models, model, "model"),
        hardware: pick(catalog.hardware, hardware, "hardware"),
        options,
      });
    return {explanation: explain(side(baseline), side(proposal)), reason: null};
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {explanation: null, reason: `${error.message}.`};
  }
}

/** What the other engine of the site says of the same change; null where it has no answer either. */
export function otherEngineSentence(state: PageState, catalog: PageCatalog): string | null {
  const other = otherEngine(state.options);
  const {explanation} = answerState({...state, options: withEngine(state.options, other)}, catalog);
  if (!explanation?.answered) return null;
  const {metric, speedup, baseline, proposal, factors} = explanation;
  if (factors.length === 0) return null;
  const [before, after] = [baseline.profile, proposal.profile];
  const figures =
    metric === "latency"
      ? `${formatDuration(after.latencySeconds)} against ${formatDuration(before.latencySeconds)}`
      : `${formatThroughput(after.throughputPerSecond)} against ${formatThroughput(before.throughputPerSecond)}`;
  return `For the same change ${other.phrase} gives ${formatRatio(speedup)}: ${figures}. ${other.advice}`;
}

function pick<Item extends {readonly id: string}>(items: readonly Item[], id: string, what: string): Item {
  const item = items.find((each) => each.id === id);
  if (item === undefined) throw new UserError(`the catalog of this page holds no ${what} "${id}"`);
  return item;
}

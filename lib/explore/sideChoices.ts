import type {Model} from "../engine/types.js";
import type {Side} from "../explainer/types.js";
import type {Options} from "./options.js";

/** A model that a link carries: the `config.json` that it was read from. */
export interface LinkedModel {
  readonly text: string;
  readonly model: Model;
}

/** What holds for one side alone, in place of what both share. */
export interface SideChoice {
  /** Id of a model of the catalog; null for the common one. */
  readonly model: string | null;
  /** Goes before `model`. */
  readonly config: LinkedModel | null;
  readonly options: Partial<Options>;
}

/** What holds for each side alone. */
export type SideChoices = Readonly<Record<Side, SideChoice>>;

/** The value that stands for the model of a link among a page's choices. */
export const linkedModelId = "linked";

const nothing: SideChoice = {model: null, config: null, options: {}};

/** Both sides share everything but the accelerator. */
export const commonChoices: SideChoices = {baseline: nothing, proposal: nothing};

/** Whether both sides share everything but the accelerator. */
export function isCommon(alone: SideChoices): boolean {
  return Object.values(alone).every(
    ({model, config, options}) => model === null && config === null && Object.keys(options).length === 0,
  );
}

/** What both sides share of a state, and what each has alone. */
interface Shared {
  readonly model: string;
  readonly config: LinkedModel | null;
  readonly options: Options;
  readonly alone: SideChoices;
}

/** The state after a change by the reader: what they set for both sides no longer holds for one of them alone. */
export function withChange<State extends Shared>(before: State, after: State): State {
  const changed = (Object.keys(after.options) as (keyof Options)[]).filter(
    (key) => after.options[key] !== before.options[key],
  );
  const newModel = after.model !== before.model;
  if (isCommon(after.alone) && after.config === null) return after;
  const side = ({model, config, options}: SideChoice): SideChoice => ({
    model: newModel ? null : model,
    config: newModel ? null : config,
    options: Object.fromEntries(Object.entries(options).filter(([key]) => !changed.includes(key as keyof Options))),
  });
  return {
    ...after,
    config: newModel ? null : after.config,
    alone: {baseline: side(after.alone.baseline), proposal: side(after.alone.proposal)},
  };
}

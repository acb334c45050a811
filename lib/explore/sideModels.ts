import {findModel} from "../catalog/lookup.js";
import type {Model} from "../engine/types.js";
import {UserError} from "../engine/userError.js";
import type {Side} from "../explainer/types.js";
import {ownModelId} from "./ownModelId.js";
import type {LinkedModel, SideChoices} from "./sideChoices.js";

/** What of a state says which model runs on each side. */
export interface ModelChoice {
  readonly model: string;
  readonly config: LinkedModel | null;
  readonly alone: SideChoices;
}

/** The model of each side. */
export type SideModels = Readonly<Record<Side, Model>>;

/**
 * The model of each side: what it has alone goes before what both share, and what a link carries before an id.
 *
 * @throws what `find` throws of an id that it does not know.
 */
export function sideModels(state: ModelChoice, find: (id: string) => Model): SideModels {
  const modelOf = (side: Side): Model => {
    const {model, config} = state.alone[side];
    if (config !== null) return config.model;
    return model === null ? (state.config?.model ?? find(state.model)) : find(model);
  };
  return {baseline: modelOf("baseline"), proposal: modelOf("proposal")};
}

/** Finds the models of the catalog, and the one that the reader has loaded, which no link can carry. */
export function findWithOwn(own: Model | null): (id: string) => Model {
  return (id) => {
    if (id !== ownModelId) return findModel(id);
    if (own !== null) return own;
    throw new UserError(
      `"${ownModelId}" is a model that was loaded in another tab: open its config.json here to see it`,
    );
  };
}

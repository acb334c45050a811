import type {Configuration, FittingProfile, OversizedProfile, Profile} from "../engine/types.js";
import type {AnsweredExplanation, Explanation, ExplanationSide, UnansweredExplanation} from "./types.js";

/** Version of the JSON form; it changes when a key is renamed or changes its meaning. */
export const schemaVersion = 1;

/** The JSON form of a profile: its own keys, the version first. */
export type ProfileJson = {readonly schemaVersion: 1} & Profile;

/** A side of the JSON form: the configuration stands beside the profile and not in it again. */
export type SideJson = FittingSideJson | OversizedSideJson;

/** A side that fits. */
export interface FittingSideJson {
  /** What sets this side apart, as in "H100 SXM" or "batch 256". */
  readonly label: string;
  readonly configuration: Configuration;
  readonly profile: Omit<FittingProfile, "configuration">;
}

/** A side that does not fit. */
export interface OversizedSideJson {
  /** What sets this side apart, as in "H100 SXM" or "batch 256". */
  readonly label: string;
  readonly configuration: Configuration;
  readonly profile: Omit<OversizedProfile, "configuration">;
}

/** The JSON form of the explanation of two configurations that both fit. */
export interface AnsweredJson extends Omit<AnsweredExplanation, "baseline" | "proposal"> {
  readonly schemaVersion: 1;
  readonly baseline: FittingSideJson;
  readonly proposal: FittingSideJson;
}

/** The JSON form of an explanation where a side does not fit. */
export interface UnansweredJson extends Omit<UnansweredExplanation, "baseline" | "proposal"> {
  readonly schemaVersion: 1;
  readonly baseline: SideJson;
  readonly proposal: SideJson;
}

/** The JSON form of an explanation. */
export type ExplanationJson = AnsweredJson | UnansweredJson;

/** A profile as data for `JSON.stringify`; keys carry their unit. */
export function profileJson(profile: Profile): ProfileJson {
  return {schemaVersion, ...profile};
}

/** An explanation as data for `JSON.stringify`; keys carry their unit. */
export function explanationJson(explanation: AnsweredExplanation): AnsweredJson;
export function explanationJson(explanation: Explanation): ExplanationJson;
export function explanationJson(explanation: Explanation): ExplanationJson {
  const {baseline, proposal, ...rest} = explanation;
  // That the sides of an answered explanation fit is known of the whole, and no longer of its parts.
  return {schemaVersion, baseline: sideJson(baseline), proposal: sideJson(proposal), ...rest} as ExplanationJson;
}

function sideJson({label, configuration, profile}: ExplanationSide): SideJson {
  const {configuration: _, ...facts} = profile;
  return {label, configuration, profile: facts} as SideJson;
}

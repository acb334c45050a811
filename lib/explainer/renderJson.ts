import type {Configuration, Profile} from "../engine/types.js";
import type {Explanation, ExplanationSide} from "./types.js";

/** Version of the JSON form; it changes when a key is renamed or changes its meaning. */
export const schemaVersion = 1;

/** The JSON form of a profile: its own keys, the version first. */
export type ProfileJson = {readonly schemaVersion: 1} & Profile;

/** A side of the JSON form: the configuration stands beside the profile and not in it again. */
export interface SideJson {
  readonly label: string;
  readonly configuration: Configuration;
  readonly profile: Omit<Profile, "configuration">;
}

/** The JSON form of an explanation. */
export type ExplanationJson = {
  readonly schemaVersion: 1;
  readonly baseline: SideJson;
  readonly proposal: SideJson;
} & Omit<Explanation, "baseline" | "proposal">;

/** A profile as data for `JSON.stringify`; keys carry their unit. */
export function profileJson(profile: Profile): ProfileJson {
  return {schemaVersion, ...profile};
}

/** An explanation as data for `JSON.stringify`; keys carry their unit. */
export function explanationJson(explanation: Explanation): ExplanationJson {
  const {baseline, proposal, ...rest} = explanation;
  return {schemaVersion, baseline: sideJson(baseline), proposal: sideJson(proposal), ...rest};
}

function sideJson({label, configuration, profile}: ExplanationSide): SideJson {
  const {configuration: _, ...facts} = profile;
  return {label, configuration, profile: facts};
}

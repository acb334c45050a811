import {schemaVersion} from "../explainer/renderJson.js";
import type {ScopedGroups, SpeedupSummary, ValueSummary} from "./figures.js";
import type {ServingSummary} from "./validateServing.js";
import type {Validation} from "./validate.js";

/** A validation as JSON; tables that were not given are left out. */
export interface ValidationJson {
  readonly schemaVersion: typeof schemaVersion;
  readonly calibration: string;
  readonly runs?: ValueSummary;
  readonly pairs?: SpeedupSummary;
  readonly serving?: ServingSummary;
  readonly kernels?: ValueSummary;
  readonly together?: ScopedGroups;
}

/** A validation as the JSON that scripts read. */
export function validationJson({calibration, runs, pairs, serving, kernels, together}: Validation): ValidationJson {
  return {
    schemaVersion,
    calibration,
    ...(runs === null ? {} : {runs}),
    ...(pairs === null ? {} : {pairs}),
    ...(serving === null ? {} : {serving}),
    ...(kernels === null ? {} : {kernels}),
    ...(together === null ? {} : {together}),
  };
}

import type {Profile} from "../engine/types.js";
import {calibrationInputs} from "./calibrationInputs.js";
import type {FindFigure} from "./catalogInput.js";
import {hardwareInputs} from "./hardwareInputs.js";
import {modelInputs} from "./modelInputs.js";
import type {InputFigure} from "./types.js";
import {usedBy} from "./used.js";

/**
 * The figures that went into a profile and that its configuration states, of the accelerator, the model and the calibration, with
 * what the given look-up states of each. A page that has no room for the catalog's sources looks them up in what it does have.
 */
export function configurationInputs(profile: Profile, find: FindFigure): readonly InputFigure[] {
  const {configuration} = profile;
  const used = usedBy(profile);
  return [
    ...hardwareInputs(configuration, used, find),
    ...modelInputs(configuration, find),
    ...calibrationInputs(configuration, used, find),
  ];
}

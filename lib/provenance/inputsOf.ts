import type {Profile} from "../engine/types.js";
import type {FindFigure} from "./catalogInput.js";
import {configurationInputs} from "./configurationInputs.js";
import {engineInputs} from "./engineInputs.js";
import type {InputFigure} from "./types.js";
import {usedBy} from "./used.js";

/** The figures and constants that went into a profile: those of its configuration, and the engine's own. */
export function inputsOf(profile: Profile, find: FindFigure): readonly InputFigure[] {
  return [...configurationInputs(profile, find), ...engineInputs(profile, usedBy(profile))];
}

import type {Profile} from "../engine/types.js";
import {figureFinder} from "./figureFinder.js";
import {inputsOf} from "./inputsOf.js";
import type {InputFigure, StatedFigure} from "./types.js";

export type {InputFigure, InputKind, InputSource, StatedFigure} from "./types.js";

/**
 * Every figure of the catalog and every constant that went into a profile, each with its source: of the hardware, the model,
 * the calibration and the engine, in this order. What the profile does not rest on, such as the link of a single device, is
 * not among them. What the caller put in place of a figure of the catalog says that it was handed in.
 *
 * @param own figures of files of the caller's own, which go before those of the catalog.
 */
export function provenanceOf(profile: Profile, own: readonly StatedFigure[] = []): readonly InputFigure[] {
  return inputsOf(profile, figureFinder(own));
}

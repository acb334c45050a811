import {UserError} from "../engine/userError.js";
import type {Flags, FlagSpec} from "./flags.js";

const hardwareExpected = "an id such as h100, or the path of a YAML file";

/** The flag that names a model. */
export const modelFlag: FlagSpec = {
  name: "model",
  value: "ID|PATH",
  help: "the model; `regime-shift catalog models` lists all",
  expected: "an id such as llama3-8b, or the path of a YAML file or a config.json",
};

/** The flag that names an accelerator. */
export const hardwareFlag: FlagSpec = {
  name: "hardware",
  value: "ID|PATH",
  help: "the accelerator; `regime-shift catalog hardware` lists all",
  expected: hardwareExpected,
};

/** The flag that names the accelerator of one side of a comparison. */
export function sideFlag(name: string, help: string): FlagSpec {
  return {name, value: "ID|PATH", help, expected: hardwareExpected};
}

/** What a reader named, and by which flag. */
export interface Named {
  readonly text: string;
  readonly where: string;
}

/**
 * The first of these flags that was given.
 *
 * @param missing - The one to name where none was.
 * @throws UserError naming that flag and what it takes.
 */
export function required(flags: Flags, specs: readonly [FlagSpec, ...FlagSpec[]], missing: FlagSpec = specs[0]): Named {
  for (const {name} of specs) {
    const text = flags.values.get(name);
    if (text !== undefined) return {text, where: `--${name}`};
  }
  throw new UserError(`missing --${missing.name}: expected ${missing.expected}`);
}

import {optionKeys, optionSpecs, parseOption, type Options} from "../explore/options.js";
import type {Side} from "../explainer/types.js";
import type {Flags, FlagSpec} from "./flags.js";

/** A flag for each option of the scenario. */
export const scenarioFlags: readonly FlagSpec[] = Object.values(optionSpecs).map(
  ({name, help, expected, fallback, words}) => ({
    name,
    value: words.length > 1 ? "WORD" : "N",
    help,
    expected,
    ...(fallback === null ? {} : {fallback: String(fallback)}),
  }),
);

/**
 * The scenario that the flags state, for one side of a comparison where there are two: `--baseline.batch` goes before
 * `--batch`.
 *
 * @throws UserError on the first value that cannot be used, in the order of the table of options.
 */
export function readOptions(flags: Flags, side?: Side): Partial<Options> {
  const options: Record<string, unknown> = {};
  for (const [name, key] of optionKeys) {
    for (const flag of side === undefined ? [name] : [name, `${side}.${name}`]) {
      const text = flags.values.get(flag);
      if (text !== undefined) options[key] = parseOption(key, text, `--${flag}`);
    }
  }
  return options;
}

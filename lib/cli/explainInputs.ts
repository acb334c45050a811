import type {Flags, FlagSpec} from "./flags.js";

/** The flag that lists what went into an answer. */
export const explainInputsFlag: FlagSpec = {
  name: "explain-inputs",
  value: null,
  help: "each figure and constant that went into the answer, with its source",
};

/** Whether the inputs are asked for. */
export function explainsInputs(flags: Flags): boolean {
  return flags.values.has(explainInputsFlag.name);
}

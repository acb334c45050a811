import {explainFlags, sidePriceFlags} from "./explainFlags.js";
import {explainInputsFlag} from "./explainInputs.js";
import type {FlagSpec} from "./flags.js";
import {hardwareFlag, modelFlag, sideFlag} from "./itemFlags.js";
import {formatFlag} from "./output.js";
import {scenarioFlags} from "./scenarioFlags.js";

/** The accelerator of each side. */
export const sideFlags = {
  baseline: sideFlag("baseline", "the accelerator that is compared against"),
  proposal: sideFlag("proposal", "the accelerator that is proposed"),
} as const;

/** The flags of `compare` that hold for both sides, or are about the comparison. */
export const compareFlags: readonly FlagSpec[] = [
  modelFlag,
  sideFlags.baseline,
  sideFlags.proposal,
  {...hardwareFlag, help: "one accelerator for whichever side names none of its own"},
  ...scenarioFlags,
  ...explainFlags,
  {name: "verbose", value: null, help: "every sentence, and all tables: gap, operators, flips, break-even"},
  explainInputsFlag,
  formatFlag,
];

/** The same for one side alone: `--baseline.batch`, `--proposal.model`. */
export const perSideFlags: readonly FlagSpec[] = [
  ...(["baseline", "proposal"] as const).flatMap((side) =>
    [modelFlag, ...scenarioFlags].map((flag) => ({...flag, name: `${side}.${flag.name}`})),
  ),
  ...sidePriceFlags,
];

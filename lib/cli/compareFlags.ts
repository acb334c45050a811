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
  {
    name: "metric",
    value: "WORD",
    help: "what is compared: the time of a step, or the tokens per second of all sequences",
    expected: "latency or throughput",
    fallback: "throughput where a side has --batch max, else latency",
  },
  {
    name: "headline",
    value: "WORD",
    help: "the rate whose ratio the speed-up is held against",
    expected: "peak-flops, memory-bandwidth or link-bandwidth",
    fallback: "the one that bounds the baseline",
  },
  {name: "verbose", value: null, help: "every sentence, also the minor ones"},
  explainInputsFlag,
  formatFlag,
];

/** The same for one side alone: `--baseline.batch`, `--proposal.model`. */
export const perSideFlags: readonly FlagSpec[] = (["baseline", "proposal"] as const).flatMap((side) =>
  [modelFlag, ...scenarioFlags].map((flag) => ({...flag, name: `${side}.${flag.name}`})),
);

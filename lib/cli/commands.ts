import type {Command} from "./command.js";
import {compareFlags, perSideFlags} from "./compareFlags.js";
import {hardwareFlag, modelFlag} from "./itemFlags.js";
import {formatFlag} from "./output.js";
import {scenarioFlags} from "./scenarioFlags.js";

const solve: Command = {
  name: "solve",
  summary: "how long a step takes on one accelerator, and what bounds it",
  usage: "--model ID|PATH --hardware ID|PATH [scenario]",
  mostWords: 0,
  flags: [modelFlag, hardwareFlag, ...scenarioFlags, formatFlag],
  example: {
    command: "regime-shift solve --model llama3-8b --hardware h100 --calibration ideal | head -5",
    output: [],
  },
  load: async () => (await import("./solveCommand.js")).performSolve,
};

const compare: Command = {
  name: "compare",
  summary: "why one configuration is faster or slower than another",
  usage: "--model ID|PATH --baseline ID|PATH --proposal ID|PATH [scenario]",
  mostWords: 0,
  flags: compareFlags,
  furtherFlags: perSideFlags,
  notes: [
    "--model and each flag of the scenario also take one side alone: --baseline.batch 1 --proposal.batch 256,",
    "--baseline.model llama-2-7b --proposal.model mistral-7b.",
  ],
  example: {
    command: "regime-shift compare --model llama3-8b --hardware h100 --baseline.batch 1 --proposal.batch 256 | head -4",
    output: [],
  },
  load: async () => (await import("./compareCommand.js")).performCompare,
};

const catalog: Command = {
  name: "catalog",
  summary: "the accelerators and models that are known, and the source of each figure",
  usage: "hardware|models [ID]",
  mostWords: 2,
  flags: [formatFlag],
  example: {
    command: "regime-shift catalog models mistral | head -5",
    output: [],
  },
  load: async () => (await import("./catalogCommand.js")).performCatalog,
};

/** All commands, in the order in which help lists them. */
export const commands: readonly Command[] = [solve, compare, catalog];

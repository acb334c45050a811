import {checkFlags} from "./checkFlags.js";
import type {Command} from "./command.js";
import {commentFlags} from "./commentFlags.js";
import {compareFlags, perSideFlags} from "./compareFlags.js";
import {explainInputsFlag} from "./explainInputs.js";
import {goalFlags} from "./goalFlags.js";
import {hardwareFlag, modelFlag} from "./itemFlags.js";
import {catalogFormatFlag, formatFlag} from "./output.js";
import {scenarioFlags} from "./scenarioFlags.js";
import {validateFlags} from "./validateFlags.js";

const solve: Command = {
  name: "solve",
  summary: "how long a step takes on one accelerator, and what bounds it",
  usage: "--model ID|PATH --hardware ID|PATH [scenario]",
  mostWords: 0,
  flags: [modelFlag, hardwareFlag, ...scenarioFlags, ...goalFlags, explainInputsFlag, formatFlag],
  example: {
    command: "regime-shift solve --model llama3-8b --hardware h100 --calibration ideal | head -5",
    output: [
      "model                 Llama-3.1-8B",
      "hardware              H100 SXM",
      "phase                 decode, batch 1, input 1,024",
      "time                  4.5 ms a step",
      "regime                memory bound",
    ],
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
    command:
      "regime-shift compare --model llama3-8b --baseline a100 --proposal h100 --precision fp16 --calibration tutorial --granularity model | head -4",
    output: [
      "📊 Differential Analysis: Proposal vs. Baseline",
      "• Speedup: 1.39x",
      "• Baseline Regime: Memory Bound",
      "• Proposal Regime: Memory Bound",
    ],
  },
  load: async () => (await import("./compareCommand.js")).performCompare,
};

const validate: Command = {
  name: "validate",
  summary: "how well measured tables are predicted",
  usage: "[--runs CSV] [--pairs CSV] [--serving CSV] [--kernels CSV]",
  mostWords: 0,
  flags: validateFlags,
  notes: [
    "Rows that cannot be predicted are counted by the reason; columns that are not known are passed over.",
    "A speed-up has the right direction where prediction and measurement lie on the same side of 1; where the measured",
    "one is within ±2 % of 1, where the prediction is within ±5 %.",
  ],
  example: {
    command: "regime-shift validate --runs runs.csv --calibration ideal | head -3",
    output: [
      'Predicted against measured, with the calibration "ideal". Errors are |ln(predicted ÷ measured)|: 0.10 is about 10 %.',
      "",
      "Runs: 6 of 8 predicted (75 %)",
    ],
  },
  load: async () => (await import("./validateCommand.js")).performValidate,
};

const catalog: Command = {
  name: "catalog",
  summary: "the accelerators and models that are known, and the source of each figure",
  usage: "hardware|models [ID] | figures | check [FILE…]",
  mostWords: 2,
  listsAfter: ["check"],
  flags: [catalogFormatFlag],
  notes: [
    "Without an ID, all items of the kind; with one, each of its figures with its source; figures are those of all items.",
    "json, csv, arrow and parquet hold every column of the table, in SI units; the last two are binary:",
    "send them to a file, as in: regime-shift catalog hardware --format parquet > hardware.parquet",
    "",
    "check holds the catalog against its conventions, or YAML files of your own, which it also compares with the catalog:",
    "dense peaks, decimal units, links per direction, figures of one form factor. It exits with 1 where it finds anything.",
  ],
  example: {
    command: "regime-shift catalog models mistral-7b | head -5",
    output: [
      "Mistral-7B-v0.1 (mistral-7b, mistral, mistral-7b-v0.1)",
      "Mistral, 7,241,732,096 parameters",
      "",
      "parameters              7241732096  [1]",
      "shape.layers            32          [2]",
    ],
  },
  load: async () => (await import("./catalogCommand.js")).performCatalog,
};

const check: Command = {
  name: "check",
  summary: "what a change does to a team's scenarios, and whether it keeps their limits",
  usage: "[--base REF|DIR] [--head DIR]",
  mostWords: 0,
  flags: checkFlags,
  notes: [
    "Scenarios and limits stand in regime-shift.yaml. Without --base only absolute limits are checked.",
    "Exit codes: 2 where a scenario does not fit, 3 where a limit is crossed.",
  ],
  example: {
    command: "regime-shift check --base base --head head | head -4",
    output: [
      "1 scenario, 1 changed: all within limits",
      "",
      "scenario  before  after   change        regime        verdict",
      "chat      6.8 ms  4.4 ms  1.55× faster  memory bound  within limits",
    ],
  },
  load: async () => (await import("./checkCommand.js")).performCheck,
};

const comment: Command = {
  name: "comment",
  summary: "says on a pull request of GitHub what check found, and keeps that comment up to date",
  usage: "--check JSON --body MARKDOWN --repo OWNER/NAME --pull N --time TIME",
  mostWords: 0,
  flags: commentFlags,
  notes: [
    "The token is read from REGIME_SHIFT_TOKEN or GITHUB_TOKEN, and needs pull-requests: write. Where it may only read, as on",
    "pull requests from forks, a note says so and the exit code is 0. Nothing is written where the comment says the same",
    "already, or where no scenario changed and there is no comment yet: check itself tells of a limit crossed all the same.",
    "A run that finds the comment to say the same leaves its time as it is: that a run which began between that one and",
    "the one that wrote is late is known by its --commit alone, so give both.",
  ],
  example: {
    command: "regime-shift comment --check check.json --body check.md --dry-run | head -3",
    output: [
      "**✅ 1 scenario, 1 changed: all within limits**",
      "",
      "| scenario | before | after | change | regime | verdict |",
    ],
  },
  load: async () => (await import("./commentCommand.js")).performComment,
};

/** All commands, in the order in which help lists them. */
export const commands: readonly Command[] = [solve, compare, check, comment, validate, catalog];

import {readHuggingFaceConfig} from "../lib/catalog/huggingFaceConfig.js";
import type {FilePlace} from "../lib/catalog/catalogError.js";
import {Hardware} from "../lib/catalog/registry.generated.js";
import type {CheckedSide} from "../lib/check/checkScenarios.js";
import {solveScenario} from "../lib/check/solveScenario.js";
import type {Limit, Scenario} from "../lib/check/types.js";
import {configure} from "../lib/explore/configure.js";
import type {Options} from "../lib/explore/options.js";
import {statedInConfig} from "../lib/provenance/configFigures.js";

/** What the pull request of the lesson changes. */
export interface PullRequestSide {
  /** Width of the feed-forward block: `intermediate_size` of config.json. */
  readonly feedForwardSize: number;
  /** Sequences decoded together. */
  readonly batch: number;
}

/** What the team of the lesson allows, in whole numbers as its file has them. */
export interface PullRequestLimits {
  /** Per cent by which the time of a step may rise. */
  readonly timePercent: number;
  /** Gigabytes that a device may hold. */
  readonly memoryGigabytes: number;
  /** Per cent of the time that launch overhead may take. */
  readonly overheadPercent: number;
  /** Per cent by which the model's shape alone may make it worse. */
  readonly modelPercent: number;
}

/** All that the two files of one side say. */
export interface PullRequestFiles {
  readonly side: PullRequestSide;
  readonly limits: PullRequestLimits;
  /** Address of the course site, for the link of the comment. */
  readonly site: string;
  /** Name of the one scenario. */
  readonly name: string;
}

/** Names of the files, as the diff and messages have them. */
export const [configName, scenarioName] = ["config.json", "regime-shift.yaml"] as const;

/** What every scenario of the lesson shares. */
export const shared = {
  precision: "bf16",
  inputLength: 512,
  /** US dollars for an hour of one accelerator: a round figure, which a team replaces by its own. */
  pricePerHour: 2.5,
} as const;

/** The team's config.json, as Hugging Face writes one. */
export function configFile({feedForwardSize}: PullRequestSide): string {
  const config = {
    _name_or_path: "acme/assistant-8b",
    architectures: ["LlamaForCausalLM"],
    model_type: "llama",
    num_hidden_layers: 32,
    hidden_size: 4096,
    intermediate_size: feedForwardSize,
    num_attention_heads: 32,
    num_key_value_heads: 8,
    vocab_size: 128256,
    max_position_embeddings: 131072,
    tie_word_embeddings: false,
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** The team's scenario file. */
export function scenarioFile({side, limits, site, name}: PullRequestFiles): string {
  return `version: 1
site: ${site}
defaults:
  model: ${configName}
  hardware: ${Hardware.Cloud.H100.id}
  precision: ${shared.precision}
  inputLength: ${shared.inputLength}
  pricePerHour: ${shared.pricePerHour}
scenarios:
  - name: ${JSON.stringify(name)}
    batch: ${side.batch}
    limits:
      latencySeconds: {increase: ${limits.timePercent} %}
      totalBytes: {most: ${limits.memoryGigabytes} GB}
      overheadShare: {most: ${limits.overheadPercent} %}
      causes:
        model: {cost: ${limits.modelPercent} %}
`;
}

/**
 * One side of the pull request, ready to be checked: what `regime-shift check` reads from the two files, without the readers of
 * YAML and of schemas, which would be most of the page's weight. A test holds the two against each other.
 */
export function checkedSide({side, limits, site, name}: PullRequestFiles): CheckedSide {
  const {pricePerHour, ...common} = shared;
  const config = configFile(side);
  const read = readHuggingFaceConfig(config, configName);
  const options: Partial<Options> = {...common, batch: side.batch};
  const scenario: Scenario = {
    name,
    place,
    model: {text: configName, place},
    hardware: {text: Hardware.Cloud.H100.id, place},
    options,
    pricePerHour,
    carbonIntensity: null,
    measuredSeconds: null,
    limits: limitsOf(limits),
    configuration: configure({
      model: read.model,
      hardware: Hardware.Cloud.H100,
      options,
    }),
    config,
    figures: statedInConfig(read, configName),
    notes: read.notes,
  };
  return {site, scenarios: [solveScenario(scenario)]};
}

/** Where a message would point: the page's files are made, not read. */
const place: FilePlace = {file: scenarioName, line: null, column: null, path: ""};

function limitsOf({timePercent, memoryGigabytes, overheadPercent, modelPercent}: PullRequestLimits): Limit[] {
  const unasked = {most: null, least: null, mostIncrease: null, mostDecrease: null};
  const common = {level: "error", place} as const;
  return [
    {kind: "metric", metric: "latencySeconds", ...unasked, mostIncrease: timePercent / 100, ...common},
    {kind: "metric", metric: "totalBytes", ...unasked, most: memoryGigabytes * 1e9, ...common},
    {kind: "share", term: "overhead", most: overheadPercent / 100, ...common},
    {kind: "cause", cause: "model", mostCost: modelPercent / 100, ...common},
  ];
}

import {alternatives} from "../catalog/alternatives.js";
import {nearest} from "../catalog/nearest.js";
import {calibrations} from "../catalog/registry.generated.js";
import {UserError} from "../engine/userError.js";
import {
  arithmeticPrecisions,
  precisionNames,
  type ArithmeticPrecision,
  type PrecisionName,
} from "../engine/precision.js";
import {
  collectiveKinds,
  executions,
  granularities,
  optimizers,
  phases,
  recomputations,
  type CollectiveKind,
  type Execution,
  type Granularity,
  type Optimizer,
  type Phase,
  type Recomputation,
} from "../engine/types.js";

/** What a reader may choose of a scenario, with defaults filled in. */
export interface Options {
  readonly phase: Phase;
  readonly batch: number | "max";
  readonly inputLength: number;
  readonly outputLength: number;
  readonly precision: PrecisionName;
  /** Null for the format that goes with `precision`. */
  readonly kvPrecision: ArithmeticPrecision | null;
  readonly tensorParallel: number;
  readonly pipelineParallel: number;
  readonly dataParallel: number;
  readonly expertParallel: number;
  readonly devicesPerNode: number;
  /** Network of each accelerator to other nodes, in Gbit/s per direction, as network cards are named. */
  readonly networkGigabits: number;
  readonly collectives: CollectiveKind;
  /** What may be kept on the host where it does not fit. */
  readonly offload: Offload;
  readonly optimizer: Optimizer;
  readonly recomputation: Recomputation;
  readonly zeroStage: ZeroStage;
  /** Sequences that training runs at once; 0 for one part of the batch for each stage of the pipeline. */
  readonly microBatch: number;
  /** 0 where all weights are trained. */
  readonly loraRank: number;
  readonly execution: Execution;
  readonly granularity: Granularity;
  readonly calibration: string;
}

/** What may be kept on the host where it does not fit. */
export const offloads = ["none", "weights"] as const;
/** What may be kept on the host where it does not fit. */
export type Offload = (typeof offloads)[number];

/** Stages of ZeRO as words. */
export const zeroStages = ["0", "1", "2", "3"] as const;
/** A stage of ZeRO as a word. */
export type ZeroStage = (typeof zeroStages)[number];

/** How one option is written, checked and explained; the command line, links and the library all read this one table. */
export interface OptionSpec<Value> {
  /** As a flag (`--input-length`) and as a query parameter (`input-length`). */
  readonly name: string;
  readonly fallback: Value;
  /** What may stand there, as help and errors show it. */
  readonly expected: string;
  readonly help: string;
  /** The value that a text stands for; undefined where it stands for none. */
  parse(text: string): Value | undefined;
  /** Valid words, for suggestions; empty for numbers. */
  readonly words: readonly string[];
  /** The whole numbers that are valid; none for words. */
  readonly range?: readonly [least: number, most: number];
}

/** Largest batch that may be asked for: far more than any memory holds. */
export const largestBatchAsked = 1_000_000;

/** All options of a scenario, in the order in which help lists them. */
export const optionSpecs: {readonly [Key in keyof Options]: OptionSpec<Options[Key]>} = {
  phase: choice(
    "phase",
    phases,
    "decode",
    "a decode step, a prefill, whole requests, in-flight serving, a forward pass, or training",
  ),
  batch: {
    name: "batch",
    fallback: 1,
    expected: `a whole number from 1 to ${largestBatchAsked}, or "max" for the largest that fits`,
    help: "sequences run together",
    parse: (text) => (text === "max" ? "max" : wholeNumber(text, 1, largestBatchAsked)),
    words: ["max"],
    range: [1, largestBatchAsked],
  },
  inputLength: count("input-length", 1, 10_000_000, 1024, "prompt tokens of each sequence"),
  outputLength: count("output-length", 1, 10_000_000, 1, "tokens that each generates; a decode step is their mean"),
  precision: choice("precision", precisionNames, "bf16", "of weights and arithmetic, or of the weights alone"),
  kvPrecision: {
    ...choice("kv-precision", arithmeticPrecisions, "bf16", "of the KV cache; by default the 16-bit format in use"),
    fallback: null,
  },
  tensorParallel: count("tp", 1, 64, 1, "accelerators that share each matrix (tensor parallel)"),
  pipelineParallel: count(
    "pp",
    1,
    1024,
    1,
    "accelerators that hold the layers one after the other (pipeline parallel)",
  ),
  dataParallel: count("dp", 1, 100_000, 1, "copies of the model that share the batch (data parallel)"),
  expertParallel: count("ep", 1, 1024, 1, "accelerators that the experts of a layer are spread over (expert parallel)"),
  devicesPerNode: count("devices-per-node", 1, 1024, 8, "accelerators of a node; larger groups use the network"),
  networkGigabits: count("network", 1, 100_000, 400, "network of each accelerator, in Gbit/s per direction"),
  collectives: choice("collectives", collectiveKinds, "ring", "sums around a ring, or in a switch that adds"),
  offload: choice("offload", offloads, "none", "what is read from the host where it does not fit"),
  optimizer: choice("optimizer", optimizers, "adam", "of training"),
  recomputation: choice("recomputation", recomputations, "none", "activations that training computes once more"),
  zeroStage: choice("zero", zeroStages, "0", "what data-parallel copies share: optimizer state, gradients, weights"),
  microBatch: count(
    "micro-batch",
    0,
    largestBatchAsked,
    0,
    "sequences that training runs at once; 0 for one part for each stage",
  ),
  loraRank: count("lora-rank", 0, 100_000, 0, "rank of the adapters that alone are trained; 0 for all weights"),
  execution: choice("execution", executions, "graph", "kernels replayed from a graph, or launched one by one"),
  granularity: choice(
    "granularity",
    granularities,
    "operator",
    "one roofline per operator, or one for the whole model",
  ),
  calibration: choice(
    "calibration",
    Object.keys(calibrations),
    "calibrated",
    "achieved fractions of the peaks, and fixed costs",
  ),
};

/** The options with all defaults. */
export const defaultOptions: Options = Object.freeze(
  Object.fromEntries(Object.entries(optionSpecs).map(([key, spec]) => [key, spec.fallback])) as unknown as Options,
);

/** The names of all options with the key that each sets. */
export const optionKeys: ReadonlyMap<string, keyof Options> = new Map(
  (Object.keys(optionSpecs) as (keyof Options)[]).map((key) => [optionSpecs[key].name, key]),
);

/**
 * The value of one option.
 *
 * @param where how the reader wrote it, such as `--batch` or `query parameter "batch"`; opens the error.
 * @throws UserError saying what was expected and, for a misspelt word, the nearest valid one.
 */
export function parseOption<Key extends keyof Options>(key: Key, text: string, where: string): Options[Key] {
  const spec = optionSpecs[key];
  const value = spec.parse(text.trim());
  if (value !== undefined) return value;
  const near = nearest(text, spec.words);
  const shown = JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  throw new UserError(`${where}: expected ${spec.expected}, got ${shown}${hint}`);
}

function choice<const Word extends string>(
  name: string,
  words: readonly Word[],
  fallback: Word,
  help: string,
): OptionSpec<Word> {
  return {
    name,
    fallback,
    expected: alternatives(words),
    help,
    parse: (text) => words.find((word) => word === text.trim().toLowerCase()),
    words,
  };
}

function count(name: string, least: number, most: number, fallback: number, help: string): OptionSpec<number> {
  return {
    name,
    fallback,
    expected: `a whole number from ${least} to ${most}`,
    help,
    parse: (text) => wholeNumber(text, least, most),
    words: [],
    range: [least, most],
  };
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,15}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

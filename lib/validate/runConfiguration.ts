import {findCalibration} from "../catalog/lookup.js";
import {resolveCalibration} from "../catalog/resolveCalibration.js";
import {canonical} from "../engine/change.js";
import {divides} from "../engine/cure.js";
import {defaultScenario, defaultTraining} from "../engine/defaultScenario.js";
import type {Operator} from "../engine/operator.js";
import {precisionOf} from "../engine/precision.js";
import type {Configuration, Model, Phase, Scenario} from "../engine/types.js";
import {writesText} from "../engine/unitMade.js";
import {earlyExpertConstants, hasEarlyExperts} from "./earlyExperts.js";
import {asJoined} from "./joinedBlocks.js";
import {decodesPerHead} from "./perHeadKernels.js";
import {precisionNamed} from "./precisionText.js";
import {promptTiles} from "./promptTiles.js";
import {tensorRtMinor} from "./tensorRtMinor.js";
import {hardwareOf, isUnpredicted, modelOf} from "./resolveNames.js";
import type {Row, Unpredicted} from "./types.js";

/** A measured run in the engine's terms. */
export interface Run {
  readonly configuration: Configuration;
  /** Requests a second, where the row states that instead of a batch. */
  readonly requestRate: number | null;
  /** Accelerators that the row's value is for. */
  readonly devices: number;
  /** What an operator costs in the software that was run, where that is more than a solve would say. */
  readonly asRun: ((operator: Operator) => Operator) | null;
}

/** What a row says by `phase`. */
const phaseWords: ReadonlyMap<string, Phase> = new Map([
  ["decode", "decode"],
  ["prefill", "prefill"],
  ["e2e", "request"],
  ["training", "training"],
  ["cnn", "forward"],
  ["forward", "forward"],
]);

/** Tokens that a generation of unstated length is taken to have: so many, or few beside the prompt. */
const usualOutput = 200;
/** Tokens of a prompt of unstated length. */
const usualInput = 128;
/** Tokens or samples that one device is given at once where a training row does not say: enough to fill it. */
const usualTraining = {tokens: 16_384, samples: 128} as const;

/** The first number in a text such as "~8" or "online qps=16". */
function numberIn(text: string): number | null {
  const found = /\d+(?:\.\d+)?/.exec(text)?.[0];
  return found === undefined ? null : Number(found);
}

/**
 * The configuration that a row of a table of runs was measured with, or why there is none.
 *
 * What a row leaves out is filled in: a usual prompt and answer, and a batch that fills the device in training; software that
 * launches its kernels one by one, and what early software did otherwise, is known by its name. Devices beyond those that
 * share the matrices hold copies of the model where there are sequences for each, else its layers in turn.
 */
export function runConfiguration(row: Row, calibrationId: string): Run | Unpredicted {
  const hardware = hardwareOf(row);
  if (isUnpredicted(hardware)) return hardware;
  const named = modelOf(row);
  if (isUnpredicted(named)) return named;
  const engine = row.text("engine");
  const model = asJoined(engine, named);
  const word = row.text("phase");
  const phase = phaseWords.get(word);
  if (phase === undefined) return {reason: `no phase "${word}"`};
  const format = row.text("precision");
  const stated = precisionNamed(format);
  if (stated === null) return {reason: `no precision like "${format}"`};
  const earlyExperts = hasEarlyExperts(engine, model);
  const precision = earlyExperts && stated === "fp8" ? "fp16" : stated;
  const devices = row.number("count") ?? row.number("tp");
  if (devices === null) return {reason: "the number of accelerators is not stated"};

  const notes = row.text("notes");
  const tensorParallel = row.number("tp") ?? (phase === "training" ? 1 : devices);
  if (!divides({model}, tensorParallel)) return {reason: `tp ${tensorParallel} does not divide the model`};
  const batchText = row.text("batch");
  const rate = /qps/.test(batchText) ? numberIn(batchText) : null;
  const inputLength = Math.max(1, numberIn(row.text("input_len")) ?? usualInput);
  const base = scenarioOf(model, phase, writesText(model));
  const copies = devices / tensorParallel;
  const batch =
    rate === null ? (numberIn(batchText) ?? (phase === "training" ? copies * usualBatch(model, inputLength) : 1)) : 1;
  const kvCache = /fp8 [^;]*kv/i.test(notes) ? "fp8" : undefined;
  const scenario: Scenario = {
    ...base,
    batch: base.phase === "training" && batch < copies ? batch * copies : batch,
    inputLength,
    outputLength: Math.max(1, numberIn(row.text("output_len")) ?? usualOutput),
    precision: precisionOf(precision, kvCache),
    tensorParallel,
    dataParallel: base.phase === "training" || batch >= copies ? copies : 1,
    pipelineParallel: base.phase === "training" || batch >= copies ? 1 : copies,
    training: trainingOf(notes, copies),
    execution: launchesOneByOne(engine) ? "eager" : "graph",
  };
  const perHead = decodesPerHead(engine, model);
  const resolved = resolveCalibration(findCalibration(calibrationId), hardware, {perHead});
  const calibration = earlyExperts ? earlyExpertConstants(resolved, hardware) : resolved;
  const configuration = canonical({hardware, model, scenario, calibration});
  return {configuration, requestRate: rate, devices, asRun: promptTiles(engine, configuration)};
}

/**
 * Whether software launches the kernels of each step anew. The recipes that TensorRT-LLM before 0.10 published its figures
 * with leave graphs, an option of its `gptSessionBenchmark`, out.
 */
function launchesOneByOne(engine: string): boolean {
  return /^(PyTorch|MXNet|FasterTransformer)\b/.test(engine) || (tensorRtMinor(engine) ?? Infinity) < 10;
}

function scenarioOf(model: Model, phase: Phase, generates: boolean): Scenario {
  // What reads its input once calls that prefill in some tables and decode in none.
  return {...defaultScenario, phase: generates || phase === "training" ? phase : "forward"};
}

function usualBatch(model: Model, inputLength: number): number {
  const reads = writesText(model) || model.architecture === "encoder";
  return reads ? Math.max(1, Math.round(usualTraining.tokens / inputLength)) : usualTraining.samples;
}

/** What the notes of a training row say of how it was run; weights are sharded where they would not fit otherwise. */
function trainingOf(notes: string, copies: number): Scenario["training"] {
  const microBatch = /microbatch (\d+)/i.exec(notes)?.[1];
  const sharded = /FULL_SHARD|FSDP|ZeRO-?3/i.test(notes);
  const checkpointed = /act\.ckpt True/i.test(notes);
  return {
    ...defaultTraining,
    zeroStage: sharded && copies > 1 ? 3 : 0,
    recomputation: checkpointed ? "full" : /\bSAC\b/.test(notes) ? "selective" : "none",
    microBatch: microBatch === undefined ? 0 : Number(microBatch),
    loraRank: /lora/i.test(notes) ? 16 : 0,
  };
}

import {findCalibration} from "../catalog/lookup.js";
import {resolveCalibration} from "../catalog/resolveCalibration.js";
import {canonical} from "../engine/change.js";
import {defaultScenario, defaultTraining} from "../engine/defaultScenario.js";
import type {Operator} from "../engine/operator.js";
import {precisionOf} from "../engine/precision.js";
import type {Configuration, Model, Phase, Scenario} from "../engine/types.js";
import {writesText} from "../engine/unitMade.js";
import {checkDivision} from "../explore/checkScenario.js";
import {earlyExpertConstants, hasEarlyExperts} from "./earlyExperts.js";
import {asJoined} from "./joinedBlocks.js";
import {orReason} from "./orReason.js";
import {decodesPerHead} from "./perHeadKernels.js";
import {precisionNamed} from "./precisionText.js";
import {promptTiles} from "./promptTiles.js";
import {countsOf} from "./runCounts.js";
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

/**
 * The configuration that a row of a table of runs was measured with, or why there is none.
 *
 * What a row leaves out is filled in: a usual prompt and answer, a batch that fills the device in training and in a rate of
 * whole requests; software that launches its kernels one by one, and what early software did otherwise, is known by its name. Devices beyond those that
 * share the matrices hold copies of the model where there are sequences for each, else its layers in turn.
 */
export function runConfiguration(row: Row, calibrationId: string): Run | Unpredicted {
  return orReason(() => configurationOf(row, calibrationId));
}

function configurationOf(row: Row, calibrationId: string): Run | Unpredicted {
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
  const counts = countsOf(row, phase);
  const {devices, tensorParallel, requestRate} = counts;

  const notes = row.text("notes");
  const inputLength = counts.inputLength ?? usualInput;
  const base = scenarioOf(model, phase, writesText(model));
  const copies = devices / tensorParallel;
  const batch =
    requestRate === null ? (counts.batch ?? unstatedBatch(row, phase, copies * usualBatch(model, inputLength))) : 1;
  const areCopies = base.phase === "training" || batch === "max" || batch >= copies;
  const kvCache = /fp8 [^;]*kv/i.test(notes) ? "fp8" : undefined;
  const scenario: Scenario = {
    ...base,
    batch: base.phase === "training" && batch !== "max" && batch < copies ? batch * copies : batch,
    inputLength,
    outputLength: counts.outputLength ?? usualOutput,
    precision: precisionOf(precision, kvCache),
    tensorParallel,
    dataParallel: areCopies ? copies : 1,
    pipelineParallel: areCopies ? 1 : copies,
    training: trainingOf(notes, copies),
    execution: launchesOneByOne(engine) ? "eager" : "graph",
  };
  const perHead = decodesPerHead(engine, model);
  const resolved = resolveCalibration(findCalibration(calibrationId), hardware, {perHead});
  const calibration = earlyExperts ? earlyExpertConstants(resolved, hardware) : resolved;
  checkDivision(model, scenario);
  const configuration = canonical({hardware, model, scenario, calibration});
  return {configuration, requestRate, devices, asRun: promptTiles(engine, configuration)};
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

/** Whoever states a rate of whole requests and no batch let the machine take as many as it could. */
function unstatedBatch(row: Row, phase: Phase, inTraining: number): number | "max" {
  if (phase === "training") return inTraining;
  return phase === "request" && row.text("metric").includes("throughput") ? "max" : 1;
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

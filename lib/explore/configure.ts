import {findCalibration} from "../catalog/lookup.js";
import {resolveCalibration} from "../catalog/resolveCalibration.js";
import {canonical} from "../engine/change.js";
import {generates} from "../engine/passes.js";
import {precisionOf} from "../engine/precision.js";
import type {Configuration, Hardware, Model, Phase, Scenario} from "../engine/types.js";
import {bytesPerSecond} from "../engine/units.js";
import {checkParallelism, checkTokens, phaseFor} from "./checkScenario.js";
import {defaultOptions, type Options, type ZeroStage} from "./options.js";

/** What a reader asks about: a model on a machine, and whatever differs from the default scenario. */
export interface Question {
  readonly model: Model;
  readonly hardware: Hardware;
  readonly options?: Partial<Options> | undefined;
}

/** The default input, or what a model with a shorter context can take. */
function usualInput(model: Model, phase: Phase, outputLength: number): number {
  const {inputLength} = defaultOptions;
  if (!("maxContext" in model)) return inputLength;
  return Math.max(1, Math.min(inputLength, model.maxContext - (generates(phase) ? outputLength : 0)));
}

const zeroStageOf: Readonly<Record<ZeroStage, Scenario["training"]["zeroStage"]>> = {"0": 0, "1": 1, "2": 2, "3": 3};

/**
 * Turns a question into the complete configuration that the engine takes.
 *
 * @throws UserError where the options do not go together: a phase that the model does not have, more tokens than its
 * context, or a group of devices that does not divide it.
 */
export function configure({model, hardware, options}: Question): Configuration {
  const chosen = {...defaultOptions, ...options};
  const phase = phaseFor(model, options?.phase);
  const scenario: Scenario = {
    phase,
    batch: chosen.batch,
    inputLength: options?.inputLength ?? usualInput(model, phase, chosen.outputLength),
    outputLength: chosen.outputLength,
    precision: precisionOf(chosen.precision, chosen.kvPrecision ?? undefined),
    tensorParallel: chosen.tensorParallel,
    pipelineParallel: chosen.pipelineParallel,
    dataParallel: chosen.dataParallel,
    expertParallel: chosen.expertParallel,
    devicesPerNode: chosen.devicesPerNode,
    networkBytesPerSecond: bytesPerSecond((chosen.networkGigabits * 1e9) / 8),
    collectives: chosen.collectives,
    offload: chosen.offload === "weights",
    training: {
      optimizer: chosen.optimizer,
      recomputation: chosen.recomputation,
      zeroStage: zeroStageOf[chosen.zeroStage],
      microBatch: chosen.microBatch,
      loraRank: chosen.loraRank,
    },
    execution: chosen.execution,
    granularity: chosen.granularity,
  };
  checkTokens(model, scenario);
  checkParallelism(model, scenario);
  const calibration = resolveCalibration(findCalibration(chosen.calibration), hardware);
  return canonical({model, hardware, scenario, calibration});
}

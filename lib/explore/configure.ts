import {findCalibration} from "../catalog/lookup.js";
import {resolveCalibration} from "../catalog/resolveCalibration.js";
import {canonical} from "../engine/change.js";
import {precisionOf} from "../engine/precision.js";
import type {Configuration, Hardware, Model, Scenario} from "../engine/types.js";
import {bytesPerSecond} from "../engine/units.js";
import {checkParallelism, checkTokens, phaseFor} from "./checkScenario.js";
import {defaultOptions, type Options, type ZeroStage} from "./options.js";
import {usualInput} from "./usualInput.js";

/** What a reader asks about: a model on a machine, and whatever differs from the default scenario. */
export interface Question {
  readonly model: Model;
  readonly hardware: Hardware;
  readonly options?: Partial<Options> | undefined;
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
    inputLength:
      options?.inputLength ?? usualInput(defaultOptions.inputLength, {model, phase, outputLength: chosen.outputLength}),
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

import {precisionOf} from "./precision.js";
import type {Scenario, TrainingPlan} from "./types.js";
import {bytesPerSecond} from "./units.js";

/** Mixed-precision training with Adam, activations kept, weights on each device, a micro-batch for each stage. */
export const defaultTraining: TrainingPlan = Object.freeze({
  optimizer: "adam",
  recomputation: "none",
  zeroStage: 0,
  microBatch: 0,
  loraRank: 0,
});

/**
 * One decode step of a single sequence in bf16 on one device, in nodes of eight with 400 Gbit/s of network for each device
 * (NVIDIA DGX H100 user guide: eight ConnectX-7 ports beside eight GPUs).
 */
export const defaultScenario: Scenario = Object.freeze({
  phase: "decode",
  batch: 1,
  inputLength: 1024,
  outputLength: 1,
  precision: precisionOf("bf16"),
  tensorParallel: 1,
  pipelineParallel: 1,
  dataParallel: 1,
  expertParallel: 1,
  devicesPerNode: 8,
  networkBytesPerSecond: bytesPerSecond(50e9),
  collectives: "ring",
  offload: false,
  training: defaultTraining,
  execution: "graph",
  granularity: "operator",
});

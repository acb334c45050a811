import type {Group} from "./collectives.js";
import type {Scenario} from "./types.js";

/*
 * How the devices of a run are laid out: those that share a matrix next to each other, then the stages of the pipeline, then
 * the copies of the model, as Megatron-LM does (arXiv 2104.04473, section 3.2: the busiest exchange stays inside a node).
 */

/** All accelerators of a run. */
export function devicesOf({tensorParallel, pipelineParallel, dataParallel}: Scenario): number {
  return tensorParallel * pipelineParallel * dataParallel;
}

/** The devices that share each matrix. */
export function tensorGroup({tensorParallel, devicesPerNode, collectives}: Scenario): Group {
  return {devices: tensorParallel, perNode: Math.min(tensorParallel, devicesPerNode), kind: collectives};
}

/** The devices that hold the same part of each copy of the model. */
export function dataGroup({
  tensorParallel,
  pipelineParallel,
  dataParallel,
  devicesPerNode,
  collectives,
}: Scenario): Group {
  const perNode = Math.max(1, Math.floor(devicesPerNode / (tensorParallel * pipelineParallel)));
  return {devices: dataParallel, perNode: Math.min(dataParallel, perNode), kind: collectives};
}

/** Whether a stage's successor is in the same node. */
export function stagesShareNode({tensorParallel, pipelineParallel, devicesPerNode}: Scenario): boolean {
  return tensorParallel * pipelineParallel <= devicesPerNode;
}

/** Devices that the experts of a layer are divided among: by expert, or within each, as its matrices are. */
export function expertShards({tensorParallel, expertParallel}: Scenario): number {
  return Math.max(tensorParallel, expertParallel);
}

/** Copies of the attention layers whose tokens meet in one set of experts. */
export function expertRanks(scenario: Scenario): number {
  return expertShards(scenario) / scenario.tensorParallel;
}

/** Whether any device sends something to another. */
export function communicates({
  phase,
  tensorParallel,
  pipelineParallel,
  dataParallel,
  expertParallel,
}: Scenario): boolean {
  const copiesMeet = dataParallel > 1 && phase === "training";
  return tensorParallel > 1 || pipelineParallel > 1 || expertParallel > 1 || copiesMeet;
}

/**
 * Parts that one copy's share of the batch is cut into, so that the stages of a pipeline work side by side: one for each
 * stage, as far as there are sequences.
 */
export function partsInFlight({dataParallel, pipelineParallel}: Scenario, batch: number): number {
  return pipelineParallel === 1 ? 1 : Math.max(1, Math.min(pipelineParallel, batch / dataParallel));
}

/** Sequences that a stage runs at once: its part of its copy's share of the batch. */
export function sequencesAtOnce(scenario: Scenario, batch: number): number {
  return batch / scenario.dataParallel / partsInFlight(scenario, batch);
}

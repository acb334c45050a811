import {lowerPass} from "./lower.js";
import {promptPass} from "./passes.js";
import {trainsAdapters} from "./trainingMemory.js";
import type {Configuration} from "./types.js";

/**
 * FLOP of one device in a step that count for MFU: in training those of three forward passes, whatever is computed once
 * more (Chowdhery et al., arXiv 2204.02311, appendix B).
 *
 * @param totalFlop all that one device computes in the step.
 */
export function usefulFlop(configuration: Configuration, batch: number, totalFlop: number): number {
  const {model, scenario} = configuration;
  if (scenario.phase !== "training") return totalFlop;
  const {dataParallel, pipelineParallel} = scenario;
  let forward = 0;
  for (const {repeat, flop: each} of lowerPass(configuration, promptPass(scenario, batch / dataParallel, 1), 0))
    forward += repeat * each;
  // Where adapters alone are trained, the weights that stay need no gradients of their own.
  return ((trainsAdapters(model, scenario) ? 2 : 3) * forward) / pipelineParallel;
}

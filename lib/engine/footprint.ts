import {cachedTokens} from "./context.js";
import {totalParameters} from "./parameters.js";
import {bytesPerValue} from "./precision.js";
import type {Configuration, Footprint, Model, Scenario} from "./types.js";
import {bytes, type Bytes} from "./units.js";

/**
 * Memory that a serving engine takes besides weights and KV cache: CUDA context, captured graphs, and the activations of
 * one prefill chunk. A round figure; engines report 1 to 3 GB.
 */
export const workspaceBytes: Bytes = bytes(2e9);

/**
 * Fraction of the memory left by weights and workspace that the KV cache may take: the default of TensorRT-LLM's
 * `kv_cache_free_gpu_mem_fraction`.
 */
export const kvCacheFraction = 0.9;

/** The largest batch that `"max"` resolves to, as serving engines limit their batch (TensorRT-LLM `max_batch_size` 2048). */
export const batchCap = 2048;

/** Weights that one of `tensorParallel` devices holds: all matrices in the one format, embedding and LM head too. */
export function weightsBytes(model: Model, scenario: Scenario): Bytes {
  return bytes((totalParameters(model) * bytesPerValue[scenario.precision.weights]) / scenario.tensorParallel);
}

/** KV bytes that one device holds for one token, over all layers; a head that cannot be divided is kept on each device. */
export function kvCacheBytesPerToken(model: Model, scenario: Scenario): Bytes {
  const heads = Math.max(1, model.kvHeads / scenario.tensorParallel);
  return bytes(2 * model.layers * heads * model.headSize * bytesPerValue[scenario.precision.kvCache]);
}

/** KV bytes that one device holds for one sequence at the end of the phase. */
function kvCacheBytesPerSequence(model: Model, scenario: Scenario): Bytes {
  const generated = scenario.phase === "decode" ? scenario.outputLength : 0;
  const tokens = cachedTokens(scenario.inputLength, generated, model.slidingWindow);
  return bytes(tokens * kvCacheBytesPerToken(model, scenario));
}

/** Largest batch whose KV cache fits beside weights and workspace; 0 where not even one sequence does. */
export function largestBatch({hardware, model, scenario}: Configuration): number {
  const free = hardware.memoryCapacityBytes - weightsBytes(model, scenario) - workspaceBytes;
  return Math.max(0, Math.floor((kvCacheFraction * free) / kvCacheBytesPerSequence(model, scenario)));
}

/** The batch to compute: the scenario's, or the largest that fits up to the cap, and 1 where none fits. */
export function resolveBatch(scenario: Scenario, maxBatch: number): number {
  return scenario.batch === "max" ? Math.max(1, Math.min(maxBatch, batchCap)) : scenario.batch;
}

/** What one device must hold at this batch, and what it may. */
export function footprintOf({hardware, model, scenario}: Configuration, batch: number): Footprint {
  const weights = weightsBytes(model, scenario);
  const kvCache = batch * kvCacheBytesPerSequence(model, scenario);
  const free = hardware.memoryCapacityBytes - weights - workspaceBytes;
  return {
    weightsBytes: weights,
    kvCacheBytes: bytes(kvCache),
    workspaceBytes,
    totalBytes: bytes(weights + kvCache + workspaceBytes),
    usableBytes: bytes(hardware.memoryCapacityBytes - (1 - kvCacheFraction) * Math.max(0, free)),
  };
}

import {cachedTokens} from "./context.js";
import {attentionLayers, cachedValues} from "./lowerAttention.js";
import {keyValues} from "./lowerEncoderDecoder.js";
import {expertFormat} from "./lowerExperts.js";
import {expertRanks} from "./parallelism.js";
import {coreParameters, expertParameters, outerParameters} from "./parameters.js";
import {generates} from "./passes.js";
import {bytesPerValue, outerFormat} from "./precision.js";
import {activationBytesPerSequence, trainingState} from "./trainingMemory.js";
import type {Configuration, Footprint, Hardware, Model, Scenario} from "./types.js";
import {bytes, type Bytes} from "./units.js";

/**
 * Memory that a serving engine takes besides weights and KV cache: CUDA context, captured graphs, and the activations of
 * one prefill chunk. A round figure; engines report 1 to 3 GB. Where that is much of a small memory, an eighth of it.
 */
export const roomyWorkspaceBytes = 2e9;

/**
 * Fraction of the memory left by weights and workspace that the KV cache may take: the default of TensorRT-LLM's
 * `kv_cache_free_gpu_mem_fraction`.
 */
export const kvCacheFraction = 0.9;

/** The largest batch of one copy that `"max"` resolves to, as serving engines limit it (TensorRT-LLM `max_batch_size` 2048). */
export const batchCap = 2048;

/** A batch beyond what anybody runs: the answer where memory sets no limit. */
export const unlimitedBatch = 1_000_000;

/** What programs can address: the bytes that the driver reports where they are known, else the data sheet's. */
export function capacityOf({memoryAddressableBytes, memoryCapacityBytes}: Hardware): Bytes {
  return memoryAddressableBytes ?? memoryCapacityBytes;
}

/** Memory that the engine itself takes of one device. */
export function workspaceBytes(hardware: Hardware): Bytes {
  return bytes(Math.min(roomyWorkspaceBytes, capacityOf(hardware) / 8));
}

/** Weights that one device holds; embedding and output projection in 16 bits where the format of the rest is narrower. */
export function weightsBytes(model: Model, scenario: Scenario): Bytes {
  const {precision, tensorParallel, pipelineParallel, dataParallel, phase, training} = scenario;
  const experts = expertParameters(model);
  const held =
    coreParameters(model) * bytesPerValue[precision.weights] +
    outerParameters(model) * bytesPerValue[outerFormat(precision)];
  const shards = tensorParallel * pipelineParallel;
  const inExperts =
    model.architecture === "decoder" && model.experts !== null
      ? experts * bytesPerValue[expertFormat(model.experts, scenario)]
      : 0;
  // ZeRO's third stage divides all weights among the copies, which of experts hold a share each as it is.
  if (phase === "training" && training.zeroStage === 3) return bytes((held + inExperts) / (shards * dataParallel));
  return bytes((held + inExperts / expertRanks(scenario)) / shards);
}

/** KV bytes that one device holds for one token of text, over all of its layers; 0 where the model has no such cache. */
export function kvCacheBytesPerToken(model: Model, scenario: Scenario): Bytes {
  const {tensorParallel, pipelineParallel, precision} = scenario;
  if (model.architecture === "encoder-decoder")
    return bytes(
      (model.layers * keyValues(model, tensorParallel) * bytesPerValue[precision.kvCache]) / pipelineParallel,
    );
  if (model.architecture !== "decoder") return bytes(0);
  const values = cachedValues(model, tensorParallel) * bytesPerValue[precision.kvCache];
  return bytes((model.layers * values) / pipelineParallel);
}

/**
 * Tokens of one sequence in the cache when it is fullest: all of them, but in serving half of the output, for there the
 * sequences are at all stages of their own.
 */
function tokensKept({phase, inputLength, outputLength}: Scenario): number {
  if (phase === "serving") return inputLength + outputLength / 2;
  return phase === "decode" || phase === "request" ? inputLength + outputLength : inputLength;
}

/** Bytes that one device caches for one sequence. */
function cacheBytesPerSequence(model: Model, scenario: Scenario): number {
  const {phase, tensorParallel, pipelineParallel, precision} = scenario;
  if (phase === "forward" || phase === "training") return 0;
  if (model.architecture === "ssm") {
    const {layers, innerSize, stateSize, convolutionSize} = model;
    const values = (layers * innerSize * (stateSize + convolutionSize)) / (tensorParallel * pipelineParallel);
    return values * bytesPerValue[precision.kvCache];
  }
  // The frames of a recording are cached as the tokens are, in every layer, from the prompt on.
  if (model.architecture === "encoder-decoder")
    return (model.framesPerSample + tokensKept(scenario)) * kvCacheBytesPerToken(model, scenario);
  if (model.architecture !== "decoder") return 0;
  const {full, windowed} = attentionLayers(model);
  const tokens = tokensKept(scenario);
  const tokenLayers = full * tokens + windowed * cachedTokens(tokens, 0, model.slidingWindow);
  const values = cachedValues(model, tensorParallel) * bytesPerValue[precision.kvCache];
  return (tokenLayers * values) / pipelineParallel;
}

/** What decides what fits, of one device, in bytes: resolved once where both the footprint and the largest batch are asked. */
export interface MemoryNeeds {
  readonly capacity: number;
  readonly workspace: number;
  readonly weights: number;
  readonly gradients: number;
  readonly optimizer: number;
  /** For one sequence: of the cache, or in training of activations. */
  readonly perSequence: number;
}

/** What a configuration needs of the memory of one device. */
export function memoryNeeds({hardware, model, scenario}: Configuration): MemoryNeeds {
  const training = scenario.phase === "training";
  const state = training ? trainingState(model, scenario) : null;
  return {
    capacity: capacityOf(hardware),
    workspace: workspaceBytes(hardware),
    weights: weightsBytes(model, scenario),
    gradients: state === null ? 0 : state.gradientBytes,
    optimizer: state === null ? 0 : state.optimizerBytes,
    perSequence: training ? activationBytesPerSequence(model, scenario) : cacheBytesPerSequence(model, scenario),
  };
}

/** Largest batch, over all devices, that fits beside weights and workspace; 0 where not even one sequence does. */
export function largestBatch(configuration: Configuration): number {
  return largestBatchOf(memoryNeeds(configuration), configuration.scenario);
}

/** As `largestBatch`, of needs that are known. */
export function largestBatchOf(needs: MemoryNeeds, scenario: Scenario): number {
  const {phase, dataParallel, pipelineParallel, training} = scenario;
  const {capacity, workspace, perSequence} = needs;
  const held = spills(scenario) ? 0 : needs.weights + needs.gradients + needs.optimizer;
  const free = capacity - workspace - held;
  if (free < 0) return 0;
  const room = kvCacheFraction * free;
  if (phase === "training") {
    if (training.microBatch > 0 && training.microBatch * perSequence <= room) return unlimitedBatch;
    return Math.min(unlimitedBatch, sequencesIn(room * pipelineParallel, perSequence) * dataParallel);
  }
  return Math.min(unlimitedBatch, sequencesIn(room, perSequence) * dataParallel);
}

/** Whether weights that do not fit are kept on the host; training changes all of them, and keeps them where they are. */
function spills({offload, phase}: Scenario): boolean {
  return offload && phase !== "training";
}

/** Whole sequences of so many bytes that fit in so much room. */
function sequencesIn(room: number, each: number): number {
  return each === 0 ? unlimitedBatch : Math.min(unlimitedBatch, Math.floor(room / each));
}

/** The batch to compute: the scenario's, or the largest that fits up to the cap, and 1 where none fits. */
export function resolveBatch(scenario: Scenario, maxBatch: number): number {
  return scenario.batch === "max" ? Math.max(1, Math.min(maxBatch, batchCap * scenario.dataParallel)) : scenario.batch;
}

/**
 * Activations that a device keeps: those of its layers for its copy's share of the batch, or for as many micro-batches as
 * there are stages, where that is less.
 */
function activationBytes({dataParallel, pipelineParallel, training}: Scenario, batch: number, each: number): number {
  const inHand = Math.ceil(batch / dataParallel) / pipelineParallel;
  return (training.microBatch === 0 ? inHand : Math.min(inHand, training.microBatch)) * each;
}

/** What one device must hold at this batch, and what it may. */
export function footprintOf(configuration: Configuration, batch: number): Footprint {
  return footprintFrom(memoryNeeds(configuration), configuration.scenario, batch);
}

/** Weights that one device keeps on the host at this batch, in bytes; 0 unless that is asked for. */
export function spillOf(configuration: Configuration, batch: number): number {
  return configuration.scenario.offload ? footprintOf(configuration, batch).offloadedBytes : 0;
}

/** As `footprintOf`, of needs that are known. */
export function footprintFrom(needs: MemoryNeeds, scenario: Scenario, batch: number): Footprint {
  const {capacity, workspace, weights, gradients, optimizer, perSequence} = needs;
  const training = scenario.phase === "training";
  const activations = training ? activationBytes(scenario, batch, perSequence) : 0;
  // A copy that has one sequence more than another decides.
  const kvCache = training ? 0 : Math.ceil(batch / scenario.dataParallel) * perSequence;
  // What is left beside weights and workspace must be more than the cache, as it must without a host.
  const spill = spills(scenario) ? weights + workspace + kvCache / kvCacheFraction - capacity : 0;
  const offloaded = Math.min(weights, Math.max(0, spill));
  const fixed = workspace + weights - offloaded + gradients + optimizer;
  return {
    weightsBytes: bytes(weights),
    kvCacheBytes: bytes(kvCache),
    gradientBytes: bytes(gradients),
    optimizerBytes: bytes(optimizer),
    activationBytes: bytes(activations),
    workspaceBytes: bytes(workspace),
    offloadedBytes: bytes(offloaded),
    totalBytes: bytes(fixed + kvCache + activations),
    usableBytes: bytes(capacity - (1 - kvCacheFraction) * Math.max(0, capacity - fixed)),
  };
}

/**
 * Longest input, in tokens, that the model's context holds beside the output and whose cache fits at a batch; 0 where none
 * does, null where the context sets no limit in memory. The cache grows with the input, so that a search by halves finds the
 * last that fits.
 */
export function largestContext(configuration: Configuration, batch: number): number | null {
  const {model, scenario} = configuration;
  if (model.architecture !== "decoder" && model.architecture !== "encoder-decoder") return null;
  const fits = (inputLength: number) => largestBatch({...configuration, scenario: {...scenario, inputLength}}) >= batch;
  if (!fits(1)) return 0;
  const {phase, outputLength} = scenario;
  const generated = generates(phase) ? outputLength : 0;
  let [last, most] = [1, model.maxContext - generated + 1];
  while (most - last > 1) {
    const middle = Math.floor((last + most) / 2);
    if (fits(middle)) last = middle;
    else most = middle;
  }
  return last;
}

import {allGather, allReduce, type Group} from "./collectives.js";
import {weightsBytes} from "./footprint.js";
import type {Traffic} from "./operator.js";
import {dataGroup, expertRanks} from "./parallelism.js";
import {expertParameters, totalParameters} from "./parameters.js";
import {bytesPerValue} from "./precision.js";
import {gradientFormat, trainedParameters} from "./trainingMemory.js";
import type {Model, Scenario} from "./types.js";

/** Bytes that a gradient bucket holds where no layers tell when it is sent (PyTorch DDP, arXiv 2006.15704, section 3.2.3). */
export const bucketBytes = 25e6;

/** Traffic with the collective operations that it takes. */
export interface Exchange extends Traffic {
  readonly collectives: number;
}

/** No exchange. */
export const idle: Exchange = {linkBytes: 0, networkBytes: 0, collectives: 0};

/** Fractions of two exchanges together. */
export function parts(one: Exchange, ofOne: number, other: Exchange, ofOther: number): Exchange {
  if (one.collectives === 0 && other.collectives === 0) return idle;
  return {
    linkBytes: ofOne * one.linkBytes + ofOther * other.linkBytes,
    networkBytes: ofOne * one.networkBytes + ofOther * other.networkBytes,
    collectives: ofOne * one.collectives + ofOther * other.collectives,
  };
}

/** What copies of the model exchange during one pass over all layers. */
export interface TrainingTraffic {
  /** Weights gathered in each forward pass, and again in each backward pass. */
  readonly eachGather: Exchange;
  /** Weights gathered in the first forward pass of a step. */
  readonly firstGather: Exchange;
  /** Gradients added up in each backward pass. */
  readonly eachReduction: Exchange;
  /** Gradients added up in the last backward pass of a step. */
  readonly lastReduction: Exchange;
}

/** Layers whose weights and gradients are exchanged together, those of an encoder beside a decoder among them. */
function layersOf(model: Extract<Model, {readonly layers: number}>): number {
  return model.architecture === "encoder-decoder" ? model.layers + model.encoderLayers : model.layers;
}

/** The devices that hold the same experts. */
function expertGroup(scenario: Scenario): Group {
  const {devices, perNode, kind} = dataGroup(scenario);
  const ranks = expertRanks(scenario);
  return {devices: Math.max(1, devices / ranks), perNode: Math.max(1, perNode / ranks), kind};
}

/**
 * What the copies of a model exchange (ZeRO, arXiv 1910.02054, section 7; FSDP, arXiv 2304.11277): without sharing, an
 * all-reduce of the gradients once a step; with shared optimizer state (stage 1), a reduce-scatter of the gradients once a
 * step and an all-gather of the new weights; with shared gradients (stage 2), the reduce-scatter in each micro-batch; with
 * shared weights (stage 3), an all-gather in each forward and each backward pass beside it. Experts that are spread over
 * several copies are exchanged among those that hold the same ones.
 */
export function trainingTraffic(model: Model, scenario: Scenario): TrainingTraffic {
  const {dataParallel, pipelineParallel, precision, training} = scenario;
  if (dataParallel === 1) return {eachGather: idle, firstGather: idle, eachReduction: idle, lastReduction: idle};
  const {zeroStage} = training;
  const exchange = (collective: typeof allGather, size: number, inExperts: number): Exchange => {
    const dense = collective(size * (1 - inExperts), dataGroup(scenario));
    const experts = collective(size * inExperts, expertGroup(scenario));
    return {
      linkBytes: dense.linkBytes + experts.linkBytes,
      networkBytes: dense.networkBytes + experts.networkBytes,
      collectives: "layers" in model ? layersOf(model) + 1 : Math.ceil(size / bucketBytes),
    };
  };
  const {dense, experts} = trainedParameters(model, scenario);
  // Of one pass over all layers, whichever stage has them.
  const trained = (dense + experts) * pipelineParallel;
  const inExperts = experts / (dense + experts);
  const gradients = trained * bytesPerValue[gradientFormat(scenario)];
  const reduction = exchange(zeroStage === 0 ? allReduce : allGather, gradients, inExperts);
  if (zeroStage === 0) return {eachGather: idle, firstGather: idle, eachReduction: idle, lastReduction: reduction};
  if (zeroStage < 3) {
    const firstGather = exchange(allGather, trained * bytesPerValue[precision.weights], inExperts);
    const [each, last] = zeroStage === 1 ? [idle, reduction] : [reduction, idle];
    return {eachGather: idle, firstGather, eachReduction: each, lastReduction: last};
  }
  // What one device works with: all weights but those of the experts that other copies have.
  const unshared = {...scenario, training: {...training, zeroStage: 0}} as const;
  const weights = weightsBytes(model, unshared) * pipelineParallel;
  const expertWeights = expertParameters(model) / expertRanks(scenario);
  const share = expertWeights / (totalParameters(model) - expertParameters(model) + expertWeights);
  const eachGather = exchange(allGather, weights, share);
  return {eachGather, firstGather: idle, eachReduction: reduction, lastReduction: idle};
}

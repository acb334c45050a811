import {configure} from "../../../lib/explore/configure.js";
import type {Options} from "../../../lib/explore/options.js";
import {change} from "../../../lib/engine/change.js";
import {footprintOf} from "../../../lib/engine/footprint.js";
import {solve} from "../../../lib/engine/solve.js";
import type {
  Calibration,
  Configuration,
  DecoderModel,
  Footprint,
  Hardware,
  Model,
  Profile,
} from "../../../lib/engine/types.js";
import {bytes, bytesPerSecond, flopPerSecond} from "../../../lib/engine/units.js";

/** What a source states of a decoder; the rest takes the plainest value. */
type DecoderShape = Pick<DecoderModel, "layers" | "hiddenSize"> & Partial<DecoderModel>;

/**
 * A decoder as a worked example describes it. What the source leaves out is left out of the model: no vocabulary, no
 * grouped heads, no third feed-forward matrix, any context.
 */
export function decoder(shape: DecoderShape): DecoderModel {
  const heads = shape.heads ?? Math.round(shape.hiddenSize / 128);
  return {
    id: "worked-example",
    name: "Worked example",
    family: "Worked examples",
    architecture: "decoder",
    heads,
    kvHeads: heads,
    headSize: shape.hiddenSize / heads,
    feedForwardSize: 4 * shape.hiddenSize,
    gatedFeedForward: false,
    vocabularySize: 0,
    maxContext: Number.MAX_SAFE_INTEGER,
    slidingWindow: null,
    fullAttentionLayers: 0,
    tiedEmbeddings: true,
    learnedPositions: 0,
    queryKeyNorm: false,
    attentionBias: false,
    parallelBlocks: false,
    experts: null,
    latentAttention: null,
    ...shape,
  };
}

/**
 * A decoder of which the source states the number of parameters: the feed-forward width is what makes them up, in whole
 * multiples of 64, so that it can be divided over devices.
 */
export function decoderOf(parameters: number, shape: DecoderShape): DecoderModel {
  const model = decoder({...shape, feedForwardSize: 0});
  const projected = (2 * model.heads + 2 * model.kvHeads) * model.headSize;
  const left = parameters / model.layers - model.hiddenSize * projected;
  const feedForwardSize = 64 * Math.round(left / (model.gatedFeedForward ? 3 : 2) / model.hiddenSize / 64);
  return {...model, feedForwardSize};
}

/** Figures of a machine as a worked example states them. */
interface MachineFigures {
  readonly bandwidth: number;
  readonly bf16?: number;
  readonly fp16?: number;
  readonly int8?: number;
  readonly link?: number;
}

/** A machine with the figures that a source states and memory for anything; its link takes no time unless stated. */
export function machine({bandwidth, link = 1e30, ...peaks}: MachineFigures): Hardware {
  return {
    id: "worked-example",
    name: "Worked example",
    vendor: "",
    tier: "cloud",
    releaseYear: null,
    peakFlopPerSecond: Object.fromEntries(
      Object.entries(peaks).map(([format, peak]: [string, number]) => [format, flopPerSecond(peak)]),
    ),
    memoryCapacityBytes: bytes(1e18),
    memoryAddressableBytes: null,
    memoryBandwidthBytesPerSecond: bytesPerSecond(bandwidth),
    linkBandwidthBytesPerSecond: bytesPerSecond(link),
    hostLinkBandwidthBytesPerSecond: null,
    powerWatts: null,
  };
}

/** A machine for questions that no rate enters. */
export const anyMachine = machine({bandwidth: 1e12, bf16: 1e15, fp16: 1e15, int8: 1e15});

/** A question at the physical limit, of devices that are all joined by one link: worked examples leave the rest out. */
export function worked(
  model: Model,
  hardware: Hardware,
  options: Partial<Options>,
  calibration: Partial<Calibration> = {},
): Configuration {
  const configuration = configure({model, hardware, options: {calibration: "ideal", ...options}});
  return change(configuration, {scenario: {devicesPerNode: 1024}, calibration});
}

/** The answer to such a question. */
export function answer(...question: Parameters<typeof worked>): Profile {
  return solve(worked(...question));
}

/** The time of such a question, in milliseconds. */
export function milliseconds(...question: Parameters<typeof worked>): number {
  return (answer(...question).latencySeconds ?? NaN) * 1e3;
}

/** Options with a batch that is stated. */
export type SizedOptions = Partial<Omit<Options, "batch">> & {readonly batch?: number};

/** What one device holds. */
export function footprint(model: Model, {batch = 1, ...options}: SizedOptions): Footprint {
  return footprintOf(worked(model, anyMachine, {batch, ...options}), batch);
}

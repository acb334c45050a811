import {change} from "./change.js";
import {footprintOf, largestBatch} from "./footprint.js";
import {arithmeticPrecisions, bytesPerValue} from "./precision.js";
import type {ArithmeticPrecision} from "./precision.js";
import type {Configuration, Cure, Scenario} from "./types.js";
import {bytes} from "./units.js";

/** Sizes of a tensor-parallel group that are tried: what nodes are built of. */
export const tensorParallelSizes = [1, 2, 4, 8, 16, 32, 64] as const;

/** Whether a model's heads and feed-forward width can be divided over so many devices. */
export function divides({model}: Pick<Configuration, "model">, tensorParallel: number): boolean {
  const wholeHeads = model.kvHeads % tensorParallel === 0 || tensorParallel % model.kvHeads === 0;
  return wholeHeads && model.heads % tensorParallel === 0 && model.feedForwardSize % tensorParallel === 0;
}

/** Weight formats from wide to narrow, one of each width. */
const weightFormats: readonly ArithmeticPrecision[] = arithmeticPrecisions
  .filter((format) => format !== "tf32" && format !== "fp16" && format !== "int8" && format !== "fp4")
  .toSorted((a, b) => bytesPerValue[b] - bytesPerValue[a]);

/** What would make `configuration` fit at `batch`, changing one thing at a time. */
export function cureOf(configuration: Configuration, batch: number): Cure {
  const {totalBytes, usableBytes} = footprintOf(configuration, batch);
  const {precision} = configuration.scenario;
  const fitsWith = (scenario: Partial<Scenario>) => batch <= largestBatch(change(configuration, {scenario}));
  const narrower = weightFormats.filter((format) => bytesPerValue[format] < bytesPerValue[precision.weights]);
  return {
    missingBytes: bytes(totalBytes - usableBytes),
    maxBatch: largestBatch(configuration),
    smallestTensorParallel:
      tensorParallelSizes.find(
        (size) =>
          size > configuration.scenario.tensorParallel &&
          divides(configuration, size) &&
          fitsWith({tensorParallel: size}),
      ) ?? null,
    widestWeights: narrower.find((weights) => fitsWith({precision: {...precision, weights}})) ?? null,
  };
}

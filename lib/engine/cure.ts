import {change} from "./change.js";
import {footprintOf, largestBatch} from "./footprint.js";
import {arithmeticPrecisions, bytesPerValue, type ArithmeticPrecision} from "./precision.js";
import {linkRateOrNull} from "./resolveHardware.js";
import type {Configuration, Cure, Scenario} from "./types.js";
import {bytes} from "./units.js";

/** Sizes of a tensor-parallel group that are tried: what nodes are built of. */
export const tensorParallelSizes = [1, 2, 4, 8, 16, 32, 64] as const;

/** Whether a model's heads, feed-forward width and experts can be divided over so many devices. */
export function divides({model}: Pick<Configuration, "model">, tensorParallel: number): boolean {
  if (tensorParallel === 1) return true;
  switch (model.architecture) {
    case "decoder": {
      const {kvHeads, heads, feedForwardSize, experts, latentAttention} = model;
      const whole = latentAttention !== null || kvHeads % tensorParallel === 0 || tensorParallel % kvHeads === 0;
      const dense = experts === null || experts.denseLayers > 0;
      return whole && heads % tensorParallel === 0 && (!dense || feedForwardSize % tensorParallel === 0);
    }
    case "encoder":
    case "encoder-decoder":
      return model.heads % tensorParallel === 0 && model.feedForwardSize % tensorParallel === 0;
    case "ssm":
      return model.innerSize % tensorParallel === 0;
    case "cnn":
    case "diffusion":
    case "recommendation":
      return false;
  }
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
          linkRateOrNull(configuration.hardware) !== null &&
          divides(configuration, size) &&
          fitsWith({tensorParallel: size}),
      ) ?? null,
    widestWeights: narrower.find((weights) => fitsWith({precision: {...precision, weights}})) ?? null,
  };
}

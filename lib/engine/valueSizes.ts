import type {MatrixSizes} from "./operator.js";
import {bytesPerValue, isWeightOnly, outerFormat, wideFormat, type StorageFormat} from "./precision.js";
import type {Scenario} from "./types.js";

/** Bytes of one value of each kind that a transformer handles. */
export interface ValueSizes {
  readonly weight: number;
  /** Inputs of products. */
  readonly narrow: number;
  /** Everything else between operators. */
  readonly wide: number;
  readonly kvCache: number;
  /** Of the embedding and the output projection. */
  readonly outer: number;
}

/** The sizes that a scenario's formats have. */
export function valueSizes(scenario: Scenario): ValueSizes {
  const {weights, activations, kvCache} = scenario.precision;
  return {
    weight: bytesPerValue[weights],
    narrow: bytesPerValue[activations],
    wide: bytesPerValue[wideFormat[activations]],
    kvCache: bytesPerValue[kvCache],
    outer: bytesPerValue[outerFormat(scenario.precision)],
  };
}

/** The sizes of a product with weights in a given format. */
export function matrixSizes(scenario: Scenario, format: StorageFormat): MatrixSizes {
  const {activations} = scenario.precision;
  return {
    weightSize: bytesPerValue[format],
    inputSize: bytesPerValue[activations],
    outputSize: bytesPerValue[wideFormat[activations]],
    widened: isWeightOnly({weights: format, activations}),
  };
}

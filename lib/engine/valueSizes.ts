import type {MatrixSizes} from "./operator.js";
import {bytesPerValue, outerFormat, wideFormat} from "./precision.js";
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

/** The sizes of a product whose weights have a given size: those stored narrower than the inputs are widened (`isWeightOnly`). */
export function matrixSizes({narrow, wide}: ValueSizes, weightSize: number): MatrixSizes {
  return {weightSize, inputSize: narrow, outputSize: wide, widened: weightSize < narrow};
}

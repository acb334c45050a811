import {elementwise, matrixProduct, type MatrixSizes, type Operator} from "./operator.js";
import type {DecoderModel} from "./types.js";
import type {ValueSizes} from "./valueSizes.js";

/** Adds a feed-forward block of a given width: up (and gate), activation, down. */
export function pushFeedForward(
  operators: Operator[],
  [up, activation, down]: readonly [string, string, string],
  repeat: number,
  rows: number,
  width: number,
  {model, sizes, matrix}: {model: DecoderModel; sizes: ValueSizes; matrix: MatrixSizes},
): void {
  const {hiddenSize, gatedFeedForward} = model;
  const upWidth = (gatedFeedForward ? 2 : 1) * width;
  operators.push(
    matrixProduct(up, repeat, rows, hiddenSize, upWidth, matrix),
    elementwise(activation, repeat, rows * (upWidth * sizes.wide + width * sizes.narrow)),
    matrixProduct(down, repeat, rows, width, hiddenSize, matrix),
  );
}

import {strongestFirst} from "./strongestFirst.js";
import type {AnsweredExplanation} from "./types.js";

/** One step of the waterfall: a cause, and the product of multipliers before and after it. */
export interface WaterfallStep {
  readonly id: string;
  readonly label: string;
  readonly multiplier: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The causes as steps from 1× to the speed-up, the largest first. The order is the picture's alone: each multiplier is the
 * same in any order.
 */
export function waterfallOf({factors}: AnsweredExplanation): WaterfallStep[] {
  let product = 1;
  return strongestFirst(factors).map(({id, label, multiplier}) => {
    const from = product;
    product *= multiplier;
    return {id, label, multiplier, from, to: product};
  });
}

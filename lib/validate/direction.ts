/** A measured speed-up this near to 1 has no direction that a repetition would confirm. */
const measuredAlike = 0.02;
/** A predicted one this near to 1 agrees with that. */
const predictedAlike = 0.05;
/** A table's 1.02 is a little more in binary. */
const dust = 1e-9;

/**
 * Whether a prediction says rightly which of two is faster: both speed-ups lie on the same side of 1. Where the measured one
 * is within ±2 % of 1, the prediction is right if it is within ±5 %.
 */
export function directionIsRight(predicted: number, measured: number): boolean {
  if (Math.abs(measured - 1) <= measuredAlike + dust) return Math.abs(predicted - 1) <= predictedAlike + dust;
  return measured > 1 ? predicted > 1 : predicted < 1;
}

import {change} from "../engine/change.js";
import {stepTime} from "../engine/stepTime.js";
import type {Configuration} from "../engine/types.js";
import {seconds} from "../engine/units.js";

const none = seconds(0);

/** What no software can beat: every peak of the data sheet is reached, and nothing costs time beside the work. */
const limit = {
  matrixFraction: {bits16: 1, bits8: 1, bits4: 1},
  attentionFraction: 1,
  memoryFraction: 1,
  dequantisation: {flopPerWeight: 0, matrixFraction: 1},
  linkFraction: 1,
  linkLatencySeconds: none,
  launchSeconds: {graph: none, eager: none},
  launchesPerLayer: 0,
  stepSeconds: none,
} as const;

/**
 * Seconds of a step at the physical limit.
 *
 * @param batch as solved: the limit is that of the same work.
 */
export function physicalLimit(configuration: Configuration, batch: number): number {
  return stepTime(change(configuration, {calibration: limit, scenario: {batch}})).seconds;
}

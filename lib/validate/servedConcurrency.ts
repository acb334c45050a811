import {change} from "../engine/change.js";
import {batchCap} from "../engine/footprint.js";
import {ratesOf} from "../engine/roofline.js";
import {tokenTimes} from "../engine/tokenTimes.js";
import type {Configuration} from "../engine/types.js";

/**
 * Requests under way at once where `requestsPerSecond` arrive, by Little's law: as many as arrive while one is answered,
 * which in turn takes the longer the more there are; null where the largest batch of an engine cannot keep up.
 */
export function servedConcurrency(configuration: Configuration, requestsPerSecond: number): number | null {
  const rates = ratesOf(configuration);
  const {outputLength} = configuration.scenario;
  const answerSeconds = (batch: number): number => {
    const times = tokenTimes(change(configuration, {scenario: {batch}}), batch, rates);
    return times === null ? 0 : times.ttftSeconds + outputLength * times.tpotSeconds;
  };
  if (requestsPerSecond * answerSeconds(batchCap) > batchCap) return null;
  let [low, high] = [0, batchCap];
  // The answer's time grows slower than the batch until the device is full, so the two meet once.
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (requestsPerSecond * answerSeconds(Math.max(1, middle)) > middle) low = middle;
    else high = middle;
  }
  return Math.max(1, high);
}

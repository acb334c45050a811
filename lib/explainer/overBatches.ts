import {ratesOf, type Parts} from "../engine/roofline.js";
import {partsAt} from "../engine/stepTime.js";
import type {Configuration} from "../engine/types.js";

/** The parts of a configuration's time at any batch. */
export type OverBatches = (batch: number) => Parts;

/** What a configuration takes over batches; each is computed once, because flips and break-even ask for the same ones. */
export function overBatches(configuration: Configuration): OverBatches {
  const rates = ratesOf(configuration);
  const known = new Map<number, Parts>();
  return (batch) => {
    let parts = known.get(batch);
    if (parts === undefined) {
      parts = partsAt(configuration, batch, rates);
      known.set(batch, parts);
    }
    return parts;
  };
}

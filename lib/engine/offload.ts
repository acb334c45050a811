import {footprintOf} from "./footprint.js";
import {transfer, type Operator} from "./operator.js";
import type {Pass} from "./passes.js";
import type {Configuration} from "./types.js";

/**
 * What is read from the host in each pass where weights are kept there: the spill alone, at the rate of the host link, as
 * FlexGen does for layers that do not fit (arXiv 2303.06865). Null where all weights fit.
 */
export function offloadTransfer(configuration: Configuration, batch: number, passes: readonly Pass[]): Operator | null {
  const spill = footprintOf(configuration, batch).offloadedBytes;
  if (spill === 0) return null;
  const times = passes.reduce((sum, pass) => sum + pass.times, 0);
  return transfer("weights from the host", times, {linkBytes: 0, networkBytes: 0}, 0, spill);
}

import {change} from "../engine/change.js";
import {capacityOf} from "../engine/footprint.js";
import type {Configuration} from "../engine/types.js";
import {widens} from "./rates.js";
import type {AttributedFactor} from "./differingFactors.js";

/**
 * The mixtures of two configurations: for each coalition of causes (a bit set), the baseline with those causes taken from the
 * proposal. Each is made when it is asked for, from one with a cause less.
 */
export function hybridsOf(
  baseline: Configuration,
  proposal: Configuration,
  factors: readonly AttributedFactor[],
): (coalition: number) => Configuration {
  const free = widens(baseline) || widens(proposal) ? (side: Configuration) => side : withFreeWidening;
  const source = free(proposal);
  const made: (Configuration | undefined)[] = [free(withLargerMemory(baseline, proposal, factors))];
  const hybridOf = (coalition: number): Configuration => {
    const known = made[coalition];
    if (known !== undefined) return known;
    const highest = 31 - Math.clz32(coalition);
    const hybrid = factors[highest]!.take(hybridOf(coalition ^ (1 << highest)), source);
    made[coalition] = hybrid;
    return hybrid;
  };
  return hybridOf;
}

/**
 * A mixture of two formats may hold weights narrower than they are computed in where neither side does. To charge it for
 * widening them would be to blame a format for what neither side pays.
 */
function withFreeWidening(side: Configuration): Configuration {
  return change(side, {calibration: {dequantisation: {flopPerWeight: 0, matrixFraction: 1}}});
}

/**
 * Where capacity is no cause it changes no time, and belongs to neither side of a mixture: whether one fits is judged by the
 * larger memory.
 */
function withLargerMemory(
  baseline: Configuration,
  proposal: Configuration,
  factors: readonly AttributedFactor[],
): Configuration {
  const isCause = factors.some(({id}) => id.split("+").includes("memory-capacity"));
  if (isCause || capacityOf(proposal.hardware) <= capacityOf(baseline.hardware)) return baseline;
  const {memoryCapacityBytes, memoryAddressableBytes} = proposal.hardware;
  return change(baseline, {hardware: {memoryCapacityBytes, memoryAddressableBytes}});
}

import type {Traffic} from "./operator.js";
import type {CollectiveKind} from "./types.js";

/**
 * A group of devices that exchange values: how many there are, how many of them share a node, and how they add up.
 * Within a node each device has its own link, beyond it its own share of the network.
 */
export interface Group {
  readonly devices: number;
  readonly perNode: number;
  readonly kind: CollectiveKind;
}

/**
 * Bytes that each device sends to add up `size` bytes over a group, each ending with the sum. A ring takes 2·(n − 1)/n of
 * the data (Patarasuk & Yuan, doi 10.1016/j.jpdc.2008.09.002), a switch that adds takes it once (NVLink SHARP). A group of
 * several nodes first adds up within each (reduce-scatter), then each device's share between nodes, then spreads the sum.
 */
export function allReduce(size: number, {devices, perNode, kind}: Group): Traffic {
  const local = Math.min(devices, perNode);
  const nodes = devices / local;
  return {
    linkBytes: local === 1 ? 0 : kind === "switch" ? size : (2 * (local - 1) * size) / local,
    networkBytes: nodes <= 1 ? 0 : (2 * (nodes - 1) * size) / (nodes * local),
  };
}

/**
 * Bytes that each device sends so that each holds all `size` bytes of which it had a share (all-gather), or so that each
 * holds its share of the sum (reduce-scatter), which takes as many.
 */
export function allGather(size: number, {devices, perNode}: Group): Traffic {
  const local = Math.min(devices, perNode);
  const nodes = devices / local;
  return {
    linkBytes: ((local - 1) * size) / local,
    networkBytes: nodes <= 1 ? 0 : ((nodes - 1) * size) / (nodes * local),
  };
}

/** Bytes that each device sends where each of its `size` bytes is for a device of the group, all alike. */
export function allToAll(size: number, {devices, perNode}: Group): Traffic {
  const local = Math.min(devices, perNode);
  return {
    linkBytes: ((local - 1) * size) / devices,
    networkBytes: ((devices - local) * size) / devices,
  };
}

/** Bytes that each device sends to the one that has the next layers. */
export function sendOn(size: number, sameNode: boolean): Traffic {
  return sameNode ? {linkBytes: size, networkBytes: 0} : {linkBytes: 0, networkBytes: size};
}

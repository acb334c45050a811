import type {Convention} from "./convention.js";
import {about, inUnit, orException, written} from "./words.js";

/** Vendors round one of the three. */
const tolerance = 0.01;

/** Bandwidth is what the pins of the bus carry together. */
export const busWidth: Convention = {
  rule: "bus-width",
  check: (entry) => {
    const {memoryBusBits: bits, memoryPinBitsPerSecond: rate} = entry;
    const bandwidth = entry.hardware.memoryBandwidthBytesPerSecond;
    if (bits === null || rate === null || bandwidth === null) return [];
    const product = (bits * rate) / 8;
    if (about(bandwidth, product, tolerance)) return [];
    const ratio = bandwidth / product;
    const hint = about(ratio, 1.024, 0.003) ? ", as where a gigabyte is counted as 1,024 megabytes" : "";
    return [
      {
        figure: "memory.bandwidth",
        reason:
          `${written(entry, "memory.bandwidth")} is ${Number(ratio.toPrecision(4))} times the ${inUnit(product, "B/s")} of a bus of ` +
          `${written(entry, "memory.busWidth")} at ${written(entry, "memory.dataRate")}${hint}: ` +
          `check the three in the source, ${orException}`,
      },
    ];
  },
};

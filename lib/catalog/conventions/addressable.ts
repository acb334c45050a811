import type {Convention} from "./convention.js";
import {about, orException, rounded, written} from "./words.js";

const tolerance = 0.1;

/** What the driver reports is about what the vendor prints. */
export const addressable: Convention = {
  rule: "addressable",
  check: (entry) => {
    const {memoryAddressableBytes: reported, memoryCapacityBytes: printed} = entry.hardware;
    if (reported === null || printed === null || about(reported, printed, tolerance)) return [];
    return [
      {
        figure: "memory.addressable",
        reason:
          `${written(entry, "memory.addressable")} is ${rounded(reported / printed)} times the capacity of ` +
          `${written(entry, "memory.capacity")}, where a driver's total lies within a tenth of it: ` +
          `check that both are of one device and the unit is the driver's, ${orException}`,
      },
    ];
  },
};

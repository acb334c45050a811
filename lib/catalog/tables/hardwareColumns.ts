import {peakColumns} from "../tableColumns.js";
import type {HardwareEntry} from "../types.js";
import type {ColumnOf} from "./table.js";

/** The columns of accelerators. Rates are dense peaks, links per direction; null where no source publishes a figure. */
export const hardwareColumns: readonly ColumnOf<HardwareEntry>[] = [
  {name: "id", type: "text", of: ({hardware}) => hardware.id},
  {name: "name", type: "text", of: ({hardware}) => hardware.name},
  {name: "symbol", type: "text", of: ({symbol}) => symbol},
  {name: "aliases", type: "text", of: ({aliases}) => aliases.join(" ")},
  {name: "vendor", type: "text", of: ({hardware}) => hardware.vendor},
  {name: "tier", type: "text", of: ({hardware}) => hardware.tier},
  {name: "releaseYear", type: "int32", optional: true, unit: "year", of: ({hardware}) => hardware.releaseYear},
  ...peakColumns.map(([precision, name]): ColumnOf<HardwareEntry> => ({
    name,
    type: "float64",
    optional: true,
    unit: precision.startsWith("int") ? "OP/s" : "FLOP/s",
    of: ({hardware}) => hardware.peakFlopPerSecond[precision] ?? null,
  })),
  {name: "architecture", type: "text", optional: true, of: ({architecture}) => architecture},
  {name: "formFactor", type: "text", optional: true, of: ({formFactor}) => formFactor},
  {
    name: "memoryCapacityBytes",
    type: "float64",
    optional: true,
    unit: "B",
    of: ({hardware}) => hardware.memoryCapacityBytes,
  },
  {
    name: "memoryAddressableBytes",
    type: "float64",
    optional: true,
    unit: "B",
    of: ({hardware}) => hardware.memoryAddressableBytes,
  },
  {name: "memoryType", type: "text", optional: true, of: ({memoryType}) => memoryType},
  {
    name: "memoryBandwidthBytesPerSecond",
    type: "float64",
    optional: true,
    unit: "B/s",
    of: ({hardware}) => hardware.memoryBandwidthBytesPerSecond,
  },
  {name: "memoryBusBits", type: "float64", optional: true, unit: "bit", of: ({memoryBusBits}) => memoryBusBits},
  {
    name: "memoryPinBitsPerSecond",
    type: "float64",
    optional: true,
    unit: "bit/s",
    of: ({memoryPinBitsPerSecond}) => memoryPinBitsPerSecond,
  },
  {
    name: "linkBandwidthBytesPerSecond",
    type: "float64",
    optional: true,
    unit: "B/s",
    of: ({hardware}) => hardware.linkBandwidthBytesPerSecond,
  },
  {name: "linkName", type: "text", optional: true, of: ({linkName}) => linkName},
  {
    name: "hostLinkBandwidthBytesPerSecond",
    type: "float64",
    optional: true,
    unit: "B/s",
    of: ({hardware}) => hardware.hostLinkBandwidthBytesPerSecond,
  },
  {name: "hostLinkName", type: "text", optional: true, of: ({hostLinkName}) => hostLinkName},
  {name: "powerWatts", type: "float64", unit: "W", optional: true, of: ({hardware}) => hardware.powerWatts},
];

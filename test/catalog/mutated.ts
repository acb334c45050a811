import type {ArithmeticPrecision} from "../../lib/engine/precision.js";
import {conventions} from "../../lib/catalog/conventions/lintHardware.js";
import type {HardwareEntry} from "../../lib/catalog/types.js";

/** The same accelerator with the figures at some paths multiplied, as a file with that mistake would be read. */
export function multiplied(entry: HardwareEntry, paths: readonly string[], factor: number): HardwareEntry {
  const scale = (path: string, value: number | null): number | null =>
    value !== null && paths.includes(path) ? value * factor : value;
  const {hardware} = entry;
  const peaks = Object.entries(hardware.peakFlopPerSecond) as [ArithmeticPrecision, number][];
  return {
    ...entry,
    hardware: {
      ...hardware,
      peakFlopPerSecond: Object.fromEntries(peaks.map(([key, value]) => [key, scale(`peak.${key}`, value)])),
      memoryBandwidthBytesPerSecond: scale("memory.bandwidth", hardware.memoryBandwidthBytesPerSecond),
      linkBandwidthBytesPerSecond: scale("link.bandwidth", hardware.linkBandwidthBytesPerSecond),
      hostLinkBandwidthBytesPerSecond: scale("hostLink.bandwidth", hardware.hostLinkBandwidthBytesPerSecond),
    } as HardwareEntry["hardware"],
    figures: entry.figures.map((figure) =>
      paths.includes(figure.path) && typeof figure.value === "number"
        ? {...figure, value: figure.value * factor, text: `${figure.value * factor} ${figure.unit ?? ""}`}
        : figure,
    ),
  };
}

/** The same accelerator with another capacity, such as "86 GB". */
export function withCapacity(entry: HardwareEntry, bytes: number, text: string): HardwareEntry {
  return {
    ...entry,
    hardware: {...entry.hardware, memoryCapacityBytes: bytes} as HardwareEntry["hardware"],
    figures: entry.figures.map((figure) =>
      figure.path === "memory.capacity" ? {...figure, value: bytes, text, derivation: null} : figure,
    ),
  };
}

/** The same accelerator without the figure at a path, as where no source publishes it. */
export function without(entry: HardwareEntry, path: string): HardwareEntry {
  const {hardware} = entry;
  const peaks = Object.entries(hardware.peakFlopPerSecond).filter(([key]) => path !== `peak.${key}`);
  const unless = (own: string, value: number | null): number | null => (own === path ? null : value);
  return {
    ...entry,
    hardware: {
      ...hardware,
      peakFlopPerSecond: Object.fromEntries(peaks),
      memoryBandwidthBytesPerSecond: unless("memory.bandwidth", hardware.memoryBandwidthBytesPerSecond),
      linkBandwidthBytesPerSecond: unless("link.bandwidth", hardware.linkBandwidthBytesPerSecond),
      hostLinkBandwidthBytesPerSecond: unless("hostLink.bandwidth", hardware.hostLinkBandwidthBytesPerSecond),
    } as HardwareEntry["hardware"],
    figures: entry.figures.filter((figure) => figure.path !== path),
  };
}

/** What a rule says of an accelerator, a line each, exceptions aside. */
export function departures(entry: HardwareEntry, others: readonly HardwareEntry[]): readonly string[] {
  const rest = others.filter(({hardware}) => hardware.id !== entry.hardware.id);
  return conventions.flatMap(({rule, check}) =>
    check(entry, rest).map(({figure, reason}) => `${rule} ${figure}: ${reason}`),
  );
}

import {arithmeticPrecisions, type ArithmeticPrecision} from "../engine/precision.js";
import {bytes, bytesPerSecond, flopPerSecond, watts, type FlopPerSecond} from "../engine/units.js";
import {checkAgainst} from "./checkAgainst.js";
import {FigureCollector} from "./collectFigures.js";
import {hardwareSchema} from "./hardwareSchema.js";
import type {PublishedHardware} from "./publishedHardware.js";
import type {Written} from "./schemaParts.js";
import type {HardwareEntry} from "./types.js";
import {YamlSource} from "./yamlSource.js";

/** A figure of a file, where it states one. */
type Given = {readonly value: Written} | null | undefined;

const memoryUnits = {capacity: "B", addressable: "B", bandwidth: "B/s", busWidth: "bit", dataRate: "bit/s"} as const;

/**
 * Reads the YAML of one accelerator.
 *
 * @param fileName - For messages alone.
 * @throws {CatalogError} with every mistake at its line and column.
 */
export function parseHardware(text: string, fileName: string): HardwareEntry {
  const yaml = new YamlSource(text, fileName);
  const file = checkAgainst(yaml, hardwareSchema);
  const collector = new FigureCollector(yaml, "hardware", file);

  const peaks: Partial<Record<ArithmeticPrecision, FlopPerSecond>> = {};
  for (const precision of arithmeticPrecisions) {
    const peak = file.peak[precision];
    if (peak == null) continue;
    peaks[precision] = flopPerSecond(peak.value.value);
    const unit = precision.startsWith("int") ? "OP/s" : "FLOP/s";
    collector.add(["peak", precision], peak.value.value, unit, peak, peak.value.text);
  }

  const memory = ["capacity", "addressable", "bandwidth", "busWidth", "dataRate"] as const;
  for (const key of memory) {
    const given = file.memory[key];
    if (given) collector.add(["memory", key], given.value.value, memoryUnits[key], given, given.value.text);
  }
  for (const key of ["link", "hostLink"] as const) {
    const given = file[key]?.bandwidth;
    if (given) collector.add([key, "bandwidth"], given.value.value, "B/s", given, given.value.text);
  }
  if (file.power) collector.add(["power"], file.power.value.value, "W", file.power, file.power.value.text);

  const figures = collector.finish();
  const published = <Value>(given: Given, unit: (value: number) => Value): Value | null =>
    given ? unit(given.value.value) : null;
  const plain = (value: number): number => value;
  const hardware: PublishedHardware = {
    id: file.id,
    name: file.name,
    vendor: file.vendor,
    tier: file.tier,
    releaseYear: file.released ?? null,
    peakFlopPerSecond: peaks,
    memoryCapacityBytes: published(file.memory.capacity, bytes),
    memoryAddressableBytes: published(file.memory.addressable, bytes),
    memoryBandwidthBytesPerSecond: published(file.memory.bandwidth, bytesPerSecond),
    linkBandwidthBytesPerSecond: published(file.link?.bandwidth, bytesPerSecond),
    hostLinkBandwidthBytesPerSecond: published(file.hostLink?.bandwidth, bytesPerSecond),
    powerWatts: published(file.power, watts),
  };
  return {
    hardware,
    architecture: file.architecture ?? null,
    formFactor: file.formFactor ?? null,
    memoryBusBits: published(file.memory.busWidth, plain),
    memoryPinBitsPerSecond: published(file.memory.dataRate, plain),
    exceptions: file.exceptions.map((exception, index) => ({...exception, line: yaml.lineOf(["exceptions", index])})),
    symbol: file.symbol,
    aliases: file.aliases,
    memoryType: file.memory.type ?? null,
    linkName: file.link?.name ?? null,
    hostLinkName: file.hostLink?.name ?? null,
    figures,
  };
}

import {arithmeticPrecisions, type ArithmeticPrecision} from "../engine/precision.js";
import type {Hardware} from "../engine/types.js";
import {bytes, bytesPerSecond, flopPerSecond, watts, type FlopPerSecond} from "../engine/units.js";
import {checkAgainst} from "./checkAgainst.js";
import {FigureCollector} from "./collectFigures.js";
import {hardwareSchema} from "./hardwareSchema.js";
import type {HardwareEntry} from "./types.js";
import {YamlSource} from "./yamlSource.js";

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

  const {capacity, addressable, bandwidth} = file.memory;
  collector.add(["memory", "capacity"], capacity.value.value, "B", capacity, capacity.value.text);
  if (addressable)
    collector.add(["memory", "addressable"], addressable.value.value, "B", addressable, addressable.value.text);
  collector.add(["memory", "bandwidth"], bandwidth.value.value, "B/s", bandwidth, bandwidth.value.text);
  for (const key of ["link", "hostLink"] as const) {
    const given = file[key]?.bandwidth;
    if (given) collector.add([key, "bandwidth"], given.value.value, "B/s", given, given.value.text);
  }
  if (file.power) collector.add(["power"], file.power.value.value, "W", file.power, file.power.value.text);

  const figures = collector.finish();
  const link = file.link?.bandwidth.value.value;
  const hostLink = file.hostLink?.bandwidth.value.value;
  const power = file.power?.value.value;
  const hardware: Hardware = {
    id: file.id,
    name: file.name,
    vendor: file.vendor,
    tier: file.tier,
    releaseYear: file.released ?? null,
    peakFlopPerSecond: peaks,
    memoryCapacityBytes: bytes(capacity.value.value),
    memoryAddressableBytes: addressable ? bytes(addressable.value.value) : null,
    memoryBandwidthBytesPerSecond: bytesPerSecond(bandwidth.value.value),
    linkBandwidthBytesPerSecond: link === undefined ? null : bytesPerSecond(link),
    hostLinkBandwidthBytesPerSecond: hostLink === undefined ? null : bytesPerSecond(hostLink),
    powerWatts: power === undefined ? null : watts(power),
  };
  return {
    hardware,
    symbol: file.symbol,
    aliases: file.aliases,
    memoryType: file.memory.type ?? null,
    linkName: file.link?.name ?? null,
    hostLinkName: file.hostLink?.name ?? null,
    figures,
  };
}

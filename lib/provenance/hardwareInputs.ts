import type {ArithmeticPrecision} from "../engine/precision.js";
import type {Configuration} from "../engine/types.js";
import {catalogInput, type FindFigure} from "./catalogInput.js";
import type {InputFigure} from "./types.js";
import type {Used} from "./used.js";

/** The data-sheet figures that a profile rests on: those of the formats, links and limits that it uses. */
export function hardwareInputs({hardware}: Configuration, used: Used, find: FindFigure): InputFigure[] {
  const inputs: InputFigure[] = [];
  const add = (path: string, value: number | null | undefined, unit: string) => {
    if (value != null) inputs.push(catalogInput(find, "hardware", hardware.id, path, value, unit));
  };
  for (const format of formatsOf(used))
    add(`peak.${format}`, hardware.peakFlopPerSecond[format], format.startsWith("int") ? "OP/s" : "FLOP/s");
  // What the driver reports takes the place of the data sheet's figure.
  if (hardware.memoryAddressableBytes === null) add("memory.capacity", hardware.memoryCapacityBytes, "B");
  else add("memory.addressable", hardware.memoryAddressableBytes, "B");
  add("memory.bandwidth", hardware.memoryBandwidthBytesPerSecond, "B/s");
  if (used.timed && used.link) add("link.bandwidth", hardware.linkBandwidthBytesPerSecond, "B/s");
  const instead = used.link && hardware.linkBandwidthBytesPerSecond === null;
  if (used.timed && (used.host || instead)) add("hostLink.bandwidth", hardware.hostLinkBandwidthBytesPerSecond, "B/s");
  if (used.energy) add("power", hardware.powerWatts, "W");
  return inputs;
}

/** Formats whose peaks count: of products always, for the ridge point is theirs; the others where there is a time. */
function formatsOf({rates, timed, attention, perHeadAttention, widening}: Used): ReadonlySet<ArithmeticPrecision> {
  const formats = new Set([rates.matrixFormat]);
  if (timed && attention) formats.add(rates.attentionFormat);
  if (timed && ((widening && rates.widening > 0) || perHeadAttention)) formats.add("fp32");
  return formats;
}

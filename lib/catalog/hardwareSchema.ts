import * as z from "zod";
import {arithmeticPrecisions, type ArithmeticPrecision} from "../engine/precision.js";
import {tiers} from "../engine/types.js";
import {closedObject, figure, identifier, line, sources, symbol} from "./schemaParts.js";

/** Integer formats state operations (OP/s), the others floating-point operations (FLOP/s). */
function isInteger(precision: ArithmeticPrecision): boolean {
  return precision.startsWith("int");
}

const peak = (precision: ArithmeticPrecision) =>
  figure(isInteger(precision) ? "opPerSecond" : "flopPerSecond").nullish();

const link = closedObject({name: line, bandwidth: figure("bytesPerSecond")}).nullish();

/**
 * The file of one accelerator. Peaks are dense, links per direction, units decimal. What no source publishes is left out
 * or null.
 */
export const hardwareSchema = closedObject({
  id: identifier,
  name: line,
  symbol,
  aliases: z.array(identifier).default([]),
  vendor: line,
  tier: z.enum(tiers),
  released: z.int().min(1970).max(2100).nullish(),
  sources,
  source: identifier.optional(),
  peak: closedObject(
    Object.fromEntries(arithmeticPrecisions.map((precision) => [precision, peak(precision)])) as Record<
      ArithmeticPrecision,
      ReturnType<typeof peak>
    >,
  ).refine((peaks) => Object.values(peaks).some((given) => given != null), {
    message: "must state the peak rate of at least one format",
  }),
  memory: closedObject({
    capacity: figure("bytes"),
    addressable: figure("memory").nullish(),
    bandwidth: figure("bytesPerSecond"),
    type: line.nullish(),
  }),
  link,
  hostLink: link,
  power: figure("power").nullish(),
});

/** A hardware file that passed the schema. */
export type HardwareFile = z.infer<typeof hardwareSchema>;

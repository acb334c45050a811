import * as z from "zod";
import {arithmeticPrecisions, type ArithmeticPrecision} from "../engine/precision.js";
import {tiers} from "../engine/types.js";
import {conventionRules} from "./conventionRules.js";
import {closedObject, figure, identifier, line, sources, symbol} from "./schemaParts.js";
import {formFactors} from "./types.js";

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
  architecture: line.nullish(),
  formFactor: z.enum(formFactors).nullish(),
  released: z.int().min(1970).max(2100).nullish(),
  sources,
  source: identifier.optional(),
  peak: closedObject(
    Object.fromEntries(arithmeticPrecisions.map((precision) => [precision, peak(precision)])) as Record<
      ArithmeticPrecision,
      ReturnType<typeof peak>
    >,
  ),
  memory: closedObject({
    capacity: figure("bytes").nullish(),
    addressable: figure("memory").nullish(),
    bandwidth: figure("bytesPerSecond").nullish(),
    busWidth: figure("bits").nullish(),
    dataRate: figure("bitsPerSecond").nullish(),
    type: line.nullish(),
  }),
  link,
  hostLink: link,
  power: figure("power").nullish(),
  /** Figures that depart from a convention and are right all the same. */
  exceptions: z.array(closedObject({rule: z.enum(conventionRules), figure: line, reason: line})).default([]),
});

/** A hardware file that passed the schema. */
export type HardwareFile = z.infer<typeof hardwareSchema>;

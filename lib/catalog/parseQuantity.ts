import {UserError} from "../engine/userError.js";

/** What a figure measures. Integer and floating-point operations are kept apart so that each format states its own. */
export type Dimension =
  | "bytes"
  | "memory"
  | "bytesPerSecond"
  | "bits"
  | "bitsPerSecond"
  | "flopPerSecond"
  | "opPerSecond"
  | "power"
  | "time"
  | "fraction";

interface DimensionRule {
  /** The SI unit that values are stored in. */
  readonly unit: string;
  /** For messages: what is expected, and an example that parses. */
  readonly words: string;
  readonly example: string;
  /** Decimal exponent by unit, relative to `unit`. */
  readonly exponents: Readonly<Record<string, number>>;
  /** Binary units (MiB, GiB) are read too: what a driver reports is counted in them. */
  readonly binary?: true;
}

/** Exponents of `base` under the given SI prefixes. */
function scaled(base: string, prefixes: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(prefixes).map(([prefix, exponent]) => [prefix + base, exponent]));
}

const large = {"": 0, k: 3, M: 6, G: 9, T: 12, P: 15};

/** The unit, the words and the accepted spellings of each dimension. */
export const dimensions: Readonly<Record<Dimension, DimensionRule>> = {
  bytes: {unit: "B", words: "bytes", example: "80 GB", exponents: scaled("B", large)},
  memory: {unit: "B", words: "bytes", example: "81559 MiB", exponents: scaled("B", large), binary: true},
  bytesPerSecond: {unit: "B/s", words: "bytes per second", example: "3.35 TB/s", exponents: scaled("B/s", large)},
  bits: {unit: "bit", words: "a width in bits", example: "5120 bit", exponents: scaled("bit", {"": 0, k: 3})},
  bitsPerSecond: {
    unit: "bit/s",
    words: "bits per second",
    example: "5.2 Gbit/s",
    exponents: scaled("bit/s", {"": 0, k: 3, M: 6, G: 9}),
  },
  flopPerSecond: {
    unit: "FLOP/s",
    words: "operations per second",
    example: "989 TFLOP/s",
    exponents: scaled("FLOP/s", large),
  },
  opPerSecond: {
    unit: "OP/s",
    words: "integer operations per second",
    example: "1979 TOP/s",
    exponents: scaled("OP/s", large),
  },
  power: {unit: "W", words: "watts", example: "700 W", exponents: scaled("W", {"": 0, m: -3, k: 3})},
  time: {unit: "s", words: "a time", example: "9.85 us", exponents: scaled("s", {"": 0, m: -3, u: -6, µ: -6, n: -9})},
  fraction: {unit: "", words: "a number", example: "0.85", exponents: {"": 0}},
};

const pattern = /^(\d{1,15}(?:\.\d{1,15})?)(?: ?([A-Za-zµ/]{1,12}))?$/;
const binary = /^([kMGTP])i(B(?:\/s)?)$/;

/**
 * Reads "3.35 TB/s" as 3.35e12, in the SI unit of its dimension.
 *
 * @throws {UserError} where the text is no number with a unit of that dimension. The message has no place in a file:
 * that is the caller's to add.
 */
export function parseQuantity(text: string, dimension: Dimension): number {
  const rule = dimensions[dimension];
  const fail = (reason = ""): never => {
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    throw new UserError(`expected ${rule.words} such as "${rule.example}", got ${JSON.stringify(shown)}${reason}`);
  };
  const [, digits, unit = ""] = pattern.exec(text) ?? [];
  if (digits === undefined) return fail();
  const [, prefix, base] = binary.exec(unit) ?? [];
  if (prefix !== undefined && base !== undefined) {
    const power = "kMGTP".indexOf(prefix) + 1;
    if (rule.binary === true) return base === rule.unit ? Number(digits) * 1024 ** power : fail();
    const decimal = (Number(digits) * 1024 ** power) / 1000 ** power;
    return fail(
      `: units here are decimal (1 GB is 10^9 B), so write "${Number(decimal.toPrecision(4))} ${prefix}${base}"`,
    );
  }
  const exponent = Object.hasOwn(rule.exponents, unit) ? rule.exponents[unit] : undefined;
  // Parsing "3.35e12" once rounds once; 3.35 * 1e12 would round twice.
  return exponent === undefined ? fail() : Number(`${digits}e${exponent}`);
}

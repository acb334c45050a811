import {parseQuantity, type Dimension} from "../catalog/parseQuantity.js";
import {UserError} from "../engine/userError.js";
import type {Flags, FlagSpec} from "./flags.js";
import {quoted} from "./quoted.js";

/** A flag that takes a quantity. */
export interface QuantitySpec extends FlagSpec {
  readonly expected: string;
  readonly dimension: Dimension;
  /** Whether zero is a value: a price may be none, a target may not. */
  readonly zero: boolean;
}

/**
 * The quantity that a flag states, in its SI unit; undefined where it was not given.
 *
 * @throws UserError where it is no such quantity.
 */
export function readQuantity(flags: Flags, {name, expected, dimension, zero}: QuantitySpec): number | undefined {
  const text = flags.values.get(name);
  if (text === undefined) return undefined;
  const value = quantityOrNull(text.trim(), dimension);
  if (value !== null && (value > 0 || zero)) return value;
  throw new UserError(`--${name}: expected ${expected}, got ${quoted(text)}`);
}

function quantityOrNull(text: string, dimension: Dimension): number | null {
  try {
    return parseQuantity(text, dimension);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

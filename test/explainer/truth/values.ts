import type {Claim} from "../../../lib/explainer/types.js";
import type {Expected, Optional} from "./checker.js";
import {holds} from "./sentence.js";

/** States that the values are those that were recomputed, no more and no fewer. */
export function checkValues(values: Claim["values"], expected: Expected): void {
  const isOptional = (value: Expected[string]): value is Optional => typeof value === "object";
  for (const [key, value] of Object.entries(expected)) {
    holds(key in values || isOptional(value), () => `value ${key} is missing`);
  }
  for (const [key, stated] of Object.entries(values)) {
    const recomputed = expected[key];
    holds(recomputed !== undefined, () => `value ${key} is not known`);
    const value = isOptional(recomputed) ? recomputed.optional : recomputed;
    const alike =
      typeof stated === "number" && typeof value === "number"
        ? Math.abs(stated - value) <= 1e-7 * Math.abs(value) + 1e-15
        : stated === value;
    holds(alike, () => `value ${key} is ${stated}, and should be ${value}`);
  }
}

import type {Quantity} from "../engine/units.js";

/** `T` with its quantities as bare numbers: how generated code writes them. */
export type Plain<T> =
  T extends Quantity<string> ? number : T extends object ? {readonly [Key in keyof T]: Plain<T[Key]>} : T;

/** Freezes all the way down: a registry is shared by everything that imports it. */
function freeze(value: object): void {
  for (const inner of Object.values(value)) if (typeof inner === "object" && inner !== null) freeze(inner as object);
  Object.freeze(value);
}

/** States that generated facts are in SI units, and freezes them. */
export function defineRegistry<Registry extends object>(facts: Plain<Registry> & object): Registry {
  freeze(facts);
  return facts as unknown as Registry;
}

import type {Quantity} from "../engine/units.js";
import {completeModel, type ModelFacts} from "./completeModel.js";

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

/** Completes generated facts of models, which leave out what a model has nothing special of, and freezes them. */
export function defineModels<Registry extends object>(
  facts: Readonly<Record<keyof Registry, Readonly<Record<string, ModelFacts>>>>,
): Registry {
  const complete = Object.entries<Readonly<Record<string, ModelFacts>>>(facts).map(([collection, members]) => [
    collection,
    Object.fromEntries(Object.entries(members).map(([symbol, model]) => [symbol, completeModel(model)])),
  ]);
  const registry = Object.fromEntries(complete) as Registry;
  freeze(registry);
  return registry;
}

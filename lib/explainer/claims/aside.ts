import type {Claim} from "../types.js";

/** What is said beside something else, with the numbers of it. */
export interface Aside {
  readonly text: string;
  readonly values: Claim["values"];
}

/** The values of a sentence with those of what it says beside. */
export function valuesOf(values: Claim["values"], ...asides: readonly (Aside | null | undefined)[]): Claim["values"] {
  return Object.assign(values, ...asides.map((aside) => aside?.values)) as Claim["values"];
}

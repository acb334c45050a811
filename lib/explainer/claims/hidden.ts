import type {FittingProfile, Regime} from "../../engine/types.js";
import {termNames} from "../describe.js";
import {listed} from "../format.js";

/** The terms of an operator of which the longest is its time, and the others are hidden behind it. */
export const overlapping = ["compute", "memory", "link"] as const satisfies readonly Regime[];

/** What a term that takes no time is hidden behind, in words; "" where there is no work of its kind. */
export function hiddenBehind(term: Regime, {operators}: Pick<FittingProfile, "operators">): string {
  if (term === "overhead") return "";
  const others = overlapping.filter((other) => other !== term);
  const longest = operators
    .filter((operator) => operator[`${term}Seconds`] > 0)
    .map((operator) => others.reduce((a, b) => (operator[`${b}Seconds`] > operator[`${a}Seconds`] ? b : a)));
  return listed(overlapping.filter((other) => longest.includes(other)).map((other) => termNames[other]));
}

/** " (it was hidden behind memory traffic)": said of a term that takes no time; "" where there is no work of its kind. */
export function hidden(term: Regime, profile: FittingProfile, verb: "was" | "is"): string {
  const behind = hiddenBehind(term, profile);
  return behind === "" ? "" : ` (it ${verb} hidden behind ${behind})`;
}

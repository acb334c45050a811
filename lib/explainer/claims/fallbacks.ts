import type {Profile} from "../../engine/types.js";
import type {Claim, Side} from "../types.js";
import {sides, type Answer, type Draft, type NoAnswer} from "./draft.js";
import {worth} from "./worth.js";

/** What either side computes in a wider format, each machine once; of a side that does not fit nothing is computed. */
export function fallbackDrafts(answer: Answer | NoAnswer): Draft[] {
  const claims = sides
    .filter((side) => answer[side].profile.fits)
    .flatMap((side) => fallbackClaims(answer[side].profile, side));
  return claims
    .filter(({text}, index) => claims.findIndex((other) => other.text === text) === index)
    .map((claim) => {
      const subject = claims.filter(({text}) => text === claim.text).flatMap((same) => same.subject);
      return {claim: () => ({...claim, subject: [...new Set(subject)]}), worth: worth.fallback};
    });
}

/** The formats that a side's hardware lacks. */
export function fallbackClaims({configuration, precisionFallbacks}: Profile, side: Side): Claim[] {
  return precisionFallbacks.map(({requested, used}) => ({
    id: "precision-fallback",
    subject: ["factor:activation-precision", `side:${side}`],
    text: `${configuration.hardware.name} has no ${requested} arithmetic: it keeps its data in ${requested} and computes in ${used}.`,
    values: {side, requested, used},
  }));
}

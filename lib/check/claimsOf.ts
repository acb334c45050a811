import {doesNotFitClaims} from "../explainer/claims/fits.js";
import type {Claim} from "../explainer/types.js";
import type {ScenarioOutcome} from "./types.js";

/**
 * What the explainer has to say of an outcome. That the head does not fit comes first, with what is missing and what would fit:
 * that is so whether or not there is a base that it could be compared with.
 */
export function claimsOf({after, explanation}: ScenarioOutcome): readonly Claim[] {
  const claims = explanation?.claims ?? [];
  if (after === null || after.profile.fits) return claims;
  const told = claims.filter(isUnfitHead);
  return [
    ...(told.length > 0 ? told : doesNotFitClaims(after.profile, "proposal")),
    ...claims.filter((claim) => !isUnfitHead(claim)),
  ];
}

/** Whether a claim says that the head does not fit. */
export function isUnfitHead({id, values}: Claim): boolean {
  return id === "does-not-fit" && values["side"] === "proposal";
}

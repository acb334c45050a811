import {checkClaims} from "../truth/checkClaims.js";
import {Facts} from "../truth/facts.js";
import {impossibleSides} from "../truth/measuredTruth.js";
import {hold, type Property, type Swept} from "./property.js";

/** The sentences: what must hold of each, and what must not be left unsaid. */
export const truthProperties: readonly Property<Swept>[] = [
  {
    title: "says only what is true: each sentence is read, and recomputed from the two configurations",
    check: ({explanation, ...comparison}) => {
      const facts = new Facts(comparison, explanation);
      checkClaims(comparison, explanation, facts);
      const told = explanation.claims
        .filter(({id}) => id === "impossible-measurement")
        .map(({values}) => values["side"]);
      const expected = impossibleSides(facts);
      hold(told.join() === expected.join(), () => `impossible are ${expected.join()}, and told ${told.join()}`);
    },
  },
  {
    title: "begins with the answer, and says of each side that is computed in a wider format that it is",
    check: ({explanation: {claims, baseline, proposal}}) => {
      const [first] = claims;
      const leads = ["faster", "slower", "takes-less", "takes-more", "no-change", "does-not-fit"];
      hold(leads.includes(first?.id ?? ""), () => `begins with ${first?.id}`);
      for (const {profile, configuration} of [baseline, proposal]) {
        for (const {requested, used} of profile.fits ? profile.precisionFallbacks : []) {
          const said = claims.some(
            ({id, text}) =>
              id === "precision-fallback" && text.startsWith(`${configuration.hardware.name} has no ${requested} `),
          );
          hold(said, () => `${configuration.hardware.name} computes ${requested} in ${used}, and nothing says so`);
        }
      }
    },
  },
];

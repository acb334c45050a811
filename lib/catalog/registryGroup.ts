import type {Tier} from "../engine/types.js";

/** First level of the `Hardware` registry for a tier: "cloud" is `Hardware.Cloud`. */
export function registryGroup(tier: Tier): Capitalize<Tier> {
  return (tier.charAt(0).toUpperCase() + tier.slice(1)) as Capitalize<Tier>;
}

import {costOf} from "../../../lib/engine/roofline.js";
import {stepTime} from "../../../lib/engine/stepTime.js";
import {regimes, type Configuration, type Regime} from "../../../lib/engine/types.js";
import {spentOn} from "./regimeTruth.js";

/** What hides the work of a term: the terms that operators are charged to whose work of that kind takes no longer. */
export function hiddenBehind(configuration: Configuration, term: Regime): string {
  if (term === "overhead") return "";
  const {operators, rates} = stepTime(configuration);
  const bound = new Set<Regime>();
  for (const operator of operators) {
    const cost = costOf(operator, rates);
    if (cost[`${term}Seconds`] > 0) bound.add(cost.binding);
  }
  return regimes
    .filter((regime) => bound.has(regime))
    .map((regime) => spentOn[regime])
    .join(" and ");
}

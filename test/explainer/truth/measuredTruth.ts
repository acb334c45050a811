import type {Claim} from "../../../lib/explainer/types.js";
import type {Checker} from "./checker.js";
import {bothSides, isNoticeable, type Facts} from "./facts.js";
import {sideOf} from "./memoryTruth.js";
import {limitSeconds} from "./recompute.js";
import {holds, states} from "./sentence.js";
import type {Side} from "../../../lib/explainer/types.js";

const checkUnexplained: Checker = (sentence, facts) => {
  const [before, after] = [facts.slower("baseline"), facts.slower("proposal")];
  const multiplier = before / after;
  sentence.begin(facts.labels.baseline);
  sentence.take(" takes ");
  states(sentence.ratio(), before, "measured ÷ predicted time of the baseline");
  sentence.take(` its predicted time and ${facts.labels.proposal} `);
  states(sentence.ratio(), after, "measured ÷ predicted time of the proposal");
  if (isNoticeable(multiplier)) {
    sentence.take(", which leaves a factor of ");
    states(sentence.factor(), multiplier, "what is unexplained");
    sentence.take(" unexplained.");
  } else sentence.take(", which leaves less than 1 % of the ratio unexplained.");
  return {baselineRatio: before, proposalRatio: after, multiplier};
};

const checkImpossible: Checker = (sentence, facts, claim) => {
  const side = sideOf(claim);
  const {fits} = facts.solved()[side];
  const measuredSeconds = facts.options.measured![`${side}Seconds`];
  sentence.begin(facts.labels[side]);
  sentence.take(" was measured at ");
  states(sentence.duration(), measuredSeconds, "measured time");
  sentence.take(` ${facts.period(side)}, `);
  if (!fits) {
    sentence.take(
      "though by this count it does not fit: check the batch, the precision and the number of accelerators.",
    );
    return {side, fits, measuredSeconds};
  }
  const limit = limitSeconds(facts.held(side));
  holds(measuredSeconds < limit, () => `${measuredSeconds} s is possible: the limit is ${limit} s`);
  sentence.take("less than the ");
  states(sentence.duration(), limit, "limit");
  sentence.take(" that no software can beat: check the batch, the precision, sparsity and the number of accelerators.");
  return {side, fits, measuredSeconds, limitSeconds: limit};
};

/** Sides whose measured time is impossible: each must be told. */
export function impossibleSides(facts: Facts): Side[] {
  const {measured} = facts.options;
  if (measured === undefined) return [];
  return bothSides.filter(
    (side) => !facts.solved()[side].fits || measured[`${side}Seconds`] < limitSeconds(facts.held(side)) * (1 - 1e-8),
  );
}

/** What two measured times say. */
export const measuredCheckers = {
  unexplained: checkUnexplained,
  "impossible-measurement": checkImpossible,
} satisfies Partial<Record<Claim["id"], Checker>>;

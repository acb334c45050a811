import {capitalised, formatRatio} from "../format.js";
import {strongestFirst} from "../strongestFirst.js";
import type {Interaction} from "../types.js";
import {causeNamed} from "./causes.js";
import {type Answer, type Draft} from "./draft.js";
import {worth} from "./worth.js";

/** In log units: from the first on an interaction is told where all is asked for, from the second always, from the third early. */
const [least, aside, strong] = [0.03, 0.1, 0.2];

/** The two causes that do most to one another: together they give more, or less, than what each gives alone. */
export function interactionDraft(answer: Answer): Draft | null {
  const [first] = strongestFirst(answer.interactions);
  if (first === undefined) return null;
  const size = Math.abs(Math.log(first.multiplier));
  if (!(size >= least)) return null;
  const [one, other] = first.factors;
  const names = `${capitalised(causeNamed(one, answer))} and ${causeNamed(other, answer)}`;
  return {
    claim: () => ({
      id: "needs-both",
      subject: [`factor:${one}`, `factor:${other}`],
      text: `${names} ${relation(first, answer)}: starting from ${answer.baseline.label}, both together give ${formatRatio(first.multiplier)} the product of what each gives alone.`,
      values: {first: one, second: other, multiplier: first.multiplier},
    }),
    worth: size >= strong ? worth.strongInteraction : size >= aside ? worth.interaction : null,
  };
}

/** Two gains need each other or overlap; of a loss neither can be said. */
function relation({factors: ids, multiplier}: Interaction, {factors}: Answer): string {
  const gains = factors.filter((factor) => ids.includes(factor.id) && factor.multiplier > 1);
  if (gains.length < 2) return "depend on each other";
  return multiplier > 1 ? "need each other" : "overlap";
}

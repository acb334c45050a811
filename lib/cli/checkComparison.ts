import {alternatives} from "../catalog/alternatives.js";
import type {Configuration} from "../engine/types.js";
import {UserError} from "../engine/userError.js";
import {capacitySetsSpeed, gapTo, type HeadlineChoice} from "../explainer/gap.js";
import {isRate} from "../explainer/rates.js";
import {headlineWords, type AnsweredExplanation, type Metric} from "../explainer/types.js";

/** Energy can be compared only where both sides publish their power. */
export function checkPower(metric: Metric | undefined, sides: readonly Configuration[]): void {
  if (metric !== "energy") return;
  const unknown = sides.find(({hardware}) => hardware.powerWatts === null);
  if (unknown === undefined) return;
  throw new UserError(`--metric energy: ${unknown.hardware.name} has no published power, expected another --metric`);
}

/** A reader who names a headline is owed the gap to it, or to hear why there is none. */
export function checkHeadline(explanation: AnsweredExplanation, headline: HeadlineChoice): void {
  if (explanation.gap !== null) return;
  const able = headlineWords.filter((word) => gapTo(word, explanation) !== null);
  const instead = able.length === 0 ? "a claimed ratio such as 30x" : alternatives(able);
  throw new UserError(`--headline: ${reasonAgainst(explanation, headline)}, expected ${instead}`);
}

/** Why no gap leads from a headline to the speed-up. */
function reasonAgainst(explanation: AnsweredExplanation, headline: HeadlineChoice): string {
  if (headline === "memory-capacity" && !capacitySetsSpeed(explanation)) {
    return "memory-capacity sets the speed-up only with --batch max on both sides and --metric throughput";
  }
  const factor = explanation.factors.find(({id}) => id === headline);
  if (factor === undefined) return `${headline} does not differ between the two by itself`;
  return isRate(factor.id) && factor.capture === null
    ? `${factor.id} has no single ratio, since the formats in use gain unlike ones`
    : `${headline} is not used by both sides`;
}

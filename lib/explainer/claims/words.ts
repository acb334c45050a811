import type {Configuration} from "../../engine/types.js";
import {unitMade, type MadeUnit} from "../../engine/unitMade.js";
import {perPhase} from "../describe.js";
import {formatRatio, listed} from "../format.js";
import type {Factor, Metric, Side} from "../types.js";
import {isNoticeable, type Answer} from "./draft.js";

type Sides = Readonly<Record<Side, {readonly configuration: Configuration}>>;

/** What both sides make, or null where one makes tokens and the other samples. */
export function commonUnit({baseline, proposal}: Sides): MadeUnit | null {
  const unit = unitMade(proposal.configuration);
  return unitMade(baseline.configuration) === unit ? unit : null;
}

/** "a step" or "a pass" where it is the same on both sides. */
export function commonPeriod({baseline, proposal}: Sides): string | null {
  const period = periodOf(proposal.configuration);
  return periodOf(baseline.configuration) === period ? period : null;
}

/** "a step" or "a pass": what a time is that of. */
export function periodOf({scenario}: Configuration): string {
  return perPhase[scenario.phase];
}

/** What a cause multiplies: "the speed-up", or by the other metrics what is made for a second, a joule or a dollar. */
export function gained(answer: Sides & {readonly metric: Metric}): string {
  const unit = commonUnit(answer);
  const made = unit === null ? "what is made" : `${unit}s`;
  switch (answer.metric) {
    case "latency":
      return "the speed-up";
    case "throughput":
      return `${made} per second`;
    case "energy":
      return `${made} per joule`;
    case "cost":
      return `${made} per dollar`;
  }
}

/** "it" or "them": what stands for what a cause multiplies. */
export function itOrThem(answer: Sides & {readonly metric: Metric}): "it" | "them" {
  return answer.metric === "latency" || commonUnit(answer) === null ? "it" : "them";
}

/** "the speed-up is 1.39×", "tokens per joule fall to 0.79×". */
export function outcome(answer: Pick<Answer, "baseline" | "proposal" | "metric" | "speedup" | "measured">): string {
  const {metric, speedup, measured} = answer;
  const ratio = formatRatio(speedup);
  if (metric === "latency") return `the ${measured === null ? "" : "measured "}speed-up is ${ratio}`;
  const verb = !isNoticeable(speedup) ? "stay at" : speedup > 1 ? "rise" : "fall to";
  return `${gained(answer)} ${commonUnit(answer) === null ? verb.replace(/^(stay|rise|fall)/, "$1s") : verb} ${ratio}`;
}

/** The name of a cause; of causes that were merged the first two. */
export function causeName({id, label}: Pick<Factor, "id" | "label">): string {
  if (!id.includes("+")) return label;
  const labels = label.split(" and ");
  return commonNoun(labels) ?? withMore(labels);
}

/** "weight, compute and KV cache precision" of labels that all end in that word; else null. */
export function commonNoun(labels: readonly string[]): string | null {
  const noun = " precision";
  return labels.every((label) => label.endsWith(noun))
    ? `${listed(labels.map((label) => label.slice(0, -noun.length)))}${noun}`
    : null;
}

/** "peak FLOP/s with compute precision", "model shape with 3 more causes". */
export function withMore([first = "", ...others]: readonly string[]): string {
  if (others.length === 0) return first;
  return `${first} with ${others.length === 1 ? others[0] : `${others.length} more causes`}`;
}

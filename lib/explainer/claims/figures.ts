import {apart, formatDuration, formatThroughput} from "../format.js";
import type {Side} from "../types.js";
import {unitMade} from "../../engine/unitMade.js";
import {isNoticeable, type Answer} from "./draft.js";
import {commonPeriod, commonUnit, periodOf} from "./words.js";

/** A time and a rate of each side: as measured where that is known, else as predicted. */
export interface Figures {
  readonly baselineSeconds: number;
  readonly proposalSeconds: number;
  readonly baselinePerSecond: number;
  readonly proposalPerSecond: number;
}

/** The times and rates that the answer rests on. */
export function figuresOf({measured, baseline, proposal}: Answer): Figures {
  const profiles = {baseline: baseline.profile, proposal: proposal.profile};
  const seconds = (side: Side) => measured?.[side].seconds ?? profiles[side].latencySeconds;
  // Another time for the same work.
  const rate = (side: Side) => {
    const {throughputPerSecond, latencySeconds} = profiles[side];
    return (throughputPerSecond * latencySeconds) / seconds(side);
  };
  return {
    baselineSeconds: seconds("baseline"),
    proposalSeconds: seconds("proposal"),
    baselinePerSecond: rate("baseline"),
    proposalPerSecond: rate("proposal"),
  };
}

/** "8.0 ms against 11.0 ms a step": the proposal first. */
export function times(answer: Answer, {baselineSeconds, proposalSeconds}: Figures): string {
  const [after, before] = apart(formatDuration, proposalSeconds, baselineSeconds);
  const period = commonPeriod(answer);
  if (period !== null) return `${after} against ${before} ${period}`;
  const {baseline, proposal} = answer;
  return `${after} ${periodOf(proposal.configuration)} against ${before} ${periodOf(baseline.configuration)}`;
}

/** "147 tokens/s against 98.2 tokens/s": the proposal first. */
export function rates(answer: Answer, {baselinePerSecond, proposalPerSecond}: Figures): string {
  const {baseline, proposal} = answer;
  const unit = commonUnit(answer);
  if (unit === null) {
    const [after, before] = [proposal, baseline].map(({configuration}) => unitMade(configuration));
    return `${formatThroughput(proposalPerSecond, after)} against ${formatThroughput(baselinePerSecond, before)}`;
  }
  const format = (value: number, extra: number) => formatThroughput(value, unit, extra);
  return apart(format, proposalPerSecond, baselinePerSecond).join(" against ");
}

/**
 * Whether the answer tells the tokens per second beside the time of a step: where a step of the two sides makes unlike amounts,
 * the one without the other misleads.
 */
export function tellsBoth(answer: Answer): boolean {
  const {metric, measured, speedup, throughputSpeedup, latencySpeedup} = answer;
  return (
    metric === "latency" &&
    measured === null &&
    commonUnit(answer) !== null &&
    [speedup, throughputSpeedup, throughputSpeedup / latencySpeedup].every(isNoticeable)
  );
}

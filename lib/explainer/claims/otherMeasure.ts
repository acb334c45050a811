import {capitalised, formatRatio} from "../format.js";
import {isNoticeable, type Answer, type Draft} from "./draft.js";
import {figuresOf, rates, tellsBoth, times, type Figures} from "./figures.js";
import {commonPeriod, commonUnit} from "./words.js";
import {worth} from "./worth.js";

/**
 * The other half of the story where a step of the two sides makes unlike amounts: the tokens per second beside its time, or
 * its time beside the tokens per second; and the time beside energy and cost.
 */
export function otherMeasureDraft(answer: Answer): Draft | null {
  const {metric, throughputSpeedup, latencySpeedup, factors} = answer;
  const unit = commonUnit(answer);
  const unlike = isNoticeable(throughputSpeedup / latencySpeedup);
  if (unit === null || factors.length === 0) return null;
  const figures = figuresOf(answer);
  if (metric === "throughput") return unlike ? stepTime(answer, figures) : null;
  if (metric === "latency") return unlike && !tellsBoth(answer) ? throughput(answer, figures, unit) : null;
  return {...(unlike ? throughput(answer, figures, unit) : stepTime(answer, figures)), worth: worth.timeBeside};
}

function stepTime(answer: Answer, figures: Figures): Draft {
  const {baselineSeconds, proposalSeconds} = figures;
  const ratio = proposalSeconds / baselineSeconds;
  const period = commonPeriod(answer);
  const one = period === null ? "It" : `${capitalised(period.replace(/^a /, "one "))} of ${answer.proposal.label}`;
  const long = isNoticeable(ratio) ? `${formatRatio(ratio)} as long` : "as long within 1 %";
  const told = period === null ? times(answer, figures) : times(answer, figures).replace(` ${period}`, "");
  return {
    claim: () => ({
      id: "step-time",
      subject: ["side:baseline", "side:proposal"],
      text: `${one} takes ${long}: ${told}.`,
      values: {baselineSeconds, proposalSeconds, ratio},
    }),
    worth: worth.otherMeasure,
  };
}

function throughput(answer: Answer, figures: Figures, unit: string): Draft {
  const {baselinePerSecond, proposalPerSecond} = figures;
  const throughputSpeedup = proposalPerSecond / baselinePerSecond;
  const gives = isNoticeable(throughputSpeedup) ? `gives ${formatRatio(throughputSpeedup)}` : "is within 1 %";
  return {
    claim: () => ({
      id: "throughput",
      subject: ["side:baseline", "side:proposal"],
      text: `In ${unit}s per second ${answer.proposal.label} ${gives}: ${rates(answer, figures)}.`,
      values: {throughputSpeedup, baselinePerSecond, proposalPerSecond},
    }),
    worth: worth.otherMeasure,
  };
}

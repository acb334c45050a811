import {activity, differences, sideSubject} from "../describe.js";
import {apart, formatCount, formatDuration, formatEnergy, formatMoney, formatRatio} from "../format.js";
import type {Claim, ClaimId} from "../types.js";
import {isNoticeable, type Answer, type Draft} from "./draft.js";
import {figuresOf, rates, tellsBoth, times, type Figures} from "./figures.js";
import {commonPeriod, commonUnit, periodOf} from "./words.js";
import {worth} from "./worth.js";

/** Below this, in log units, two numbers look the same with all the digits that are ever shown. */
const equal = 2e-5;

/** The lead: how much better or worse the proposal is by the metric, with the figures of both sides. */
export function answerDraft(answer: Answer): Draft {
  const {metric, speedup, baseline, proposal, measured} = answer;
  const figures = figuresOf(answer);
  const claim = (id: ClaimId, text: string): Claim => ({
    id,
    subject: ["speedup"],
    text,
    values: {
      metric,
      speedup,
      ...(tellsBoth(answer) ? {throughputSpeedup: answer.throughputSpeedup} : {}),
      ...figures,
      ...compared(answer),
      ...batches(answer),
      ...expected(answer),
    },
  });
  const doing = activity(baseline.configuration, proposal.configuration);
  const at = doing === "" ? "" : ` at ${doing}`;
  if (answer.factors.length === 0) {
    const same = differences(baseline.configuration, proposal.configuration).length === 0;
    const between = same ? "between the two" : `between ${baseline.label} and ${proposal.label}${at}`;
    const text = `${same ? "Nothing" : "Nothing that counts"} differs ${between}: ${oneFigure(answer)}.`;
    return {claim: () => claim("no-change", text), worth: worth.answer};
  }
  const detail = `${both(answer, figures)}${resolvedBatches(answer)}.${expectation(answer)}`;
  const subject = measured === null ? sideSubject(proposal.label) : `Measured, ${proposal.label}`;
  if (Math.abs(Math.log(speedup)) < equal) {
    // "1.3 ms against 1.3 ms" says a number twice.
    const once = detail.replace(/^(.+?) against \1(?= a |,|\.)( a [^,.]+)?/, "$1$2 on both sides");
    const text = `${subject} ${equality(answer)} ${baseline.label}${at}: ${once}`;
    return {claim: () => claim("no-change", text), worth: worth.answer};
  }
  if (!isNoticeable(speedup)) {
    const text = `${subject} is within 1 % of ${baseline.label}${at}: ${detail}`;
    return {claim: () => claim("no-change", text), worth: worth.answer};
  }
  const isBoth = tellsBoth(answer);
  const also = isBoth ? ` ${alsoGives(answer)}` : "";
  const beside = isBoth ? `${rates(answer, figures)}, at ` : "";
  const text = `${subject} ${verdict(answer)} ${baseline.label}${also}${at}: ${beside}${detail}`;
  return {claim: () => claim(kindOf(answer), text), worth: worth.answer};
}

function kindOf({metric, speedup}: Answer): ClaimId {
  const better = speedup > 1;
  if (metric === "energy" || metric === "cost") return better ? "takes-less" : "takes-more";
  return better ? "faster" : "slower";
}

/** "is 1.39× faster than", "gives 5.06× the tokens per second of", "takes 1.10× more energy a token than". */
function verdict(answer: Answer): string {
  const {metric, speedup} = answer;
  const better = speedup > 1;
  const times = formatRatio(better ? speedup : 1 / speedup);
  const unit = commonUnit(answer);
  const each = unit ?? "unit of what it makes";
  switch (metric) {
    case "latency":
      return `is ${times} ${better ? "faster" : "slower"} than`;
    case "throughput":
      return `gives ${formatRatio(speedup)} the ${unit === null ? "output" : `${unit}s`} per second of`;
    case "energy":
      return `takes ${times} ${better ? "less" : "more"} energy a ${each} than`;
    case "cost":
      return `costs ${times} ${better ? "less" : "more"} a ${each} than`;
  }
}

/** "but gives 43.6× the tokens per second": what a step of unlike size makes of it. */
function alsoGives(answer: Answer): string {
  const {speedup, throughputSpeedup} = answer;
  const alike = speedup > 1 === throughputSpeedup > 1;
  return `${alike ? "and" : "but"} gives ${formatRatio(throughputSpeedup)} the ${commonUnit(answer)}s per second`;
}

/** As `verdict`, where neither side is better. */
function equality(answer: Answer): string {
  const unit = commonUnit(answer);
  switch (answer.metric) {
    case "latency":
      return "is as fast as";
    case "throughput":
      return `gives as ${unit === null ? "much" : `many ${unit}s`} per second as`;
    case "energy":
      return `takes as much energy a ${unit ?? "unit of what it makes"} as`;
    case "cost":
      return `costs as much a ${unit ?? "unit of what it makes"} as`;
  }
}

/** The figures of both sides, the proposal's first. */
function both(answer: Answer, figures: Figures): string {
  const {
    metric,
    compared: {baseline, proposal},
  } = answer;
  const unit = commonUnit(answer);
  switch (metric) {
    case "latency":
      return times(answer, figures);
    case "throughput":
      return rates(answer, figures);
    case "energy":
      return `${apart(formatEnergy, proposal, baseline).join(" against ")} a ${unit ?? "unit"}`;
    case "cost":
      return `${apart(formatMoney, proposal, baseline).join(" against ")} a million ${unit ?? "unit"}s`;
  }
}

/** The time of either side, where nothing differs. */
function oneFigure(answer: Answer): string {
  const {configuration, profile} = answer.proposal;
  return `${formatDuration(profile.latencySeconds)} ${commonPeriod(answer) ?? periodOf(configuration)}`;
}

/** The batches that "max" came to, which nothing else says. */
function resolvedBatches({baseline, proposal}: Answer): string {
  if (baseline.configuration.scenario.batch !== "max" && proposal.configuration.scenario.batch !== "max") return "";
  const [before, after] = [baseline.profile.batch, proposal.profile.batch];
  return `, at batch ${formatCount(after)} ${before === after ? "on both sides" : `against ${formatCount(before)}`}`;
}

/** What the engine says of two measured times. */
function expectation({measured}: Answer): string {
  if (measured?.predictedSpeedup == null) return "";
  return ` The engine expects ${formatRatio(measured.predictedSpeedup)}.`;
}

function compared({metric, compared: {baseline, proposal}}: Answer): Claim["values"] {
  if (metric === "energy") return {baselineJoules: baseline, proposalJoules: proposal};
  return metric === "cost" ? {baselineUsdPerMillion: baseline, proposalUsdPerMillion: proposal} : {};
}

function batches({baseline, proposal}: Answer): Claim["values"] {
  return {baselineBatch: baseline.profile.batch, proposalBatch: proposal.profile.batch};
}

function expected({measured}: Answer): Claim["values"] {
  if (measured === null) return {};
  const {predictedSpeedup} = measured;
  return {measured: true, ...(predictedSpeedup === null ? {} : {predictedSpeedup})};
}

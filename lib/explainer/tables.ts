import {regimes} from "../engine/types.js";
import {unitMade} from "../engine/unitMade.js";
import {termNames} from "./describe.js";
import {
  apart,
  formatBytes,
  formatCount,
  formatDuration,
  formatEnergy,
  formatMoney,
  formatRatio,
  formatShare,
  formatThroughput,
  formatValue,
} from "./format.js";

import {commonUnit, gained} from "./claims/words.js";
import type {AnsweredExplanation, Explanation, Factor, Measured, UnansweredExplanation} from "./types.js";

/** What the causes multiply to: "speed-up", "tokens per second", "tokens per joule", "tokens per dollar". */
export function gainName(explanation: AnsweredExplanation): string {
  return gained(explanation).replace(/^the /, "");
}

/** Rows of the table of times: what each side spends on each term, leaving out what neither spends on. */
export function timeRows(explanation: AnsweredExplanation): string[][] {
  const {baseline, proposal, measured, prices} = explanation;
  const [before, after] = [baseline.profile, proposal.profile];
  const terms = regimes.filter((term) => before.shares[term] > 0 || after.shares[term] > 0);
  const cell = (seconds: number, share: number) => `${formatDuration(seconds)} (${formatShare(share)})`;
  const predicted = measured === null ? "" : ", predicted";
  return [
    ["", baseline.label, proposal.label],
    ...terms.map((term) => [
      termNames[term],
      cell(before[`${term}Seconds`], before.shares[term]),
      cell(after[`${term}Seconds`], after.shares[term]),
    ]),
    ...(before.batch === after.batch ? [] : [["batch", formatCount(before.batch), formatCount(after.batch)]]),
    [`time${predicted}`, ...apart(formatDuration, before.latencySeconds, after.latencySeconds)],
    ...measuredRows(measured),
    [`throughput${predicted}`, ...perSecond(explanation, before.throughputPerSecond, after.throughputPerSecond)],
    ...(prices === null
      ? []
      : [["an hour of an accelerator", ...apart(formatMoney, prices.baseline, prices.proposal)]]),
    ...comparedRows(explanation),
  ];
}

/** Rates of what each side makes, told apart where both make the same. */
function perSecond(
  {baseline, proposal}: AnsweredExplanation,
  before: number,
  after: number,
): readonly [string, string] {
  const units = [unitMade(baseline.configuration), unitMade(proposal.configuration)] as const;
  return units[0] === units[1]
    ? apart((value, extra) => formatThroughput(value, units[0], extra), before, after)
    : [formatThroughput(before, units[0]), formatThroughput(after, units[1])];
}

/** What was measured, and the time that no software can beat. */
function measuredRows(measured: Measured | null): string[][] {
  if (measured === null) return [];
  const {baseline, proposal} = measured;
  return [
    ["time, measured", ...apart(formatDuration, baseline.seconds, proposal.seconds)],
    ["least time possible", formatDuration(baseline.limitSeconds), formatDuration(proposal.limitSeconds)],
  ];
}

/** What is compared, where neither the time nor the throughput of the engine is that. */
function comparedRows(explanation: AnsweredExplanation): string[][] {
  const {metric, measured, compared} = explanation;
  const {baseline: before, proposal: after} = compared;
  const unit = commonUnit(explanation);
  switch (metric) {
    case "latency":
      return [];
    case "throughput":
      return measured === null ? [] : [["throughput, measured", ...perSecond(explanation, before, after)]];
    case "energy":
      return [[`energy of ${unit === null ? "each" : `a ${unit}`}`, ...apart(formatEnergy, before, after)]];
    case "cost":
      return [[`cost of a million${unit === null ? "" : ` ${unit}s`}`, ...apart(formatMoney, before, after)]];
  }
}

function twice<Value>(
  {baseline, proposal}: {readonly baseline: Value; readonly proposal: Value},
  format: (value: Value) => string,
): [string, string] {
  return [format(baseline), format(proposal)];
}

/** Rows of the memory of both sides, where a side does not fit and there are no times. */
export function memoryRows({baseline, proposal, verdicts, measured}: UnansweredExplanation): string[][] {
  const [before, after] = verdicts;
  if (before === undefined || after === undefined) return [];
  const each = {baseline: before, proposal: after};
  return [
    ["", baseline.label, proposal.label],
    ["memory needed", ...twice(each, ({totalBytes}) => formatBytes(totalBytes))],
    ["memory usable", ...twice(each, ({usableBytes}) => formatBytes(usableBytes))],
    ["missing", ...twice(each, ({cure}) => (cure === null ? "nothing" : formatBytes(cure.missingBytes)))],
    ...measuredRows(measured),
  ];
}

/** Rows of the table of causes; the multipliers multiply to the speed-up. */
export function factorRows(explanation: AnsweredExplanation): string[][] {
  const {factors, speedup} = explanation;
  return [causeHead(explanation), ...factors.map(factorRow), ["all", "", "", "", formatRatio(speedup)]];
}

/**
 * The same by family: where several families differ, one of several causes opens with a row of its own, whose multiplier is
 * the product of those of the causes, which stand indented below it.
 */
export function familyRows(explanation: AnsweredExplanation): string[][] {
  const {factors, groups, speedup} = explanation;
  const rows = groups.flatMap(({id, multiplier, factors: members}) => {
    const causes = factors.filter((factor) => members.includes(factor.id)).map(factorRow);
    if (groups.length < 2 || causes.length < 2) return causes;
    return [
      [id, "", "", "", formatRatio(multiplier)],
      ...causes.map(([label = "", ...rest]) => [`  ${label}`, ...rest]),
    ];
  });
  return [causeHead(explanation), ...rows, ["all", "", "", "", formatRatio(speedup)]];
}

function causeHead(explanation: AnsweredExplanation): string[] {
  return ["cause", "change", "ratio", "arrives", gainName(explanation)];
}

function factorRow({label, baseline, proposal, unit, ratio, capture, multiplier}: Factor): string[] {
  return [
    label,
    `${formatValue(baseline, unit)} → ${formatValue(proposal, unit)}`,
    ratio === null ? "" : formatRatio(ratio),
    capture === null ? "" : formatShare(capture),
    formatRatio(multiplier),
  ];
}

/** The name of a cause by its id. */
export function causeName({factors}: Pick<Explanation, "factors">, id: string): string {
  return factors.find((factor) => factor.id === id)?.label ?? id;
}

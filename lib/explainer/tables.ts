import {regimes, type FittingProfile} from "../engine/types.js";
import {unitMade} from "../engine/unitMade.js";
import {termNames} from "./describe.js";
import {formatCount, formatDuration, formatRatio, formatShare, formatThroughput, formatValue} from "./format.js";
import type {AnsweredExplanation} from "./types.js";

/** Rows of the table of times: what each side spends on each term, leaving out what neither spends on. */
export function timeRows({baseline, proposal}: AnsweredExplanation): string[][] {
  const [before, after] = [baseline.profile, proposal.profile];
  const terms = regimes.filter((term) => before.shares[term] > 0 || after.shares[term] > 0);
  const cell = (seconds: number, share: number) => `${formatDuration(seconds)} (${formatShare(share)})`;
  return [
    ["", baseline.label, proposal.label],
    ...terms.map((term) => [
      termNames[term],
      cell(before[`${term}Seconds`], before.shares[term]),
      cell(after[`${term}Seconds`], after.shares[term]),
    ]),
    ...(before.batch === after.batch ? [] : [["batch", formatCount(before.batch), formatCount(after.batch)]]),
    ["time", formatDuration(before.latencySeconds), formatDuration(after.latencySeconds)],
    ["throughput", throughput(before), throughput(after)],
  ];
}

function throughput({configuration, throughputPerSecond}: FittingProfile): string {
  return formatThroughput(throughputPerSecond, unitMade(configuration));
}

/** Rows of the table of causes; the multipliers multiply to the speed-up. */
export function factorRows({factors, speedup}: AnsweredExplanation): string[][] {
  const rows = factors.map(({label, baseline, proposal, unit, ratio, capture, multiplier}) => [
    label,
    `${formatValue(baseline, unit)} → ${formatValue(proposal, unit)}`,
    ratio === null ? "" : formatRatio(ratio),
    capture === null ? "" : formatShare(capture),
    formatRatio(multiplier),
  ]);
  return [["cause", "change", "ratio", "arrives", "speed-up"], ...rows, ["all", "", "", "", formatRatio(speedup)]];
}

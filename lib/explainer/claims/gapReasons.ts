import {formatCount, formatDuration, formatRatio, formatValue} from "../format.js";
import {termNames} from "../describe.js";
import {isRate} from "../rates.js";
import type {Claim, GapTerm, GapTermId, Subject} from "../types.js";
import type {Answer} from "./draft.js";

/** A reason in words, with the numbers and the marks that it speaks of. */
export interface Reason {
  readonly text: string;
  readonly values: Claim["values"];
  readonly subject: readonly Subject[];
}

/** One term of the gap in words. */
export function reasonOf(term: GapTerm, answer: Answer): Reason {
  return reasons[term.id](term, answer);
}

const reasons: Readonly<Record<GapTermId, (term: GapTerm, answer: Answer) => Reason>> = {
  compute: timeReason,
  memory: timeReason,
  link: timeReason,
  overhead: timeReason,
  work: () => plain("unequal work on the two sides"),
  unexplained: () => ({text: "what the engine does not explain", values: {}, subject: ["factor:unexplained"]}),
  rate: rateReason,
  room: roomReason,
  step: ({baselineSeconds, proposalSeconds}) => ({
    text: `the time of a step (${formatDuration(baselineSeconds!)} before, ${formatDuration(proposalSeconds!)} after)`,
    values: {baselineSeconds: baselineSeconds!, proposalSeconds: proposalSeconds!},
    subject: ["side:baseline", "side:proposal"],
  }),
  power: (_, {baseline, proposal}) => {
    const watts = [baseline, proposal].map(({configuration}) => configuration.hardware.powerWatts ?? 0);
    const [baselineWatts = 0, proposalWatts = 0] = watts;
    return {
      text: `power (${formatValue(baselineWatts, "W")} before, ${formatValue(proposalWatts, "W")} after)`,
      values: {baselineWatts, proposalWatts},
      subject: ["factor:power"],
    };
  },
  price: (_, {prices}) => {
    const {baseline, proposal} = prices!;
    return {
      text: `the price of an accelerator (${formatValue(baseline, "USD/h")} before, ${formatValue(proposal, "USD/h")} after)`,
      values: {baselineUsdPerHour: baseline, proposalUsdPerHour: proposal},
      subject: ["factor:price"],
    };
  },
};

function plain(text: string): Reason {
  return {text, values: {}, subject: []};
}

/** Time that the headline rate does not shorten; of the engine's times, whatever was measured. */
function timeReason({id, baselineSeconds, proposalSeconds}: GapTerm, {baseline, proposal, measured}: Answer): Reason {
  const term = id as keyof typeof termNames;
  const [before, after] = [baselineSeconds!, proposalSeconds!];
  const [all, rest] = [baseline.profile.latencySeconds, proposal.profile.latencySeconds];
  const predicted = measured === null ? "" : "a predicted ";
  return {
    text: `${termNames[term]} (${formatDuration(before)} of ${predicted}${formatDuration(all)} before, ${formatDuration(after)} of ${formatDuration(rest)} after)`,
    values: {
      [`${id}BaselineSeconds`]: before,
      [`${id}ProposalSeconds`]: after,
      baselineSeconds: all,
      proposalSeconds: rest,
    },
    subject: [`time:baseline:${term}`, `time:proposal:${term}`],
  };
}

/** What a claim asks beyond the rates of the data sheet. */
function rateReason({multiplier}: GapTerm, {gap, factors, baseline, proposal}: Answer): Reason {
  const promised = gap!.headline.ratio * multiplier;
  const changed = factors.filter(({id}) => id.split("+").some(isRate));
  const largest = changed.find(({ratio}) => ratio !== null && Math.abs(Math.log(ratio / promised)) < 1e-9);
  // The peaks of unlike formats have no one ratio: they may promise more.
  const formats = [baseline, proposal].map(({configuration}) => configuration.scenario.precision.activations);
  const hasOneRatio = (id: string) => formats[0] === formats[1] || !id.split("+").includes("peak-flops");
  const isMost = changed.every(({id, ratio}) => ratio !== null && hasOneRatio(id) && ratio <= promised * (1 + 1e-9));
  const beyond = multiplier < 1 ? "what the claim asks beyond" : "what the claim leaves of";
  if (largest === undefined || promised <= 1) {
    return plain(
      isMost ? `${beyond} the data sheet, where no rate rises,` : `${beyond} any one rate of the data sheet`,
    );
  }
  const most = isMost ? ", the rate that rises most" : "";
  return {
    text: `${beyond} the ${formatRatio(promised)} of ${largest.label}${most === "" ? "" : `${most},`}`,
    values: {promisedRatio: promised, promisedFactor: largest.id},
    subject: [`factor:${largest.id}`],
  };
}

/** The batch, where capacity sets it. */
function roomReason(_: GapTerm, {baseline, proposal}: Answer): Reason {
  const [baselineBatch, proposalBatch] = [baseline.profile.batch, proposal.profile.batch];
  return {
    text: `the batch (${formatCount(baselineBatch)} before, ${formatCount(proposalBatch)} after)`,
    values: {baselineBatch, proposalBatch},
    subject: ["factor:memory-capacity"],
  };
}

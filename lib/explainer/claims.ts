import {devicesOf} from "../engine/parallelism.js";
import type {Configuration, Footprint, Profile, Regime} from "../engine/types.js";
import {activity, differences, regimeNames, resourceNames, sideLabels, sideSubject, termNames} from "./describe.js";
import {largestSearchedBatch} from "./flips.js";
import {
  capitalised,
  formatBytes,
  formatCount,
  formatDuration,
  formatFactor,
  formatRatio,
  formatShare,
  formatThroughput,
  formatValue,
  listed,
} from "./format.js";
import type {AnsweredExplanation, Claim, ExplanationSide, Flip, GapTerm, Side, UnansweredExplanation} from "./types.js";
import {shiftWindows} from "./window.js";

/** So many sentences at most, unless all are asked for; the leading ones, which the rest rests on, are never cut. */
export const defaultClaimCount = 7;

/** Differences of less than one per cent are not worth a sentence. */
const noticeable = 0.01;

const sides = ["baseline", "proposal"] as const satisfies readonly Side[];

type Answer = Omit<AnsweredExplanation, "claims">;
type NoAnswer = Omit<UnansweredExplanation, "claims">;

/** What there is to say of a comparison that was answered, the answer first, in the order of worth to a reader. */
export function answeredClaims(answer: Answer): Claim[] {
  return [
    answerClaim(answer),
    ...fallbackClaimsOf(answer),
    throughputClaim(answer),
    regimeClaim(answer),
    gapClaim(answer),
    ...wastedRateClaims(answer),
    leadingFactorClaim(answer),
    ...mixedClaims(answer),
    flipClaim(answer),
    headroomClaim(answer),
  ].filter((claim) => claim !== null);
}

/** What there is to say where a side does not fit: what is missing, and what would fit. */
export function unansweredClaims(answer: NoAnswer): Claim[] {
  const missing = sides.flatMap((side) => doesNotFitClaims(answer[side].profile, side));
  const fitting = sides
    .filter((side) => answer[side].profile.fits)
    .map((side): Claim => {
      const {label, profile} = answer[side];
      const {latencySeconds: time, footprint} = profile;
      return {
        id: "fits",
        subject: [],
        text: `${sideSubject(label)} fits, with ${formatBytes(footprint.totalBytes)} of ${formatBytes(footprint.usableBytes)} usable, and takes ${formatDuration(time ?? 0)}.`,
        values: {side, latencySeconds: time ?? 0, totalBytes: footprint.totalBytes},
      };
    });
  return [...missing, ...fitting];
}

function answerClaim({metric, speedup, baseline, proposal, factors}: Answer): Claim {
  const doing = activity(baseline.configuration, proposal.configuration);
  const [before, after] = [baseline.profile, proposal.profile];
  const times = `${formatDuration(after.latencySeconds)} against ${formatDuration(before.latencySeconds)}`;
  const rates = `${formatThroughput(after.throughputPerSecond)} against ${formatThroughput(before.throughputPerSecond)}`;
  const figures = `${metric === "latency" ? `${times}${stepNoun(proposal)}` : rates}${resolvedBatches(baseline, proposal)}`;
  const values = {
    metric,
    speedup,
    baselineSeconds: before.latencySeconds,
    proposalSeconds: after.latencySeconds,
    baselinePerSecond: before.throughputPerSecond,
    proposalPerSecond: after.throughputPerSecond,
  };
  if (factors.length === 0) {
    const text = `Nothing differs between the two: ${formatDuration(after.latencySeconds)}${stepNoun(proposal)}.`;
    return {id: "no-change", subject: [], text, values};
  }
  const subject = sideSubject(proposal.label);
  if (Math.abs(Math.log(speedup)) < noticeable) {
    const text = `${subject} is within 1 % of ${baseline.label} at ${doing}: ${figures}.`;
    return {id: "no-change", subject: [], text, values};
  }
  const faster = speedup > 1;
  const ratio = formatRatio(faster ? speedup : 1 / speedup);
  const comparison =
    metric === "latency"
      ? `is ${ratio} ${faster ? "faster" : "slower"} than ${baseline.label} at ${doing}`
      : `gives ${formatRatio(speedup)} the tokens per second of ${baseline.label} at ${doing}`;
  return {id: faster ? "faster" : "slower", subject: [], text: `${subject} ${comparison}: ${figures}.`, values};
}

/** The batches that "max" came to, which nothing else says. */
function resolvedBatches(baseline: ExplanationSide, proposal: ExplanationSide): string {
  if (baseline.configuration.scenario.batch !== "max" && proposal.configuration.scenario.batch !== "max") return "";
  return ` at batch ${formatCount(proposal.profile.batch)} against ${formatCount(baseline.profile.batch)}`;
}

function stepNoun({configuration}: ExplanationSide): string {
  return configuration.scenario.phase === "decode" ? " a step" : "";
}

/** Where the two sides handle unlike numbers of tokens, the time of a step is half of the story. */
function throughputClaim({metric, baseline, proposal, throughputSpeedup, latencySpeedup}: Answer): Claim | null {
  if (Math.abs(Math.log(throughputSpeedup / latencySpeedup)) < noticeable) return null;
  if (metric === "throughput") {
    const [slow, fast] = [baseline.profile.latencySeconds, proposal.profile.latencySeconds];
    return {
      id: "step-time",
      subject: [],
      text: `One step takes ${formatRatio(fast / slow)} as long: ${formatDuration(fast)} against ${formatDuration(slow)}.`,
      values: {baselineSeconds: slow, proposalSeconds: fast},
    };
  }
  const [before, after] = [baseline.profile.throughputPerSecond, proposal.profile.throughputPerSecond];
  return {
    id: "throughput",
    subject: [],
    text: `In tokens per second it gives ${formatRatio(throughputSpeedup)}: ${formatThroughput(after)} against ${formatThroughput(before)}.`,
    values: {throughputSpeedup, baselinePerSecond: before, proposalPerSecond: after},
  };
}

function regimeClaim({regimes, baseline, proposal}: Answer): Claim {
  const [before, after] = [baseline.profile.shares[regimes.baseline], proposal.profile.shares[regimes.proposal]];
  const values = {
    baselineRegime: regimes.baseline,
    proposalRegime: regimes.proposal,
    baselineShare: before,
    proposalShare: after,
  };
  if (!regimes.shifted) {
    return {
      id: "same-regime",
      subject: [],
      text: `Both are ${regimeNames[regimes.proposal]}: ${termNames[regimes.proposal]} takes ${formatShare(before)} of the time of ${baseline.label} and ${formatShare(after)} of that of ${proposal.label}.`,
      values,
    };
  }
  return {
    id: "regime-shift",
    subject: [],
    text: `The regime shifts: ${baseline.label} is ${regimeNames[regimes.baseline]} (${formatShare(before)} of its time is ${termNames[regimes.baseline]}), ${proposal.label} is ${regimeNames[regimes.proposal]} (${formatShare(after)} is ${termNames[regimes.proposal]}).`,
    values,
  };
}

function mixedClaims(answer: Answer): Claim[] {
  return sides
    .filter((side) => Math.max(...Object.values(answer[side].profile.shares)) < 0.5)
    .map((side) => {
      const {label, profile} = answer[side];
      const shares = (Object.entries(profile.shares) as [Regime, number][])
        .filter(([, share]) => share >= 0.01)
        .sort(([, a], [, b]) => b - a);
      return {
        id: "mixed-regime",
        subject: [],
        text: `No term takes half of the time of ${label}: ${listed(shares.map(([term, share]) => `${termNames[term]} ${formatShare(share)}`))}.`,
        values: {side, ...profile.shares},
      };
    });
}

function gapClaim({gap, speedup, metric, baseline, proposal, factors}: Answer): Claim | null {
  // Between unlike batches the work per token differs so much that no ratio of rates is the one to explain.
  if (gap === null || baseline.profile.batch !== proposal.profile.batch) return null;
  const {label, ratio} = gap.headline;
  const values = {
    headline: gap.headline.factor,
    ratio,
    speedup,
    ...Object.fromEntries(gap.terms.map(({id, multiplier}) => [id, multiplier])),
  };
  const telling = gap.terms.filter(({multiplier}) => Math.abs(Math.log(multiplier)) >= noticeable).slice(0, 3);
  const reasons = telling.map((term) => `${describeTerm(term)}, a factor of ${formatFactor(term.multiplier)}`);
  const arrives = Math.abs(Math.log(gap.multiplier)) < noticeable;
  if (telling.length === 0) {
    // Other causes may have cancelled each other: then the ratio came about, but did not arrive.
    const own = factors.find(({id}) => id === gap.headline.factor)?.multiplier ?? 1;
    if (!arrives || Math.abs(Math.log(own / ratio)) >= noticeable) return null;
    return {id: "no-gap", subject: [], text: `The whole ratio of ${label}, ${formatRatio(ratio)}, arrives.`, values};
  }
  const change = `${capitalised(label)} ${ratio > 1 ? "rises" : "falls to"} ${formatRatio(ratio)}`;
  const result = `${metric === "latency" ? "the speed-up" : "the gain in tokens per second"} is ${formatRatio(speedup)}`;
  // "But" where less arrives than was promised, or the other way round from it; "and" where more does.
  const joint = (ratio > 1 ? speedup < ratio : speedup > 1) ? "but" : "and";
  const text = arrives
    ? `${change}, and ${result}, because what stands between the two cancels: ${listed(reasons, "; ")}.`
    : `${change}, ${joint} ${result}. The difference is ${listed(reasons, "; ")}.`;
  return {id: "gap", subject: [], text, values};

  function describeTerm({id, baselineSeconds, proposalSeconds}: GapTerm): string {
    if (id === "work" || baselineSeconds === null || proposalSeconds === null) {
      return "unequal work on the two sides";
    }
    const before = `${formatDuration(baselineSeconds)} of ${formatDuration(baseline.profile.latencySeconds)} before`;
    const after = `${formatDuration(proposalSeconds)} of ${formatDuration(proposal.profile.latencySeconds)} after`;
    return `${termNames[id as Regime]} (${before}, ${after})`;
  }
}

function wastedRateClaims({factors, gap}: Answer): Claim[] {
  return factors
    .filter(
      ({id, ratio, capture}) => id !== gap?.headline.factor && capture !== null && capture < 0.05 && ratio! > 1.05,
    )
    .map(({id, label, ratio, capture}) => ({
      id: "wasted-rate",
      subject: [],
      text: `Of the ${formatRatio(ratio!)} in ${label}, ${formatShare(capture!)} arrives.`,
      values: {factor: id, ratio: ratio!, capture: capture!},
    }));
}

function leadingFactorClaim({factors, gap, speedup, metric}: Answer): Claim | null {
  const telling = factors
    .filter(({multiplier}) => Math.abs(Math.log(multiplier)) >= noticeable)
    .sort((a, b) => Math.abs(Math.log(b.multiplier)) - Math.abs(Math.log(a.multiplier)))
    .slice(0, 3);
  const [first] = telling;
  if (first === undefined || factors.length < 2) return null;
  // Where the headline rate is the one cause, the sentence on the gap has said it all.
  const sole = first.id === gap?.headline.factor && Math.abs(Math.log(first.multiplier / speedup)) < noticeable;
  if (sole) return null;
  const gained = metric === "latency" ? "the speed-up" : "the gain";
  const parts = telling.map(({label, baseline, proposal, unit, multiplier}, index) => {
    const change = `${formatValue(baseline, unit)} → ${formatValue(proposal, unit)}`;
    const verb = index === 0 ? `multiplies ${gained} by` : "by";
    return `${label} (${change}) ${verb} ${formatFactor(multiplier)}`;
  });
  return {
    id: "leading-factor",
    subject: [],
    text: `${capitalised(listed(parts))}.`,
    values: Object.fromEntries(telling.map(({id, multiplier}) => [id, multiplier])),
  };
}

/** What either side computes in a wider format, each machine once. */
function fallbackClaimsOf({baseline, proposal}: Answer): Claim[] {
  const claims = [...fallbackClaims(baseline.profile, "baseline"), ...fallbackClaims(proposal.profile, "proposal")];
  return claims.filter(({text}, index) => claims.findIndex((other) => other.text === text) === index);
}

/** The formats that a side's hardware lacks. */
export function fallbackClaims({configuration, precisionFallbacks}: Profile, side: Side): Claim[] {
  return precisionFallbacks.map(({requested, used}) => ({
    id: "precision-fallback",
    subject: [],
    text: `${configuration.hardware.name} has no ${requested} arithmetic: it keeps its data in ${requested} and computes in ${used}.`,
    values: {side, requested, used},
  }));
}

function flipClaim({flips, baseline, proposal, regimes}: Answer): Claim | null {
  const labels = labelsAtAnyBatch(baseline.configuration, proposal.configuration);
  const turns = (list: readonly Flip[]) =>
    listed(
      list.map(
        ({at, to, fits}) =>
          `turns ${regimeNames[to]} at batch ${formatCount(at)}${fits ? "" : " (more than fits in memory)"}`,
      ),
    );
  const told = (side: Side, list: readonly Flip[]) =>
    `${labels[side]} ${list.length === 0 ? `stays ${regimeNames[regimes[side]]}` : turns(list.slice(0, 2))}`;
  const windows = shiftWindows(
    {flips: flips.baseline, regime: regimes.baseline},
    {flips: flips.proposal, regime: regimes.proposal},
  );
  const present = proposal.profile.batch;
  const window = windows.find(({first, last}) => first <= present && present <= last) ?? windows[0];
  if (window !== undefined && labels.baseline !== labels.proposal) {
    const {first, last} = window;
    const range =
      last >= largestSearchedBatch
        ? `From batch ${formatCount(first)} on`
        : `From batch ${formatCount(first)} to ${formatCount(last)}`;
    // A flip at the window's first batch opens it, one just after its last closes it.
    const within = (list: readonly Flip[]) => list.filter(({at}) => at >= first && at <= last + 1);
    const sides = `${told("baseline", within(flips.baseline))}, ${told("proposal", within(flips.proposal))}`;
    return {
      id: "flip-window",
      subject: [],
      text: `${range} the two are in different regimes: ${sides}.`,
      values: {first, last},
    };
  }
  if (flips.baseline.length === 0) return null;
  const subject =
    labels.baseline === labels.proposal ? labels.baseline : `either side, ${labels.baseline} or ${labels.proposal},`;
  return {
    id: "flip",
    subject: [],
    text: `${sideSubject(subject)} ${turns(flips.baseline.slice(0, 3))}.`,
    values: Object.fromEntries(flips.baseline.slice(0, 3).map(({at, to}) => [to, at])),
  };
}

/** What sets the sides apart besides their batch, which a sentence about all batches cannot name. */
function labelsAtAnyBatch(baseline: Configuration, proposal: Configuration): Readonly<Record<Side, string>> {
  const scenario = {...proposal.scenario, batch: baseline.scenario.batch};
  const atOneBatch = {...proposal, scenario};
  const same = differences(baseline, atOneBatch).length === 0;
  return same ? {baseline: "the step", proposal: "the step"} : sideLabels(baseline, atOneBatch);
}

function headroomClaim({headroom, proposal}: Answer): Claim | null {
  const helpful = headroom.filter(({speedup}) => Math.log(speedup) >= noticeable);
  if (helpful.length === 0) return null;
  const parts = helpful.map(({resource, speedup}, index) => {
    return `${resourceNames[resource]} ${index === 0 ? "gives " : ""}${formatRatio(speedup)}`;
  });
  return {
    id: "next-bottleneck",
    subject: [],
    text: `What would help ${proposal.label} next: ${listed(parts)}.`,
    values: Object.fromEntries(helpful.map(({resource, speedup}) => [resource, speedup])),
  };
}

/** What takes memory on one device, in words with its bytes; what takes none is left out. */
export function heldParts(footprint: Footprint): readonly (readonly [string, number])[] {
  const parts = [
    ["weights", footprint.weightsBytes],
    ["gradients", footprint.gradientBytes],
    ["optimizer state", footprint.optimizerBytes],
    ["activations", footprint.activationBytes],
    ["KV cache", footprint.kvCacheBytes],
    ["workspace", footprint.workspaceBytes],
  ] as const;
  return parts.filter(([, size]) => size > 0);
}

/** What a side that does not fit lacks, and what would make it fit; none where it fits. */
export function doesNotFitClaims(profile: Profile, side: Side): Claim[] {
  if (profile.fits) return [];
  const {footprint, cure, batch} = profile;
  const {hardware, model, scenario} = profile.configuration;
  const count = devicesOf(scenario);
  const on = count === 1 ? `one ${hardware.name}` : `${count} ${hardware.name}`;
  const parts = heldParts(footprint).map(([name, size]) => `${name} ${formatBytes(size)}`);
  const each = count === 1 ? "" : " on each";
  const missing: Claim = {
    id: "does-not-fit",
    subject: [],
    text: `${model.name} at batch ${formatCount(batch)} does not fit on ${on}: ${listed(parts)} come to ${formatBytes(footprint.totalBytes)}${each}, ${formatBytes(cure.missingBytes)} more than the ${formatBytes(footprint.usableBytes)} that are usable.`,
    values: {side, batch, missingBytes: cure.missingBytes, totalBytes: footprint.totalBytes},
  };
  const cures = [
    cure.smallestTensorParallel === null
      ? null
      : `on ${cure.smallestTensorParallel} ${hardware.name} with tensor parallelism`,
    cure.widestWeights === null ? null : `with ${cure.widestWeights} weights`,
    cure.maxBatch === 0 ? null : `at batch ${formatCount(cure.maxBatch)}`,
  ].filter((text) => text !== null);
  const what = cures.length === 0 ? "Nothing tried makes it fit." : `It would fit ${cures.join(", or ")}.`;
  return [{...missing, text: `${missing.text} ${what}`}];
}

import {economicsOf, type Economics} from "../engine/economics.js";
import type {Profile} from "../engine/types.js";
import {unitMade, type MadeUnit} from "../engine/unitMade.js";
import {UserError} from "../engine/userError.js";
import {fallbackClaims} from "./claims/fallbacks.js";
import {doesNotFitClaims} from "./claims/fits.js";
import {
  formatBytes,
  formatDuration,
  formatEnergy,
  formatMass,
  formatMoney,
  formatShare,
  formatThroughput,
  listed,
} from "./format.js";

/** What a caller wants of a step: times at most, throughput at least. */
export interface Targets {
  readonly latencySeconds?: number | undefined;
  readonly ttftSeconds?: number | undefined;
  readonly tpotSeconds?: number | undefined;
  /** What is made per second, over all sequences. */
  readonly throughputPerSecond?: number | undefined;
}

/** What a caller will spend at most, of tokens or of samples: a limit on what a step does not make is not known. */
export interface Limits {
  readonly costUsdPerMillionTokens?: number | undefined;
  readonly energyJoulesPerToken?: number | undefined;
  readonly carbonGramsPerMillionTokens?: number | undefined;
  readonly costUsdPerMillionSamples?: number | undefined;
  readonly energyJoulesPerSample?: number | undefined;
  readonly carbonGramsPerMillionSamples?: number | undefined;
}

/** Whether what was asked for is kept: by figures that are known, or not known. */
export type Outcome = "pass" | "fail" | "not asked" | "not known";

/** One target or limit held against the figure that it is about. */
export interface Check<Id extends string> {
  readonly id: Id;
  /** As given; null where none is. */
  readonly target: number | null;
  /** In the unit that the id names; null where it is not known. */
  readonly value: number | null;
  readonly verdict: Outcome;
  readonly reason: string;
}

/** Whether it fits in memory, and computes in the format that was asked for. */
export interface Feasibility {
  readonly verdict: "pass" | "fail";
  /** What is missing and what would cure it, or how much is used; and the formats that the hardware lacks. */
  readonly reason: string;
  /** Bytes over what is usable on one device; null where it fits. */
  readonly missingBytes: number | null;
}

/** A level of checks: it fails where one fails, and is not known where none fails but one is not known. */
export interface Level<Id extends string> {
  readonly verdict: Outcome;
  readonly reason: string;
  readonly checks: readonly Check<Id>[];
}

/** A profile held against what a caller asks for, in three levels. */
export interface Scorecard {
  readonly feasibility: Feasibility;
  readonly performance: Level<keyof Targets>;
  readonly macro: Level<keyof Limits>;
}

/** What a profile is held against. */
export interface ScorecardRequest {
  readonly targets?: Targets | undefined;
  readonly limits?: Limits | undefined;
  /** Those of the profile, with the prices that the limits need; without, energy alone is known. */
  readonly economics?: Economics | undefined;
}

/**
 * Holds a profile against a caller's targets and limits.
 *
 * @throws UserError where a target or a limit is no number above zero.
 */
export function scorecardOf(
  profile: Profile,
  {targets = {}, limits = {}, economics}: ScorecardRequest = {},
): Scorecard {
  const known = economics ?? economicsOf(profile);
  return {
    feasibility: feasibilityOf(profile),
    performance: level(performanceChecks(profile, targets), "target"),
    macro: level(macroChecks(profile, limits, known), "limit"),
  };
}

/**
 * Whether a scorecard shows that all that was asked for is kept. What is not known is not shown: a gate that lets it pass
 * would pass for want of a figure.
 */
export function keepsTargets({feasibility, performance, macro}: Scorecard): boolean {
  const kept = (verdict: Outcome) => verdict === "pass" || verdict === "not asked";
  return [feasibility, performance, macro].every(({verdict}) => kept(verdict));
}

function feasibilityOf(profile: Profile): Feasibility {
  const fallbacks = fallbackClaims(profile, "proposal").map(({text}) => text);
  const {totalBytes, usableBytes} = profile.footprint;
  const [missing] = doesNotFitClaims(profile, "proposal");
  const lead = missing?.text ?? `It fits: ${formatBytes(totalBytes)} of ${formatBytes(usableBytes)} usable are taken.`;
  return {
    verdict: profile.fits ? "pass" : "fail",
    reason: [lead, ...fallbacks].join(" "),
    missingBytes: profile.cure?.missingBytes ?? null,
  };
}

/** A figure that may be held against a target. */
interface Measure {
  readonly value: number | null;
  /** Why there is no value, where there is none. */
  readonly unknown: string;
  /** Whether more is better. */
  readonly more?: true;
  readonly format: (value: number) => string;
}

const noTime = "it does not fit in memory, so that it has no time";

function performanceChecks(profile: Profile, targets: Targets): Check<keyof Targets>[] {
  const {configuration, latencySeconds, throughputPerSecond} = profile;
  const {phase} = configuration.scenario;
  const unit = unitMade(configuration);
  const missing = (what: string) => (profile.fits ? `the phase ${phase} has no ${what}` : noTime);
  // A prefill ends with the first token, a decode step gives each sequence one more.
  const ttft = profile.ttftSeconds ?? (phase === "prefill" ? latencySeconds : null);
  const tpot = profile.tpotSeconds ?? (phase === "decode" ? latencySeconds : null);
  const measures: Record<keyof Targets, Measure> = {
    latencySeconds: {value: latencySeconds, unknown: noTime, format: formatDuration},
    ttftSeconds: {value: ttft, unknown: missing("time to a first token"), format: formatDuration},
    tpotSeconds: {value: tpot, unknown: missing("time per output token"), format: formatDuration},
    throughputPerSecond: {
      value: throughputPerSecond,
      unknown: noTime,
      more: true,
      format: (value) => formatThroughput(value, unit),
    },
  };
  return checks(measures, targets, "target");
}

function macroChecks(profile: Profile, limits: Limits, economics: Economics): Check<keyof Limits>[] {
  const {unit, pricePerHourUsd, carbonIntensityGramsPerKilowattHour: intensity} = economics;
  const unknown = (of: MadeUnit, given: boolean, what: string) => {
    if (!profile.fits) return noTime;
    if (unit !== of) return `it makes ${unit}s, not ${of}s`;
    return given ? "the power of the hardware is not published" : `no ${what} is given`;
  };
  const cost = (of: MadeUnit, value: number | null): Measure => ({
    value,
    unknown: unknown(of, pricePerHourUsd !== null, "price per hour"),
    format: (usd) => `${formatMoney(usd)} per million ${of}s`,
  });
  const energy = (of: MadeUnit, value: number | null): Measure => ({
    value,
    unknown: unknown(of, true, "power"),
    format: (joules) => `${formatEnergy(joules)} a ${of}`,
  });
  const carbon = (of: MadeUnit, value: number | null): Measure => ({
    value,
    unknown: unknown(of, intensity !== null, "carbon intensity"),
    format: (grams) => `${formatMass(grams)} CO₂ per million ${of}s`,
  });
  const measures: Record<keyof Limits, Measure> = {
    costUsdPerMillionTokens: cost("token", economics.costUsdPerMillionTokens),
    energyJoulesPerToken: energy("token", economics.energyJoulesPerToken),
    carbonGramsPerMillionTokens: carbon("token", economics.carbonGramsPerMillionTokens),
    costUsdPerMillionSamples: cost("sample", economics.costUsdPerMillionSamples),
    energyJoulesPerSample: energy("sample", economics.energyJoulesPerSample),
    carbonGramsPerMillionSamples: carbon("sample", economics.carbonGramsPerMillionSamples),
  };
  return checks(measures, limits, "limit");
}

function checks<Id extends string>(
  measures: Readonly<Record<Id, Measure>>,
  asked: Readonly<Partial<Record<Id, number | undefined>>>,
  noun: string,
): Check<Id>[] {
  for (const key of Object.keys(asked))
    if (!Object.hasOwn(measures, key))
      throw new UserError(`unknown ${noun} "${key}": expected ${Object.keys(measures).join(", ")}`);
  return (Object.keys(measures) as Id[]).map((id) => check(id, measures[id], asked[id], noun));
}

function check<Id extends string>(id: Id, measure: Measure, asked: number | undefined, noun: string): Check<Id> {
  const {value, unknown, more = false, format} = measure;
  if (asked === undefined) return {id, target: null, value, verdict: "not asked", reason: `no ${noun}`};
  if (!Number.isFinite(asked) || asked <= 0)
    throw new UserError(`${noun} ${id}: expected a number above zero, got ${asked}`);
  if (value === null) return {id, target: asked, value, verdict: "not known", reason: unknown};
  const kept = more ? value >= asked : value <= asked;
  const relation = value === asked ? "is" : value > asked ? "is above" : "is below";
  const [shown, against] = [format(value), format(asked)];
  // Where the digits that are shown do not tell the two apart, the distance does.
  const by = shown === against && value !== asked ? ` by ${formatShare(Math.abs(value / asked - 1))}` : "";
  const reason = `${shown} ${relation} the ${noun} of ${against}${by}`;
  return {id, target: asked, value, verdict: kept ? "pass" : "fail", reason};
}

function level<Id extends string>(all: readonly Check<Id>[], noun: string): Level<Id> {
  const asked = all.filter(({verdict}) => verdict !== "not asked");
  const having = (wanted: Outcome) => asked.filter(({verdict}) => verdict === wanted);
  const [failed, unknown] = [having("fail"), having("not known")];
  const count = `${asked.length} ${noun}s`;
  const reasons = (list: readonly Check<Id>[]) =>
    listed(
      list.map(({reason}) => reason),
      "; ",
    );
  if (asked.length === 0) return {verdict: "not asked", reason: `no ${noun}`, checks: all};
  if (failed.length > 0) return {verdict: "fail", reason: reasons(failed), checks: all};
  if (unknown.length > 0) return {verdict: "not known", reason: reasons(unknown), checks: all};
  const kept = asked.length === 1 ? `the ${noun} is kept` : `${count} are kept`;
  return {verdict: "pass", reason: kept, checks: all};
}

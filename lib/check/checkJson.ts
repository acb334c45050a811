import type {Model, Regime} from "../engine/types.js";
import {schemaVersion} from "../explainer/renderJson.js";
import type {Claim, Factor, FactorShare} from "../explainer/types.js";
import {claimsOf} from "./claimsOf.js";
import type {MetricValues} from "./metrics.js";
import {noteSentences} from "./notes.js";
import {permalink} from "./permalink.js";
import {
  isAnswered,
  type CheckResult,
  type CrossedLimit,
  type ScenarioOutcome,
  type ScenarioStatus,
  type ScenarioVerdict,
  type SolvedScenario,
} from "./types.js";
import {summaryOf, worstVerdict} from "./words.js";

/** One side of a scenario. */
export interface CheckedSideJson extends MetricValues {
  readonly model: {readonly id: string; readonly name: string; readonly architecture: Model["architecture"]};
  readonly hardware: {readonly id: string; readonly name: string};
  readonly fits: boolean;
  readonly batch: number;
  readonly regime: Regime | null;
}

/** One scenario of a check. */
export interface CheckedScenarioJson {
  readonly name: string;
  readonly status: ScenarioStatus;
  readonly verdict: ScenarioVerdict;
  /** Null where the base lacks it. */
  readonly before: CheckedSideJson | null;
  /** Null where the head lacks it. */
  readonly after: CheckedSideJson | null;
  /** Base ÷ head of what is compared, above 1 where the head is better; null where it did not change or a side does not fit. */
  readonly speedup: number | null;
  readonly factors: readonly Factor[];
  readonly groups: readonly FactorShare[];
  /** Why it changed; of a head that does not fit, whether or not it changed, what is missing and what would fit, first. */
  readonly claims: readonly Claim[];
  /** What the files of one side alone say that changes no number by itself, a sentence each. */
  readonly notes: readonly string[];
  readonly crossed: readonly CrossedLimit[];
  /** Limits on a change that are not asked, because the base has nothing to compare with: what each is on. */
  readonly unasked: readonly string[];
  /**
   * Measured time of the base in seconds, carried over to the head by the computed change, if there is one; null where the head
   * does not fit.
   */
  readonly expectedSeconds: number | null;
  /** Why the two sides cannot be compared. */
  readonly incomparable: string | null;
  /** The site's comparison of both sides; null without a site, and where it cannot show them. */
  readonly link: string | null;
}

/** What `check --format json` prints. */
export interface CheckJson {
  readonly schemaVersion: 1;
  /** The worst verdict of all scenarios. */
  readonly verdict: ScenarioVerdict;
  readonly summary: string;
  readonly counts: Readonly<Record<ScenarioStatus | "pass" | "warn" | "error" | "doesNotFit", number>>;
  /** What could not be read of the base. */
  readonly baseNotice: string | null;
  readonly scenarios: readonly CheckedScenarioJson[];
}

/** A check as data for `JSON.stringify`; keys carry their unit. */
export function checkJson(result: CheckResult): CheckJson {
  const {outcomes, baseNotice, site} = result;
  const status = (word: ScenarioStatus): number => outcomes.filter((outcome) => outcome.status === word).length;
  const verdict = (word: ScenarioVerdict): number =>
    outcomes.filter((outcome) => outcome.after !== null && outcome.verdict === word).length;
  return {
    schemaVersion,
    verdict: worstVerdict(result),
    summary: summaryOf(result),
    counts: {
      added: status("added"),
      removed: status("removed"),
      changed: status("changed"),
      unchanged: status("unchanged"),
      pass: verdict("pass"),
      warn: verdict("warn"),
      error: verdict("error"),
      doesNotFit: verdict("does-not-fit"),
    },
    baseNotice,
    scenarios: outcomes.map((outcome) => scenarioJson(outcome, site)),
  };
}

function scenarioJson(outcome: ScenarioOutcome, site: string | null): CheckedScenarioJson {
  const {name, status, verdict, before, after, explanation, crossed, unasked, expectedSeconds, incomparable} = outcome;
  return {
    name,
    status,
    verdict,
    before: before === null ? null : sideJson(before),
    after: after === null ? null : sideJson(after),
    speedup: isAnswered(explanation) ? explanation.speedup : null,
    factors: isAnswered(explanation) ? explanation.factors : [],
    groups: isAnswered(explanation) ? explanation.groups : [],
    claims: claimsOf(outcome),
    notes: noteSentences(outcome),
    crossed,
    unasked,
    expectedSeconds,
    incomparable,
    link: site === null ? null : permalink(outcome, site),
  };
}

function sideJson({scenario, profile, values}: SolvedScenario): CheckedSideJson {
  const {model, hardware} = scenario.configuration;
  return {
    model: {id: model.id, name: model.name, architecture: model.architecture},
    hardware: {id: hardware.id, name: hardware.name},
    fits: profile.fits,
    batch: profile.batch,
    regime: profile.regime,
    ...values,
  };
}

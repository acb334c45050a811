import type {CatalogProblem, FilePlace} from "../catalog/catalogError.js";
import type {Configuration, Profile, Regime} from "../engine/types.js";
import type {AnsweredExplanation, Explanation, FactorGroup, FactorId} from "../explainer/types.js";
import type {Options} from "../explore/options.js";
import type {StatedFigure} from "../provenance/types.js";
import type {MetricKey, MetricValues} from "./metrics.js";

/** How much a crossed limit weighs. */
export const levels = ["warn", "error"] as const;
/** How much a crossed limit weighs. */
export type LimitLevel = (typeof levels)[number];

interface LimitBase {
  readonly level: LimitLevel;
  readonly place: FilePlace;
}

/** A bound on a metric. Absolute bounds in SI units and US dollars; changes as fractions of the base, 0.05 for 5 %. */
export interface MetricLimit extends LimitBase {
  readonly kind: "metric";
  readonly metric: MetricKey;
  readonly most: number | null;
  readonly least: number | null;
  readonly mostIncrease: number | null;
  readonly mostDecrease: number | null;
}

/** The regimes that a scenario may be in. */
export interface RegimeLimit extends LimitBase {
  readonly kind: "regime";
  /** Null where each is. */
  readonly allowed: readonly Regime[] | null;
  /** Whether it may be another than on the base. */
  readonly mayShift: boolean;
}

/** How much of a scenario's time a term may take, as a fraction. */
export interface ShareLimit extends LimitBase {
  readonly kind: "share";
  readonly term: Regime;
  readonly most: number;
}

/** How much worse a cause alone may make a scenario than its base, as a fraction: 0.05 for 5 %. */
export interface CauseLimit extends LimitBase {
  readonly kind: "cause";
  readonly cause: FactorId | FactorGroup;
  readonly mostCost: number;
}

/** What a team does not want to happen unseen. */
export type Limit = MetricLimit | RegimeLimit | ShareLimit | CauseLimit;

/** A scenario as its file states it: names of what is run, not yet read. */
export interface StatedScenario {
  readonly name: string;
  readonly place: FilePlace;
  /** Id, alias or path from the scenario file. */
  readonly model: {readonly text: string; readonly place: FilePlace};
  /** Id, alias or path from the scenario file. */
  readonly hardware: {readonly text: string; readonly place: FilePlace};
  readonly options: Partial<Options>;
  /** US dollars for an hour of one accelerator. */
  readonly pricePerHour: number | null;
  /** Grams of CO₂ for each kilowatt-hour. */
  readonly carbonIntensity: number | null;
  /** Time of a step that was measured, in seconds. */
  readonly measuredSeconds: number | null;
  readonly limits: readonly Limit[];
}

/** A scenario file that passed its schema. */
export interface ScenarioFile {
  /** Where the course site is hosted, for links; null where none is stated. */
  readonly site: string | null;
  readonly scenarios: readonly StatedScenario[];
}

/** A scenario of a base that has a mistake. */
export interface UnusableScenario {
  /** Null where that is the mistake. */
  readonly name: string | null;
  /** The first mistake, with its place, in a line. */
  readonly reason: string;
}

/** A scenario ready to be computed. */
export interface Scenario extends StatedScenario {
  readonly configuration: Configuration;
  /** Text of the `config.json` that the model was read from; null where it is the catalog's, or a YAML of the team's. */
  readonly config: string | null;
  /** Figures of the team's own files, with their sources. */
  readonly figures: readonly StatedFigure[];
  /** What those files say beside what is computed, each at its place. */
  readonly notes: readonly CatalogProblem[];
}

/** A scenario that was computed. */
export interface SolvedScenario {
  readonly scenario: Scenario;
  readonly profile: Profile;
  readonly values: MetricValues;
}

/** A limit that is not kept, or of which that cannot be said. */
export interface CrossedLimit {
  readonly level: LimitLevel;
  /** What is limited, by key: "tpotSeconds", "regime", "overheadShare", "launch-overhead". */
  readonly subject: string;
  /** False where it asks for a comparison that cannot be made: it then counts as crossed, for nobody knows that it is kept. */
  readonly judged: boolean;
  /** What it is against what it may be, or what cannot be judged and why, in a sentence without its full stop. */
  readonly text: string;
}

/** What became of a scenario between base and head. */
export type ScenarioStatus = "added" | "removed" | "changed" | "unchanged";

/** How a scenario of the head stands: what is removed always passes. */
export type ScenarioVerdict = "pass" | "warn" | "error" | "does-not-fit";

/** One scenario on both sides. */
export interface ScenarioOutcome {
  readonly name: string;
  readonly status: ScenarioStatus;
  readonly verdict: ScenarioVerdict;
  readonly before: SolvedScenario | null;
  readonly after: SolvedScenario | null;
  /** Why it changed; null where there is only one side, nothing changed, or the two cannot be compared. */
  readonly explanation: Explanation | null;
  /** Why the two sides cannot be compared; null where they can, or need not. */
  readonly incomparable: string | null;
  readonly crossed: readonly CrossedLimit[];
  /** Limits on a change that are not asked, because the base has nothing that it could be a change from: what each is on. */
  readonly unasked: readonly string[];
  /**
   * The measured time of the base carried over to the head by the computed speed-up, or as it is where no change of what is run
   * is known; null where there is none, and where the head does not fit.
   */
  readonly expectedSeconds: number | null;
}

/** The answer of a check. */
export interface CheckResult {
  readonly site: string | null;
  readonly outcomes: readonly ScenarioOutcome[];
  /** What could not be read of the base, in a sentence; null where all could. */
  readonly baseNotice: string | null;
}

/** Whether an outcome has an explanation with a speed-up. */
export function isAnswered(explanation: Explanation | null): explanation is AnsweredExplanation {
  return explanation?.answered === true;
}

import {CatalogError, type CatalogProblem} from "../catalog/catalogError.js";
import {UserError} from "../engine/userError.js";
import {explain} from "../explainer/explain.js";
import {areAlike} from "../explainer/revised.js";
import type {Explanation} from "../explainer/types.js";
import {crossedLimits} from "./judge.js";
import {noteSentences} from "./notes.js";
import type {CheckResult, CrossedLimit, ScenarioOutcome, ScenarioVerdict, SolvedScenario} from "./types.js";
import {isAnswered} from "./types.js";
import {unaskedLimits} from "./unasked.js";

/** The scenarios of one side. */
export interface CheckedSide {
  /** Where links are to lead; where there is a base, its own decides. */
  readonly site: string | null;
  readonly scenarios: readonly SolvedScenario[];
  /** Names of those that a base has but that cannot be used; null for one whose name is not known either. */
  readonly unusable?: readonly (string | null)[];
}

/**
 * Compares both sides, which the same engine computed, and holds the head against its limits: first the scenarios of the head in their
 * order, then those that it no longer has. A scenario is the same on both sides where its name is.
 *
 * @param base - Null where there is none, or one without a scenario file.
 * @throws CatalogError with a line for each limit that can never be judged.
 */
export function checkScenarios(
  base: CheckedSide | null,
  head: CheckedSide,
  baseNotice: string | null = null,
): CheckResult {
  const before = new Map((base?.scenarios ?? []).map((solved) => [solved.scenario.name, solved]));
  const unusable = new Set(base?.unusable ?? []);
  const problems: CatalogProblem[] = [];
  const outcomes = head.scenarios.map((after) => {
    const {name} = after.scenario;
    try {
      return outcomeOf(before.get(name) ?? null, after, unusable.has(name) || unusable.has(null));
    } catch (error) {
      if (!(error instanceof CatalogError)) throw error;
      problems.push(...error.problems);
      return null;
    }
  });
  if (problems.length > 0) throw new CatalogError(problems);
  const present = new Set(head.scenarios.map(({scenario}) => scenario.name));
  const removed = (base?.scenarios ?? []).filter(({scenario}) => !present.has(scenario.name)).map(removedOutcome);
  return {
    // Whoever wrote the head may be a stranger, and the links stand in a comment that the team signs.
    site: base === null ? head.site : base.site,
    outcomes: [...outcomes.filter((outcome) => outcome !== null), ...removed],
    baseNotice,
  };
}

function removedOutcome(before: SolvedScenario): ScenarioOutcome {
  return {
    name: before.scenario.name,
    status: "removed",
    verdict: "pass",
    before,
    after: null,
    explanation: null,
    incomparable: null,
    crossed: [],
    unasked: [],
    expectedSeconds: null,
  };
}

function outcomeOf(before: SolvedScenario | null, after: SolvedScenario, mayBeUnusable: boolean): ScenarioOutcome {
  const runsOther = before !== null && !areAlike(before.scenario.configuration, after.scenario.configuration);
  // A price or a carbon intensity alone changes what it comes to, and nothing that the engine could explain; a field that is left
  // out of the numbers changes nothing, which whoever changed it has to hear.
  const isChanged =
    before !== null &&
    (runsOther || !areAlike(before.values, after.values) || noteSentences({before, after}).length > 0);
  const {explanation, incomparable} = runsOther ? explained(before, after) : {explanation: null, incomparable: null};
  const expectedSeconds = expectedOf(after, explanation, runsOther);
  const isBaseUnusable = before === null && mayBeUnusable;
  const crossed = crossedLimits({before, after, explanation, incomparable, expectedSeconds, isBaseUnusable});
  return {
    name: after.scenario.name,
    status: before === null ? "added" : isChanged ? "changed" : "unchanged",
    verdict: verdictOf(after, crossed),
    before,
    after,
    explanation,
    incomparable,
    crossed,
    unasked: unaskedLimits(before, after),
    expectedSeconds,
  };
}

function explained(
  before: SolvedScenario,
  after: SolvedScenario,
): {readonly explanation: Explanation | null; readonly incomparable: string | null} {
  const [old, price] = [before.scenario.pricePerHour, after.scenario.pricePerHour];
  const prices = old === null || price === null ? undefined : {baseline: old, proposal: price};
  try {
    return {
      explanation: explain(before.scenario.configuration, after.scenario.configuration, {prices}),
      incomparable: null,
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {explanation: null, incomparable: error.message};
  }
}

/**
 * A measured time of the base, divided by the speed-up of the step; as it is where the same is run, or nothing is known of what
 * was. What does not fit has no time.
 */
function expectedOf(
  {scenario: {measuredSeconds}, profile}: SolvedScenario,
  explanation: Explanation | null,
  runsOther: boolean,
): number | null {
  if (measuredSeconds === null || !profile.fits) return null;
  if (!runsOther) return measuredSeconds;
  if (!isAnswered(explanation)) return null;
  const {baseline, proposal} = explanation;
  return measuredSeconds * (proposal.profile.latencySeconds / baseline.profile.latencySeconds);
}

function verdictOf({profile}: SolvedScenario, crossed: readonly CrossedLimit[]): ScenarioVerdict {
  if (!profile.fits) return "does-not-fit";
  if (crossed.some(({level}) => level === "error")) return "error";
  return crossed.length > 0 ? "warn" : "pass";
}

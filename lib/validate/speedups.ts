import {BoundedGroups} from "./boundedGroups.js";
import {isPositive} from "./checkedAnswer.js";
import {directionIsRight} from "./direction.js";
import {figuresOf, rules, type Rule, type SpeedupFigures, type SpeedupGroup, type SpeedupSummary} from "./figures.js";
import {logErrorOf, LogErrors} from "./logErrors.js";
import {ReasonTally} from "./reasonTally.js";
import {speedupTargets, type SpeedupScope} from "./scopes.js";
import {WorstRows} from "./worstRows.js";

/** One measured speed-up, and what each rule says of it; a rule that cannot answer says null. */
export interface Speedup {
  readonly id: string;
  readonly place: string;
  readonly category: string;
  readonly scopes: readonly SpeedupScope[];
  readonly measured: number;
  readonly predicted: Readonly<Record<Rule, number | null>> & {readonly engine: number};
}

/** Errors and directions of one rule. */
class RuleScore {
  readonly #errors = new LogErrors();
  #right = 0;

  add(predicted: number, measured: number): void {
    this.#errors.add(logErrorOf(predicted, measured));
    if (directionIsRight(predicted, measured)) this.#right += 1;
  }

  figures(): SpeedupFigures {
    const {count} = this.#errors;
    return {...figuresOf(this.#errors), directionAccuracy: count === 0 ? null : this.#right / count};
  }
}

/** Scores of all rules over one group of speed-ups. */
class GroupScore {
  readonly #byRule = new Map(rules.map((rule) => [rule, new RuleScore()]));

  add({predicted, measured}: Speedup): void {
    for (const [rule, score] of this.#byRule) {
      const value = predicted[rule];
      if (value !== null) score.add(value, measured);
    }
  }

  group(): SpeedupGroup {
    const figures = (rule: Rule): SpeedupFigures => this.#byRule.get(rule)!.figures();
    const baselines = Object.fromEntries(rules.map((rule) => [rule, figures(rule)])) as Record<Rule, SpeedupFigures>;
    return {...baselines.engine, baselines};
  }
}

/** Scores any number of speed-ups in constant memory. */
export class SpeedupTally {
  readonly skipped = new ReasonTally();
  readonly #all = new GroupScore();
  readonly #byCategory = new BoundedGroups(() => new GroupScore());
  readonly #byScope = new Map<SpeedupScope, GroupScore>();
  readonly #worst = new WorstRows();
  #count = 0;

  /** Scores one speed-up, or counts it as skipped where it is no number that one could have measured. */
  add(speedup: Speedup): void {
    if (!isPositive(speedup.measured) || !isPositive(speedup.predicted.engine)) {
      this.skipped.add("the speed-up is no number above 0");
      return;
    }
    this.#count += 1;
    this.#all.add(speedup);
    this.#byCategory.of(speedup.category).add(speedup);
    for (const scope of speedup.scopes) {
      const score = this.#byScope.get(scope) ?? new GroupScore();
      this.#byScope.set(scope, score);
      score.add(speedup);
    }
    const {id, place, category, measured} = speedup;
    const predicted = speedup.predicted.engine;
    const logError = logErrorOf(predicted, measured);
    if (this.#worst.takes(logError)) this.#worst.add({id, place, category, predicted, measured, logError});
  }

  /** The scores of all that was added. */
  summary(): SpeedupSummary {
    const rows = this.#count + this.skipped.count;
    const scopes = Object.entries(speedupTargets).flatMap(([scope, target]) => {
      const score = this.#byScope.get(scope as SpeedupScope);
      return score === undefined ? [] : [[scope, {...score.group(), target}] as const];
    });
    return {
      ...this.#all.group(),
      rows,
      predictable: rows === 0 ? 0 : this.#count / rows,
      skipped: this.skipped.list(),
      byCategory: Object.fromEntries(this.#byCategory.entries().map(([name, score]) => [name, score.group()])),
      byScope: Object.fromEntries(scopes),
      worst: this.#worst.list(),
    };
  }
}

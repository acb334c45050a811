import {BoundedGroups} from "./boundedGroups.js";
import {figuresOf, type ValueSummary} from "./figures.js";
import {logErrorOf, LogErrors} from "./logErrors.js";
import {ReasonTally} from "./reasonTally.js";
import {valueTargets, type ValueScope} from "./scopes.js";
import {WorstRows} from "./worstRows.js";

/** One measured value and the engine's. */
export interface MeasuredValue {
  readonly id: string;
  readonly place: string;
  readonly category: string;
  readonly scope: ValueScope | null;
  readonly predicted: number;
  readonly measured: number;
}

/** Scores any number of values in constant memory. */
export class ValueTally {
  readonly skipped = new ReasonTally();
  readonly #all = new LogErrors();
  readonly #byCategory = new BoundedGroups(() => new LogErrors());
  readonly #byScope = new Map<ValueScope, LogErrors>();
  readonly #worst = new WorstRows();

  /** Scores one value. */
  add(value: MeasuredValue): void {
    const {category, scope, predicted, measured} = value;
    const logError = logErrorOf(predicted, measured);
    this.#all.add(logError);
    this.#byCategory.of(category).add(logError);
    if (scope !== null) this.#scope(scope).add(logError);
    if (this.#worst.takes(logError)) this.#worst.add({...nameOf(value), logError});
  }

  /** Adds all that another scored, but for what it skipped. */
  merge(other: ValueTally): void {
    this.#all.merge(other.#all);
    for (const [category, errors] of other.#byCategory.entries()) this.#byCategory.of(category).merge(errors);
    for (const [scope, errors] of other.#byScope) this.#scope(scope).merge(errors);
    this.#worst.merge(other.#worst);
  }

  /** Values that were scored. */
  get count(): number {
    return this.#all.count;
  }

  /** The scores of all that was added. */
  summary(): ValueSummary {
    const rows = this.count + this.skipped.count;
    const scopes = Object.entries(valueTargets).flatMap(([scope, target]) => {
      const errors = this.#byScope.get(scope as ValueScope);
      return errors === undefined ? [] : [[scope, {...figuresOf(errors), target}] as const];
    });
    return {
      ...figuresOf(this.#all),
      rows,
      predictable: rows === 0 ? 0 : this.count / rows,
      skipped: this.skipped.list(),
      byCategory: Object.fromEntries(this.#byCategory.entries().map(([name, errors]) => [name, figuresOf(errors)])),
      byScope: Object.fromEntries(scopes),
      worst: this.#worst.list(),
    };
  }

  #scope(scope: ValueScope): LogErrors {
    const errors = this.#byScope.get(scope) ?? new LogErrors();
    this.#byScope.set(scope, errors);
    return errors;
  }
}

function nameOf({id, place, category, predicted, measured}: MeasuredValue): Omit<MeasuredValue, "scope"> {
  return {id, place, category, predicted, measured};
}

import type {Configuration} from "../engine/types.js";

/** What the first stage sees, and with it all that follow. */
export interface Start {
  readonly configuration: Configuration;
}

/** What happens to a stage, by its name. */
export type StageStart<Results> = {
  readonly stage: Exclude<keyof Results, keyof Start>;
  readonly results: Partial<Results>;
};

/** A stage that has ended, with its result; testing `stage` tells the type of `result`. */
export type StageEnd<Results> = {
  [Name in Exclude<keyof Results, keyof Start>]: {readonly stage: Name; readonly result: Results[Name]};
}[Exclude<keyof Results, keyof Start>];

/** What a caller hears of a run. */
export interface Callbacks<Results> {
  /** Before a stage, with the results of those before it. */
  readonly onStart?: (event: StageStart<Results>) => void;
  /** After a stage, with its own result. A stage that throws does not end. */
  readonly onEnd?: (event: StageEnd<Results>) => void;
}

/** A name that no stage before it has. */
type NewName<Name extends string, Results> = Name extends keyof Results ? never : Name;

/** Stages that run one after the other, each seeing the results of those before it. */
export interface Pipeline<Results extends Start> {
  /** The names of the stages, in the order in which they run. */
  readonly stages: readonly string[];
  /**
   * This pipeline with one more stage at its end; itself unchanged.
   *
   * @param name of its result, by which later stages see it.
   * @param perform makes the result from those of the stages before it, and from the configuration.
   * @throws RangeError where an earlier stage has that name.
   */
  stage<const Name extends string, Result>(
    name: NewName<Name, Results>,
    perform: (results: Readonly<Results>) => Result,
  ): Pipeline<Results & {readonly [Key in Name]: Result}>;
  /**
   * Runs all stages on a configuration.
   *
   * @returns the configuration and the result of each stage under its name.
   * @throws StageError where a stage throws, naming it; what a callback throws comes through as it is.
   */
  run(configuration: Configuration, callbacks?: Callbacks<Results>): Results;
}

/** What a stage threw, with the stage that threw it. The error itself is the `cause`. */
export class StageError extends Error {
  override name = "StageError";
  readonly stage: string;

  constructor(stage: string, cause: unknown) {
    super(`stage "${stage}": ${cause instanceof Error ? cause.message : String(cause)}`, {cause});
    this.stage = stage;
  }
}

interface Stage {
  readonly name: string;
  readonly perform: (results: never) => unknown;
}

/** An empty pipeline, to which stages are added. It keeps no state: a run knows nothing of other runs. */
export function pipeline(): Pipeline<Start> {
  return made<Start>([]);
}

function made<Results extends Start>(stages: readonly Stage[]): Pipeline<Results> {
  const names = stages.map(({name}) => name);
  return {
    stages: names,
    stage(name, perform) {
      if (name === "configuration" || names.includes(name))
        throw new RangeError(`there is a "${name}" already: expected a name of its own for each stage`);
      return made([...stages, {name, perform}]);
    },
    run(configuration, {onStart, onEnd}: Callbacks<Results> = {}) {
      let results: Readonly<Record<string, unknown>> = Object.freeze({configuration});
      for (const stage of stages) {
        onStart?.({stage: stage.name, results} as unknown as StageStart<Results>);
        const result = performed(stage, results);
        // A new object for each stage: one that keeps what it was given sees no more than it had.
        results = Object.freeze({...results, [stage.name]: result});
        onEnd?.({stage: stage.name, result} as unknown as StageEnd<Results>);
      }
      return results as unknown as Results;
    },
  };
}

function performed({name, perform}: Stage, results: object): unknown {
  try {
    return perform(results as never);
  } catch (error) {
    throw new StageError(name, error);
  }
}

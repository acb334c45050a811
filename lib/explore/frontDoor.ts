import {UserError} from "../catalog/userError.js";
import {solve} from "../engine/solve.js";
import type {Hardware, Model, Profile} from "../engine/types.js";
import {explain, type ExplainOptions} from "../explainer/explain.js";
import {renderText} from "../explainer/renderText.js";
import type {Explanation} from "../explainer/types.js";
import {configure} from "./configure.js";
import {optionKeys, optionSpecs, parseOption, type Options} from "./options.js";

/** What `Engine.solve` takes: the model, the hardware, and whatever of the scenario is not the default. */
export interface SolveRequest extends Partial<Omit<Options, "batch">> {
  readonly model: Model;
  readonly hardware: Hardware;
  /** Sequences run together, or "max" for the largest batch that fits; 1 by default. */
  readonly batchSize?: number | "max";
}

/** The engine, as the tutorials call it. */
export const Engine = {
  /**
   * How long a step of the model takes on the hardware, and why.
   *
   * @throws UserError where an option is out of range or unknown, naming it and what was expected.
   */
  solve({model, hardware, batchSize, ...rest}: SolveRequest): Profile {
    const asked: Record<string, string | number | null | undefined> = {...rest, batch: batchSize};
    const options: Partial<Record<keyof Options, unknown>> = {};
    for (const [key, value] of Object.entries(asked)) {
      if (!(key in optionSpecs)) {
        throw new UserError(`unknown option "${key}": expected model, hardware, batchSize, ${libraryOptions()}`);
      }
      if (value === undefined || value === null) continue;
      options[key as keyof Options] = parseOption(
        key as keyof Options,
        String(value),
        key === "batch" ? "batchSize" : key,
      );
    }
    return solve(configure({model, hardware, options: options as Partial<Options>}));
  },
} as const;

/** Two profiles to compare; each carries its configuration, which is how hybrids of the two can be solved. */
export interface ComparisonRequest extends ExplainOptions {
  readonly baseline: Profile;
  readonly proposal: Profile;
}

/** The explainer, as the tutorials call it. */
export const DifferentialExplainer = {
  /**
   * Why the proposal is faster or slower than the baseline. The answer turns into its text form as a string.
   *
   * @throws GranularityError where the two were solved at different granularities.
   */
  comparePerformance({baseline, proposal, ...options}: ComparisonRequest): Explanation {
    const explanation = explain(baseline.configuration, proposal.configuration, options);
    return Object.defineProperty(explanation, "toString", {value: () => renderText(explanation), enumerable: false});
  },
} as const;

function libraryOptions(): string {
  return [...optionKeys.values()].filter((key) => key !== "batch").join(", ");
}

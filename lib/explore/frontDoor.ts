import {UserError} from "../engine/userError.js";
import {solve} from "../engine/solve.js";
import type {Hardware, Model, Profile} from "../engine/types.js";
import {explain, type ExplainOptions} from "../explainer/explain.js";
import {renderText} from "../explainer/renderText.js";
import {headlineWords, metrics, type Explanation} from "../explainer/types.js";
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
    const options: Partial<Record<keyof Options, unknown>> = {};
    const set = (key: keyof Options, name: string, value: string | number | null | undefined) => {
      if (value !== undefined && value !== null) options[key] = parseOption(key, String(value), name);
    };
    for (const [key, value] of Object.entries(rest)) {
      if (key === "batch" || !Object.hasOwn(optionSpecs, key)) {
        throw new UserError(`unknown option "${key}": expected model, hardware, batchSize, ${libraryOptions()}`);
      }
      set(key as keyof Options, key, value);
    }
    set("batch", "batchSize", batchSize);
    return solve(configure({model, hardware, options: options as Partial<Options>}));
  },
} as const;

/** Two profiles to compare; each carries its configuration, which is how hybrids of the two can be solved. */
export interface ComparisonRequest extends ExplainOptions {
  readonly baseline: Profile;
  readonly proposal: Profile;
}

/** An explanation whose string is its text form. */
export type PrintableExplanation = Explanation & {toString(): string};

/** The explainer, as the tutorials call it. */
export const DifferentialExplainer = {
  /**
   * Why the proposal is faster or slower than the baseline. The answer turns into its text form as a string.
   *
   * @throws UserError where an option is unknown, naming it and what was expected.
   * @throws GranularityError where the two were solved at different granularities.
   */
  comparePerformance({baseline, proposal, ...options}: ComparisonRequest): PrintableExplanation {
    for (const [key, value] of Object.entries(options)) checkExplainOption(key, value);
    const explanation = explain(baseline.configuration, proposal.configuration, options);
    return Object.defineProperty(explanation, "toString", {
      value: () => renderText(explanation, options),
      enumerable: false,
    });
  },
} as const;

function libraryOptions(): string {
  return [...optionKeys.values()].filter((key) => key !== "batch").join(", ");
}

/** The words that an option takes; null where it takes numbers, which the explainer checks. */
const explainOptions: Readonly<Record<keyof ExplainOptions, readonly unknown[] | null>> = {
  metric: metrics,
  headline: headlineWords,
  prices: null,
  measured: null,
  verbose: [true, false],
};

function checkExplainOption(key: string, value: unknown): void {
  if (!Object.hasOwn(explainOptions, key)) {
    throw new UserError(
      `unknown option "${key}": expected baseline, proposal, ${Object.keys(explainOptions).join(", ")}`,
    );
  }
  const words = explainOptions[key as keyof ExplainOptions];
  if (value === undefined || words === null || words.includes(value)) return;
  const claims = key === "headline";
  if (claims && typeof value === "number") return;
  throw new UserError(
    `${key}: expected ${words.join(", ")}${claims ? " or a ratio" : ""}, got ${JSON.stringify(value)}`,
  );
}

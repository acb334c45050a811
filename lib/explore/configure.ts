import {findCalibration} from "../catalog/lookup.js";
import {resolveCalibration} from "../catalog/resolveCalibration.js";
import {UserError} from "../engine/userError.js";
import {canonical} from "../engine/change.js";
import {divides} from "../engine/cure.js";
import {precisionOf} from "../engine/precision.js";
import type {Configuration, Hardware, Model} from "../engine/types.js";
import {defaultOptions, type Options} from "./options.js";

/** What a reader asks about: a model on a machine, and whatever differs from the default scenario. */
export interface Question {
  readonly model: Model;
  readonly hardware: Hardware;
  readonly options?: Partial<Options> | undefined;
}

/**
 * Turns a question into the complete configuration that the engine takes.
 *
 * @throws UserError where the options do not go together: more tokens than the model's context, or a tensor-parallel size
 * that does not divide its heads.
 */
export function configure({model, hardware, options}: Question): Configuration {
  const chosen = {...defaultOptions, ...options};
  const {phase, batch, inputLength, outputLength, tensorParallel, execution, granularity} = chosen;
  const tokens = inputLength + (phase === "decode" ? outputLength : 0);
  if (tokens > model.maxContext) {
    const asked = phase === "decode" ? `input-length ${inputLength} and output-length ${outputLength}` : "input-length";
    throw new UserError(
      `${asked}: ${tokens} tokens are more than the context of ${model.name}; expected at most ${model.maxContext}`,
    );
  }
  if (!divides({model}, tensorParallel)) {
    throw new UserError(
      `tp ${tensorParallel} does not divide the ${model.heads} heads, ${model.kvHeads} KV heads and feed-forward width ${model.feedForwardSize} of ${model.name}: expected a divisor, such as 1 or 2`,
    );
  }
  const configuration: Configuration = {
    model,
    hardware,
    scenario: {
      phase,
      batch,
      inputLength,
      outputLength,
      precision: precisionOf(chosen.precision, chosen.kvPrecision ?? undefined),
      tensorParallel,
      execution,
      granularity,
    },
    calibration: resolveCalibration(findCalibration(chosen.calibration), hardware),
  };
  return canonical(configuration);
}

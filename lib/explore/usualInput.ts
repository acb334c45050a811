import {generates} from "../engine/passes.js";
import type {Model, Phase} from "../engine/types.js";

/** What decides how long an input may be. */
export interface InputLimits {
  readonly model: Model;
  readonly phase: Phase;
  readonly outputLength: number;
}

/** The longest input that a model takes beside what it generates: at least one token, and Infinity where nothing limits it. */
export function longestInput({model, phase, outputLength}: InputLimits): number {
  if (!("maxContext" in model)) return Infinity;
  return Math.max(1, model.maxContext - (generates(phase) ? outputLength : 0));
}

/** The input length to compute where none is asked for: `length`, or what a model with a shorter context can take. */
export function usualInput(length: number, ...sides: readonly InputLimits[]): number {
  return Math.min(length, ...sides.map(longestInput));
}

import type {Phase} from "../engine/types.js";
import {unitMade} from "../engine/unitMade.js";
import type {Side} from "../explainer/types.js";
import {phasesOf} from "./checkScenario.js";
import type {Options} from "./options.js";
import type {SideChoice, SideChoices} from "./sideChoices.js";
import type {SideModels} from "./sideModels.js";
import {longestInput, usualInput, type InputLimits} from "./usualInput.js";

/** The options that not every model takes. */
export type ModelOptions = Pick<Options, "phase" | "inputLength">;

/** What of a state the phase and the length have to go with; no phase where nobody asked for one. */
interface Asked {
  readonly options: Partial<Pick<Options, "phase">> & Pick<Options, "outputLength">;
  readonly alone: SideChoices;
}

/** A state whose options are all there. */
interface Complete extends Asked {
  readonly options: Options;
}

const sides: readonly Side[] = ["baseline", "proposal"];

/** The phases that the models of both sides have. */
export function commonPhases({baseline, proposal}: SideModels): readonly Phase[] {
  return phasesOf(baseline).filter((phase) => phasesOf(proposal).includes(phase));
}

/**
 * The phase and the input length of both sides where nobody asks for others: those of `fallback`, as far as the models have
 * the one and hold the other. Where `options` state a phase, the length is one for that.
 */
export function usualOptions(asked: Asked, models: SideModels, fallback: ModelOptions): ModelOptions {
  const known = sharedPhases(asked.alone, models);
  const phase = known.includes(fallback.phase) ? fallback.phase : known[0]!;
  const {outputLength, phase: present = phase} = asked.options;
  const limits = limitsOf({options: {phase: present, outputLength}, alone: asked.alone}, models);
  return {phase, inputLength: usualInput(fallback.inputLength, ...limits)};
}

/**
 * The state after a change by the reader of the models, the phase or the output. A phase and a length that were as usual
 * become what is usual now, and so do those that the models do not take.
 */
export function withUsualOptions<State extends Complete>(
  [before, oldModels]: readonly [Complete, SideModels],
  [after, models]: readonly [State, SideModels],
  fallback: ModelOptions,
): State {
  const [was, is] = [before.options, after.options];
  const isSame = is.phase === was.phase && is.outputLength === was.outputLength;
  if (isSame && sides.every((side) => oldModels[side] === models[side])) return after;
  const old = usualOptions(before, oldModels, fallback);
  const alone = {
    baseline: withKnownPhase(after.alone.baseline, models.baseline),
    proposal: withKnownPhase(after.alone.proposal, models.proposal),
  };
  const isChosen = is.phase !== was.phase || was.phase !== old.phase;
  const kept = isChosen && sharedPhases(alone, models).includes(is.phase) ? {phase: is.phase} : {};
  const usual = usualOptions({options: {outputLength: is.outputLength, ...kept}, alone}, models, fallback);
  const options = {...is, phase: usual.phase, ...kept};
  const longest = longestOfBoth({options, alone}, models);
  const isUsual = was.inputLength === old.inputLength && is.inputLength === was.inputLength;
  const inputLength = isUsual || is.inputLength > longest ? usual.inputLength : is.inputLength;
  return {...after, alone, options: {...options, inputLength}};
}

/** What the steps of both sides make: "token", "sample", or "token or sample" where one makes this and the other that. */
export function madeName({options, alone}: Complete, models: SideModels): string {
  const units = sides.map((side) =>
    unitMade({model: models[side], scenario: {phase: alone[side].options.phase ?? options.phase}}),
  );
  return [...new Set(units)].join(" or ");
}

/** The longest input that both sides take. */
export function longestOfBoth(state: Complete, models: SideModels): number {
  return Math.min(...limitsOf(state, models).map(longestInput));
}

/** The phases that every side has which takes the common one. */
function sharedPhases(alone: SideChoices, models: SideModels): readonly Phase[] {
  const [first = commonPhases(models), second = first] = sides
    .filter((side) => alone[side].options.phase === undefined)
    .map((side) => phasesOf(models[side]));
  return first.filter((phase) => second.includes(phase));
}

/** What limits the input of each side. */
function limitsOf(
  {options, alone}: {readonly options: Pick<Options, "phase" | "outputLength">; readonly alone: SideChoices},
  models: SideModels,
): InputLimits[] {
  return sides.map((side) => {
    const {phase = options.phase, outputLength = options.outputLength} = alone[side].options;
    return {model: models[side], phase, outputLength};
  });
}

function withKnownPhase(choice: SideChoice, model: SideModels[Side]): SideChoice {
  const {phase, ...options} = choice.options;
  return phase === undefined || phasesOf(model).includes(phase) ? choice : {...choice, options};
}

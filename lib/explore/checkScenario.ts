import {alternatives} from "../catalog/alternatives.js";
import {divides} from "../engine/cure.js";
import {unknownTraining} from "../engine/lowerNetwork.js";
import {generates} from "../engine/passes.js";
import type {Architecture, Model, NetworkModel, Phase, Scenario} from "../engine/types.js";
import {UserError} from "../engine/userError.js";

const generating: readonly Phase[] = ["decode", "prefill", "request", "serving", "forward", "training"];
const whole: readonly Phase[] = ["forward", "training"];

const phasesOfKind: Readonly<Record<Architecture, readonly Phase[]>> = {
  decoder: generating,
  ssm: generating,
  "encoder-decoder": generating,
  encoder: whole,
  cnn: whole,
  diffusion: whole,
  recommendation: whole,
};

/** The phases that a model can be computed in; the first is the one that it is usually asked about. */
export function phasesOf(model: Model): readonly Phase[] {
  const known = phasesOfKind[model.architecture];
  return isUntrainable(model) ? known.filter((phase) => phase !== "training") : known;
}

/** Whether what training keeps of a model is not known. */
function isUntrainable(model: Model): model is NetworkModel {
  return (model.architecture === "cnn" || model.architecture === "diffusion") && model.activationsPerSample === null;
}

/**
 * The phase to compute: the one that was asked for, or the first that the model has.
 *
 * @throws UserError where the model has no such phase.
 */
export function phaseFor(model: Model, asked: Phase | undefined): Phase {
  const known = phasesOf(model);
  if (asked === undefined) return known[0]!;
  if (known.includes(asked)) return asked;
  throw new UserError(lacksPhase(model, asked));
}

/** What to say of a phase that a model does not have. */
export function lacksPhase(model: Model, phase: Phase): string {
  if (phase === "training" && isUntrainable(model)) return unknownTraining(model);
  return `phase ${phase}: ${model.name} generates no tokens; expected ${alternatives(phasesOf(model))}`;
}

/**
 * Checks that the model's context holds what is asked of it.
 *
 * @throws UserError saying how many tokens there are and how many there may be.
 */
export function checkTokens(model: Model, {phase, inputLength, outputLength}: Scenario): void {
  if (!("maxContext" in model)) return;
  const tokens =
    model.architecture === "encoder" && model.tokensPerSample !== null
      ? model.tokensPerSample
      : inputLength + (generates(phase) ? outputLength : 0);
  if (tokens <= model.maxContext) return;
  const asked = generates(phase) ? `input-length ${inputLength} and output-length ${outputLength}` : "input-length";
  throw new UserError(
    `${asked}: ${tokens} tokens are more than the context of ${model.name}; expected at most ${model.maxContext}`,
  );
}

/**
 * Checks that the model and the batch can be divided over the devices that are asked for.
 *
 * @throws UserError naming the flag, what it does not divide, and what would.
 */
export function checkParallelism(model: Model, scenario: Scenario): void {
  const {dataParallel, batch} = scenario;
  checkDivision(model, scenario);
  if (batch !== "max" && batch < dataParallel) {
    throw new UserError(`dp ${dataParallel}: batch ${batch} leaves copies without a sequence; expected batch ≥ dp`);
  }
}

/**
 * Checks that the model can be divided over the devices that are asked for, whether or not there is work for all.
 *
 * @throws UserError naming the flag, what it does not divide, and what would.
 */
export function checkDivision(model: Model, scenario: Scenario): void {
  const {tensorParallel, pipelineParallel, dataParallel, expertParallel} = scenario;
  if (!divides({model}, tensorParallel)) {
    throw new UserError(`tp ${tensorParallel} does not divide ${parts(model)}: expected a divisor, such as 1 or 2`);
  }
  if (scenario.offload && scenario.phase === "training") {
    throw new UserError("offload weights: training changes all weights and keeps them on the device; expected none");
  }
  const layers = layersOf(model);
  if (pipelineParallel > layers) {
    throw new UserError(
      `pp ${pipelineParallel}: ${model.name} has ${layers} layers to divide; expected at most ${layers}`,
    );
  }
  if (expertParallel === 1) return;
  const experts = model.architecture === "decoder" ? (model.experts?.count ?? 0) : 0;
  if (experts === 0) throw new UserError(`ep ${expertParallel}: ${model.name} has no experts; expected 1`);
  const devices = tensorParallel * dataParallel;
  const even = expertParallel % tensorParallel === 0 || tensorParallel % expertParallel === 0;
  if (experts % expertParallel !== 0 || expertParallel > devices || !even) {
    throw new UserError(
      `ep ${expertParallel}: expected a divisor of the ${experts} experts of ${model.name}, a divisor or multiple of tp ${tensorParallel}, and at most tp × dp = ${devices}`,
    );
  }
}

/** Layers that a pipeline can divide: of an encoder and a decoder each stage has its share of both. */
function layersOf(model: Model): number {
  if (!("layers" in model)) return 1;
  return model.architecture === "encoder-decoder" ? Math.min(model.layers, model.encoderLayers) : model.layers;
}

function parts(model: Model): string {
  switch (model.architecture) {
    case "decoder":
      return `the ${model.heads} heads, ${model.kvHeads} KV heads and feed-forward width ${model.feedForwardSize} of ${model.name}`;
    case "encoder":
    case "encoder-decoder":
      return `the ${model.heads} heads and feed-forward width ${model.feedForwardSize} of ${model.name}`;
    case "ssm":
      return `the inner width ${model.innerSize} of ${model.name}`;
    case "cnn":
    case "diffusion":
    case "recommendation":
      return `${model.name}, of which no shape is known`;
  }
}

import {listHardware, listModels, listCalibrations} from "../../lib/catalog/lookup.js";
import {resolveCalibration} from "../../lib/catalog/resolveCalibration.js";
import {defaultScenario, defaultTraining} from "../../lib/engine/defaultScenario.js";
import type {Operator} from "../../lib/engine/operator.js";
import type {Configuration, DecoderModel, Model, Scenario, TrainingPlan} from "../../lib/engine/types.js";

/** What a test says of a scenario; the rest is a training step of one sequence of 1,024 tokens on one device. */
export type Asked = Partial<Omit<Scenario, "training">> & {readonly training?: Partial<TrainingPlan>};

/** A scenario of training, or of whatever phase is asked for. */
export function scenarioOf({training, ...asked}: Asked = {}): Scenario {
  return {...defaultScenario, phase: "training", ...asked, training: {...defaultTraining, ...training}};
}

/** A model of the catalog. */
export function modelOf(id: string): Model {
  const model = listModels().find((one) => one.id === id);
  if (model === undefined) throw new Error(`the catalog has no ${id}`);
  return model;
}

/** A scenario on an accelerator of the catalog, calibrated. */
export function configurationOf(model: Model, asked: Asked = {}, hardwareId = "h100-sxm"): Configuration {
  const hardware = listHardware().find(({id}) => id === hardwareId);
  const calibration = listCalibrations().find(({id}) => id === "calibrated");
  if (hardware === undefined || calibration === undefined) throw new Error(`the catalog has no ${hardwareId}`);
  return {hardware, model, scenario: scenarioOf(asked), calibration: resolveCalibration(calibration, hardware)};
}

/** A decoder of GPT's shape: all heads alike, a feed-forward block four times as wide; positions left out. */
export function gpt(layers: number, hiddenSize: number, vocabularySize: number): DecoderModel {
  return {
    id: "gpt",
    name: "GPT",
    family: "GPT",
    architecture: "decoder",
    layers,
    hiddenSize,
    heads: hiddenSize / 128,
    kvHeads: hiddenSize / 128,
    headSize: 128,
    feedForwardSize: 4 * hiddenSize,
    gatedFeedForward: false,
    vocabularySize,
    maxContext: 2048,
    slidingWindow: null,
    fullAttentionLayers: 0,
    tiedEmbeddings: true,
    learnedPositions: 0,
    queryKeyNorm: false,
    attentionBias: false,
    parallelBlocks: false,
    experts: null,
    latentAttention: null,
  };
}

/** Sum of a figure over all operators of a step, or over those whose ids match. */
export function total(
  operators: readonly Operator[],
  figure: Exclude<keyof Operator, "id" | "arithmetic" | "captured" | "repeat">,
  matching = /^/,
): number {
  return operators
    .filter(({id}) => matching.test(id))
    .reduce((sum, operator) => sum + operator.repeat * operator[figure], 0);
}

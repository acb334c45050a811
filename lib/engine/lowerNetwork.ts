import {elementwise, type Operator} from "./operator.js";
import type {Pass} from "./passes.js";
import {isWeightOnly} from "./precision.js";
import {UnpublishedFigureError} from "./resolveHardware.js";
import type {NetworkModel, Scenario} from "./types.js";
import {valueSizes} from "./valueSizes.js";

/**
 * Times that each value is read or written by normalisation and activation where these are kernels of their own: a read for
 * the statistics of the batch (in training alone), a read and a write of each of the two.
 */
const passesOverValues = {training: 5, forward: 4};

/** Kernels of normalisation and activation beside one of a convolution. */
const launchesBeside = 2;

/**
 * Values that the layers write in one forward pass of one sample, for training, which keeps them all until the backward pass:
 * without their count it is not known what fits.
 *
 * @throws UnpublishedFigureError where nobody publishes it.
 */
export function trainedActivations(model: NetworkModel): number {
  if (model.activationsPerSample === null) throw new UnpublishedFigureError(unknownTraining(model));
  return model.activationsPerSample;
}

/** What to say of a network that cannot be trained here, because nobody publishes its activations. */
export function unknownTraining({name}: NetworkModel): string {
  return `${name} has no published count of activations (activationsPerSample), which training keeps in memory; expected phase forward`;
}

/**
 * Lowers a network of which only totals are known: one operator has the operations of all its layers, its weights, read
 * once, and the values that its layers write, each written and read once, with as many launches as it has kernels.
 * Inference engines fold normalisation into the weights and apply the activation before they write. Frameworks that launch
 * kernels one by one do not, and in training it cannot be done, since the statistics are those of the batch: there a second
 * operator moves each value several times more, and it is this one that bounds convolutional networks on fast accelerators.
 *
 * One roofline stands for layers of many shapes, so that it is too fast wherever some are bound by compute and others by
 * memory. Depthwise convolutions (MobileNet, EfficientNet) fill a small part of a matrix unit and reach a fraction of what
 * is assumed here. Batches of a few images, launched one by one, wait for the framework far longer than for a launch.
 *
 * A forward pass whose values nobody counts is charged for none, and is too fast where memory binds.
 *
 * @throws UnpublishedFigureError where it is training and nobody counts them.
 */
export function lowerNetwork(model: NetworkModel, scenario: Scenario, pass: Pass): Operator[] {
  const {parameters, flopPerSample, kernels} = model;
  const training = scenario.phase === "training";
  const sizes = valueSizes(scenario);
  const values = pass.sequences * (training ? trainedActivations(model) : (model.activationsPerSample ?? 0));
  const operators: Operator[] = [
    {
      id: "network",
      repeat: 1,
      arithmetic: "matrix",
      flop: pass.sequences * flopPerSample,
      widenedWeights: isWeightOnly(scenario.precision) ? parameters : 0,
      weightBytes: parameters * sizes.weight,
      activationBytes: 2 * values * sizes.narrow,
      kvCacheBytes: 0,
      linkBytes: 0,
      networkBytes: 0,
      hostBytes: 0,
      collectives: 0,
      launches: kernels,
      captured: true,
    },
  ];
  if (training || scenario.execution === "eager") {
    const moved = values * passesOverValues[training ? "training" : "forward"] * sizes.wide;
    operators.push({
      ...elementwise("normalisation and activation", 1, moved),
      launches: launchesBeside * kernels,
    });
  }
  return operators;
}

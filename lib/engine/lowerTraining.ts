import {elementwise, transfer, type Operator} from "./operator.js";
import {expertRanks} from "./parallelism.js";
import {bytesPerValue} from "./precision.js";
import {backwardOf, quantisation, trainedOperators, type Trained} from "./trainedOperators.js";
import {gradientFormat, optimizerBytesPerParameter, trainedParameters} from "./trainingMemory.js";
import {idle, parts, trainingTraffic, type Exchange} from "./trainingTraffic.js";
import type {Model, Scenario} from "./types.js";

/** What a pass is called, and the one of a step in which something more is exchanged. */
interface Names {
  readonly pass: string;
  readonly once: string;
}

const forward: Names = {pass: "forward", once: "first forward"};
const recompute: Names = {pass: "recompute", once: "last recompute"};
const backward: Names = {pass: "backward", once: "last backward"};

/**
 * Lowers one optimizer step of training, from the operators of its forward pass: for each micro-batch forward, whatever is
 * computed once more, and backward; then the optimizer's update. For products training is three times the forward pass.
 *
 * What copies of the model exchange goes on while they compute. It is attached to the products, in proportion to their
 * weights, so that each costs the longer of the two: what is left of the exchange as link time is what no product hides.
 * Weights gathered for the forward pass are hidden by its products; those for the backward pass, and the gradients, by the
 * products of recomputation and backward pass together; what is exchanged once a step, by those of one micro-batch alone.
 * One layer's exchange is one collective operation, of which each of its products has its share.
 *
 * With a pipeline of p stages a device has 1/p of the layers: all repeats are divided by p. Embedding and output projection
 * are shared out alike, though in truth the first and the last stage have them.
 *
 * @param operators the operators of the forward pass of one micro-batch.
 * @param microBatches micro-batches of one copy of the model.
 */
export function lowerTraining(
  model: Model,
  scenario: Scenario,
  operators: readonly Operator[],
  microBatches: number,
): Operator[] {
  const lowered: Operator[] = [];
  const treated = trainedOperators(model, scenario, operators);
  const {eachGather, firstGather, eachReduction, lastReduction} = trainingTraffic(model, scenario);
  let allWeights = 0;
  let trainedWeights = 0;
  for (const {operator, trained} of treated) {
    allWeights += operator.repeat * operator.weightBytes;
    if (trained) trainedWeights += operator.repeat * operator.weightBytes;
  }
  const gathered = ({operator}: Trained) => operator.weightBytes / allWeights;
  const reduced = ({operator, trained}: Trained) => (trained ? operator.weightBytes / trainedWeights : 0);
  const run = (names: Names, operator: Operator, each: Exchange, once: Exchange) =>
    push(lowered, names, operator, each, once, microBatches, scenario.pipelineParallel);
  const runBackward = (names: Names, operator: Operator, one: Trained, hidden: number) => {
    const each = parts(eachGather, hidden * gathered(one), eachReduction, hidden * reduced(one));
    run(names, operator, each, parts(idle, 0, lastReduction, hidden * reduced(one)));
  };

  for (const one of treated) {
    run(forward, one.operator, parts(eachGather, gathered(one), idle, 0), parts(firstGather, gathered(one), idle, 0));
  }
  // Of the work that hides the exchange of the backward pass, recomputation is a third, or half where weights are frozen.
  for (const one of treated) {
    if (one.recomputed) runBackward(recompute, one.operator, one, one.trained ? 1 / 3 : 1 / 2);
  }
  for (const one of treated) {
    const hidden = !one.recomputed ? 1 : one.trained ? 2 / 3 : 1 / 2;
    runBackward(backward, backwardOf(one), one, hidden);
  }
  for (const one of treated) {
    if (one.quantised) run(backward, quantisation(one), idle, idle);
  }
  if (trainedWeights === 0) {
    const {collectives, ...traffic} = parts(eachReduction, 1, lastReduction, 1);
    if (collectives > 0) lowered.push(transfer("gradient exchange", 1, traffic, collectives));
  }
  lowered.push(optimizerUpdate(model, scenario));
  return lowered;
}

/** Adds an operator that runs in each micro-batch, during the first or last of which `once` is exchanged beside. */
function push(
  lowered: Operator[],
  names: Names,
  operator: Operator,
  each: Exchange,
  once: Exchange,
  microBatches: number,
  stages: number,
): void {
  if (once.collectives === 0) {
    lowered.push(during(operator, names.pass, microBatches / stages, each));
    return;
  }
  const several = microBatches > 1;
  lowered.push(during(operator, several ? names.once : names.pass, 1 / stages, parts(each, 1, once, 1)));
  if (several) lowered.push(during(operator, names.pass, (microBatches - 1) / stages, each));
}

/** An operator as part of a pass, during which something is exchanged; written out, for this is the inner loop. */
function during(operator: Operator, name: string, times: number, exchange: Exchange): Operator {
  return {
    id: `${name}: ${operator.id}`,
    repeat: operator.repeat * times,
    arithmetic: operator.arithmetic,
    flop: operator.flop,
    widenedWeights: operator.widenedWeights,
    weightBytes: operator.weightBytes,
    activationBytes: operator.activationBytes,
    kvCacheBytes: operator.kvCacheBytes,
    linkBytes: operator.linkBytes + exchange.linkBytes,
    networkBytes: operator.networkBytes + exchange.networkBytes,
    hostBytes: operator.hostBytes,
    collectives: operator.collectives + exchange.collectives,
    launches: operator.launches,
    captured: operator.captured,
  };
}

/**
 * The optimizer's update of what one device has of the weights: it reads the gradient, reads and writes its state, and
 * writes the weight, which it reads as well where that is the wide copy itself.
 */
function optimizerUpdate(model: Model, scenario: Scenario): Operator {
  const {dataParallel, training, precision} = scenario;
  const {dense, experts} = trainedParameters(model, scenario);
  const parameters =
    training.zeroStage === 0 ? dense + experts : (dense + experts * expertRanks(scenario)) / dataParallel;
  const weight = bytesPerValue[precision.weights];
  const each =
    bytesPerValue[gradientFormat(scenario)] + 2 * optimizerBytesPerParameter(scenario) + (weight >= 4 ? 2 : 1) * weight;
  return elementwise("optimizer update", 1, parameters * each);
}

import {allReduce} from "./lowerDecoder.js";
import type {Operator} from "./operator.js";
import {totalParameters} from "./parameters.js";
import {bytesPerValue, wideFormat} from "./precision.js";
import type {Model, Scenario} from "./types.js";

/**
 * The back-of-the-envelope lowering: one operator of 2 FLOP per parameter and token that reads all weights, and nothing
 * else: no attention, no KV cache, no activations. It is what a whole-model roofline computes (Williams et al.,
 * doi 10.1145/1498765.1498785), and the granularity of the published tutorial.
 *
 * @param launchesPerLayer kernel launches that stand for one layer.
 */
export function lowerWholeModel(model: Model, scenario: Scenario, batch: number, launchesPerLayer: number): Operator[] {
  const {phase, inputLength, precision, tensorParallel} = scenario;
  const tokens = phase === "decode" ? batch : batch * inputLength;
  const parameters = totalParameters(model) / tensorParallel;
  const whole: Operator = {
    id: "model",
    repeat: 1,
    arithmetic: "matrix",
    flop: 2 * parameters * tokens,
    weightBytes: parameters * bytesPerValue[precision.weights],
    activationBytes: 0,
    kvCacheBytes: 0,
    linkBytes: 0,
    collectives: 0,
    launches: launchesPerLayer * model.layers,
  };
  if (tensorParallel === 1) return [whole];
  return [whole, allReduce(model, scenario, tokens, bytesPerValue[wideFormat[precision.activations]])];
}

import {elementwise, type Operator} from "./operator.js";
import type {Pass} from "./passes.js";
import {isWeightOnly} from "./precision.js";
import type {RecommendationModel, Scenario} from "./types.js";
import {valueSizes} from "./valueSizes.js";

/**
 * Lowers a recommendation model (DLRM, arXiv 1906.00091) into two operators: the rows gathered from the embedding tables,
 * each read and written once, and the dense layers with the interaction, whose weights are read once.
 *
 * Rows are taken to be read whole and from memory: caches help where few rows are popular, and rows shorter than a memory
 * sector waste part of it.
 */
export function lowerRecommendation(model: RecommendationModel, scenario: Scenario, pass: Pass): Operator[] {
  const {denseParameters, lookupsPerSample, embeddingSize, flopPerSample, kernels} = model;
  const sizes = valueSizes(scenario);
  const gathered = pass.sequences * lookupsPerSample * embeddingSize;
  return [
    elementwise("embedding gather", 1, gathered * (sizes.outer + sizes.wide)),
    {
      id: "dense layers",
      repeat: 1,
      arithmetic: "matrix",
      flop: pass.sequences * flopPerSample,
      widenedWeights: isWeightOnly(scenario.precision) ? denseParameters : 0,
      weightBytes: denseParameters * sizes.weight,
      activationBytes: gathered * sizes.wide,
      kvCacheBytes: 0,
      linkBytes: 0,
      networkBytes: 0,
      hostBytes: 0,
      collectives: 0,
      launches: Math.max(1, kernels - 1),
      captured: true,
    },
  ];
}

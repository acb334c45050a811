import type {TrainingPlan} from "../engine/types.js";
import {formatCount} from "./format.js";

/** The parts of a training plan, as a reader would name them: "ZeRO stage 2", "micro-batch 8". */
export const trainingTraits: readonly ((plan: TrainingPlan) => string)[] = [
  ({optimizer}) => `optimizer ${optimizer}`,
  ({recomputation}) => `recomputation ${recomputation}`,
  ({zeroStage}) => `ZeRO stage ${zeroStage}`,
  ({microBatch}) => (microBatch === 0 ? "micro-batch not set" : `micro-batch ${formatCount(microBatch)}`),
  ({loraRank}) => (loraRank === 0 ? "all weights trained" : `LoRA of rank ${formatCount(loraRank)}`),
];

/** The parts in which two plans differ, in words: "optimizer adam, ZeRO stage 0" and "optimizer sgd, ZeRO stage 2". */
export function trainingDifferences(before: TrainingPlan, after: TrainingPlan): readonly [string, string] {
  const differing = trainingTraits
    .map((trait) => [trait(before), trait(after)])
    .filter(([one, other]) => one !== other);
  return [differing.map(([one]) => one).join(", "), differing.map(([, other]) => other).join(", ")];
}

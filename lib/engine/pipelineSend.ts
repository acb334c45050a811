import {sendOn} from "./collectives.js";
import {transfer, type Operator} from "./operator.js";
import {stagesShareNode} from "./parallelism.js";
import type {Scenario} from "./types.js";

/** What the stages of a pipeline send on: `size` bytes, of which each device that shares the matrices sends its part. */
export function pipelineSend(scenario: Scenario, size: number, id = "pipeline send"): Operator {
  const {tensorParallel, pipelineParallel} = scenario;
  return transfer(id, pipelineParallel - 1, sendOn(size / tensorParallel, stagesShareNode(scenario)), 1);
}

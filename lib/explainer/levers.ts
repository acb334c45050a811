import {change} from "../engine/change.js";
import {divides} from "../engine/cure.js";
import {largestBatch} from "../engine/footprint.js";
import {generates} from "../engine/passes.js";
import {devicesOf} from "../engine/parallelism.js";
import {bytesPerValue, wideFormat} from "../engine/precision.js";
import {attentionFormatOrNull, linkRateOrNull} from "../engine/resolveHardware.js";
import {stepTime} from "../engine/stepTime.js";
import type {Configuration, Scenario} from "../engine/types.js";
import {formatCount} from "./format.js";
import {logSpeed} from "./metric.js";
import type {Lever, LeverId, Metric} from "./types.js";

/**
 * What settings that need no other machine would make of a configuration by the metric: narrower formats, captured graphs,
 * more of the same machine, or, where it counts, a larger batch. Those that fit, from the most to the least helpful.
 *
 * @param batch as solved.
 */
export function leversOf(configuration: Configuration, batch: number, metric: Metric): Lever[] {
  const {scenario} = configuration;
  // What training changes with its formats is more than their bytes.
  if (scenario.phase === "training") return [];
  const now = logSpeed(configuration, stepTime(configuration), metric);
  return candidates(configuration, batch, metric)
    .map(([id, label, changed]) => ({id, label, changed: change(configuration, {scenario: changed})}))
    .filter(({changed}) => largestBatch(changed) >= (changed.scenario.batch === "max" ? 1 : changed.scenario.batch))
    .map(({id, label, changed}) => ({
      id,
      label,
      speedup: Math.exp(logSpeed(changed, stepTime(changed), metric) - now),
    }))
    .toSorted((a, b) => b.speedup - a.speedup);
}

type Candidate = readonly [LeverId, string, Partial<Scenario>];

function candidates({hardware, model, scenario}: Configuration, batch: number, metric: Metric): Candidate[] {
  const {precision, tensorParallel, execution} = scenario;
  const wide = (format: keyof typeof bytesPerValue) => bytesPerValue[format] >= 2;
  const keepsKeys = model.architecture === "decoder" || model.architecture === "encoder-decoder";
  const caches = keepsKeys && generates(scenario.phase);
  const divided = {tensorParallel: 2 * tensorParallel};
  // Narrow arithmetic is of no use to weights that are narrower still: they are widened, to the format beside it.
  const computed = wide(precision.activations) ? precision.activations : wideFormat[precision.activations];
  const found: (Candidate | false)[] = [
    wide(precision.weights) &&
      hardware.peakFlopPerSecond.fp8 !== undefined &&
      attentionFormatOrNull(hardware, "fp8") !== null && [
        "fp8",
        "fp8 weights and arithmetic",
        {precision: {...precision, weights: "fp8", activations: "fp8"}},
      ],
    bytesPerValue[precision.weights] >= 1 &&
      attentionFormatOrNull(hardware, computed) !== null && [
        "int4-weights",
        computed === precision.activations ? "int4 weights" : `int4 weights with ${computed} arithmetic`,
        {precision: {...precision, weights: "int4", activations: computed}},
      ],
    caches && wide(precision.kvCache) && ["kv-fp8", "an fp8 KV cache", {precision: {...precision, kvCache: "fp8"}}],
    execution === "eager" && ["graph", "captured graphs", {execution: "graph"}],
    linkRateOrNull(hardware) !== null &&
      scenario.expertParallel === 1 &&
      divides({model}, divided.tensorParallel) && [
        "tensor-parallel",
        `tensor parallelism ${divided.tensorParallel} (${formatCount(devicesOf({...scenario, ...divided}))} accelerators)`,
        divided,
      ],
    // A larger batch never shortens a step: it is one where tokens are counted.
    metric !== "latency" && scenario.batch !== "max" && ["batch", `batch ${2 * batch}`, {batch: 2 * batch}],
  ];
  return found.filter((candidate) => candidate !== false);
}

import * as fc from "fast-check";
import {describe, it} from "vitest";
import {change, type Change} from "../../../lib/engine/change.js";
import {lower} from "../../../lib/engine/lower.js";
import type {Operator} from "../../../lib/engine/operator.js";
import {costOf, ratesOf} from "../../../lib/engine/roofline.js";
import {attentionLayers} from "../../../lib/engine/lowerAttention.js";
import type {Calibration, Configuration, Hardware, Model} from "../../../lib/engine/types.js";
import {bytes, bytesPerSecond, flopPerSecond, seconds} from "../../../lib/engine/units.js";
import {asking, atMost, batchOf, cases, generating, holds, timeOf} from "./holds.js";

const factor = fc.double({min: 1, max: 20, noNaN: true});

/** Each change of a machine that leaves less of one of its resources, by name. */
function scarcer({hardware}: Configuration, by: number): [string, Change][] {
  const less = (value: number) => value / by;
  const rate = (name: keyof Hardware): [string, Change][] => {
    const value = hardware[name] as number | null;
    return value === null ? [] : [[name, {hardware: {[name]: bytesPerSecond(less(value))}}]];
  };
  const {peakFlopPerSecond, memoryCapacityBytes, memoryAddressableBytes} = hardware;
  const capacity = bytes(less(memoryAddressableBytes ?? memoryCapacityBytes));
  return [
    ...Object.entries(peakFlopPerSecond).map(([format, peak]): [string, Change] => [
      `${format} peak`,
      {hardware: {peakFlopPerSecond: {...peakFlopPerSecond, [format]: flopPerSecond(less(peak))}}},
    ]),
    ...rate("memoryBandwidthBytesPerSecond"),
    ...rate("linkBandwidthBytesPerSecond"),
    ...rate("hostLinkBandwidthBytesPerSecond"),
    ["capacity", {hardware: {memoryCapacityBytes: capacity, memoryAddressableBytes: capacity}}],
  ];
}

/** Each change of a calibration that achieves less or takes longer, by name. */
function worse({calibration}: Configuration, by: number): [string, Change][] {
  const {matrixFraction, dequantisation, launchSeconds} = calibration;
  const changes: [string, Partial<Calibration>][] = [
    ["matrix, 16 bits", {matrixFraction: {...matrixFraction, bits16: matrixFraction.bits16 / by}}],
    ["matrix, 8 bits", {matrixFraction: {...matrixFraction, bits8: matrixFraction.bits8 / by}}],
    ["matrix, 4 bits", {matrixFraction: {...matrixFraction, bits4: matrixFraction.bits4 / by}}],
    ["attention", {attentionFraction: calibration.attentionFraction / by}],
    ["memory", {memoryFraction: calibration.memoryFraction / by}],
    ["link", {linkFraction: calibration.linkFraction / by}],
    ["widened products", {dequantisation: {...dequantisation, matrixFraction: dequantisation.matrixFraction / by}}],
    ["widening", {dequantisation: {...dequantisation, flopPerWeight: dequantisation.flopPerWeight + by}}],
    ["link latency", {linkLatencySeconds: seconds(calibration.linkLatencySeconds + by * 1e-6)}],
    ["launches of graphs", {launchSeconds: {...launchSeconds, graph: seconds(launchSeconds.graph + by * 1e-6)}}],
    ["launches of the host", {launchSeconds: {...launchSeconds, eager: seconds(launchSeconds.eager + by * 1e-6)}}],
    ["launches a layer", {launchesPerLayer: calibration.launchesPerLayer + by}],
    ["step", {stepSeconds: seconds(calibration.stepSeconds + by * 1e-6)}],
  ];
  return changes.map(([name, calibration]) => [name, {calibration}]);
}

/** Each model with one more, or a larger one, of what makes work, by name. */
function larger(model: Model, times: number): [string, Model][] {
  const grow = <Shape extends Model>(shape: Shape, names: readonly (keyof Shape & string)[]): [string, Model][] =>
    names.map((name) => [name, {...shape, [name]: (shape[name] as number) * times}]);
  switch (model.architecture) {
    case "decoder": {
      const {experts, slidingWindow} = model;
      const heads = {...model, heads: times * model.heads, kvHeads: times * model.kvHeads};
      const grown = grow(model, ["layers", "hiddenSize", "headSize", "feedForwardSize", "vocabularySize"]);
      if (model.latentAttention === null) grown.push(["heads", heads]);
      if (slidingWindow !== null) {
        grown.push(["window", {...model, slidingWindow: times * slidingWindow}]);
        const full = attentionLayers(model).full;
        grown.push(["full layers", {...model, fullAttentionLayers: Math.min(model.layers, times * full + 1)}]);
      }
      if (experts === null) return grown;
      const wider = {...experts, feedForwardSize: times * experts.feedForwardSize};
      const busier = {...experts, active: Math.min(experts.count, times * experts.active)};
      const more = {...experts, count: times * experts.count};
      for (const [name, changed] of [
        ["expert width", wider],
        ["active experts", busier],
        ["experts", more],
      ] as const) {
        grown.push([name, {...model, experts: changed}]);
      }
      return grown;
    }
    case "encoder":
      return grow(model, ["layers", "hiddenSize", "heads", "feedForwardSize"]);
    case "encoder-decoder":
      return grow(model, [
        "layers",
        "encoderLayers",
        "hiddenSize",
        "heads",
        "feedForwardSize",
        "vocabularySize",
        "framesPerSample",
        "melBins",
      ]);
    case "ssm":
      return grow(model, ["layers", "hiddenSize", "innerSize", "stateSize", "timeStepRank", "vocabularySize"]);
    case "recommendation":
      return grow(model, ["denseParameters", "lookupsPerSample", "embeddingSize", "flopPerSample", "kernels"]);
    default:
      return grow(model, ["parameters", "flopPerSample", "activationsPerSample", "kernels"]);
  }
}

describe("the time of an operator", () => {
  it("never falls when any of what it costs grows", () => {
    const figures = [
      "flop",
      "widenedWeights",
      "weightBytes",
      "activationBytes",
      "kvCacheBytes",
      "linkBytes",
      "networkBytes",
      "hostBytes",
      "collectives",
      "launches",
    ] as const;
    holds(1500, fc.record({configuration: cases, by: factor}), ({configuration, by}) => {
      const rates = ratesOf(configuration);
      for (const operator of lower(configuration, batchOf(configuration))) {
        const before = costOf(operator, rates).seconds;
        for (const figure of figures) {
          const more: Operator = {...operator, [figure]: by * operator[figure]};
          atMost(before, costOf(more, rates).seconds, `${operator.id}, more ${figure}`);
        }
      }
    });
  });
});

describe("the time of a step", () => {
  it("never falls when a resource of the machine or of the network shrinks", () => {
    holds(3000, fc.record({configuration: cases, by: factor}), ({configuration, by}) => {
      const before = timeOf(configuration);
      for (const [name, less] of scarcer(configuration, by)) {
        atMost(before, timeOf(change(configuration, less)), `less ${name}`);
      }
      const slower = bytesPerSecond(configuration.scenario.networkBytesPerSecond / by);
      atMost(before, timeOf(asking(configuration, {networkBytesPerSecond: slower})), "less network");
    });
  });

  it("never falls when less is achieved of a peak or something fixed takes longer", () => {
    holds(3000, fc.record({configuration: cases, by: factor}), ({configuration, by}) => {
      const before = timeOf(configuration);
      for (const [name, less] of worse(configuration, by)) {
        atMost(before, timeOf(change(configuration, less)), name);
      }
    });
  });

  it("never falls when the batch or the input grows, by one or to a multiple", () => {
    const more = fc.record({configuration: cases, times: fc.integer({min: 2, max: 9})});
    holds(4000, more, ({configuration, times}) => {
      const before = timeOf(configuration);
      const {inputLength, phase, pipelineParallel} = configuration.scenario;
      // More micro-batches in a pipeline: its bubble is a fraction of all that a step takes, what is done once among it.
      if (phase === "training" && pipelineParallel > 1) return;
      const batch = batchOf(configuration);
      for (const batch2 of [batch + 1, times * batch]) {
        atMost(before, timeOf(asking(configuration, {batch: batch2})), `batch ${batch2} for ${batch}`);
      }
      for (const longer of [inputLength + 1, times * inputLength]) {
        atMost(before, timeOf(asking(configuration, {inputLength: longer})), `input ${longer} for ${inputLength}`);
      }
    });
  });

  it("never falls when the output grows, in decode and in whole requests", () => {
    for (const phase of ["decode", "request"] as const) {
      holds(1500, fc.record({configuration: generating(phase), more: fc.integer({min: 1, max: 999})}), (one) => {
        const {configuration, more} = one;
        const outputLength = configuration.scenario.outputLength + more;
        atMost(timeOf(configuration), timeOf(asking(configuration, {outputLength})), phase);
      });
    }
  });

  it("never falls when the model grows in any direction", () => {
    const more = fc.record({configuration: cases, times: fc.integer({min: 2, max: 5})});
    holds(4000, more, ({configuration, times}) => {
      const before = timeOf(configuration);
      const {phase, dataParallel} = configuration.scenario;
      // What copies exchange is hidden behind the operators: of one that grows while it waits for the host, up to a hundredth more.
      const hiding = phase === "training" && dataParallel > 1 ? 0.01 : 0;
      for (const [name, model] of larger(configuration.model, times)) {
        atMost(before * (1 - hiding), timeOf({...configuration, model}), `more ${name}`);
      }
    });
  });
});

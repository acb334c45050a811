import type {ModelEntry} from "../catalog/types.js";
import {footprintOf, kvCacheBytesPerToken, weightsBytes} from "../engine/footprint.js";
import {activeParameters, totalParameters} from "../engine/parameters.js";
import {precisionOf, type PrecisionName} from "../engine/precision.js";
import type {Configuration, Hardware, Model} from "../engine/types.js";
import {formatBytes, formatCount, formatShare} from "../explainer/format.js";
import {configure} from "./configure.js";

/** What the engine counts of a model before anything is run: a name, a value, and how it comes about. */
export interface ModelFact {
  readonly label: string;
  readonly value: string;
  readonly note: string | null;
}

/** Formats in which weights are weighed: half as many bytes at each step. */
const weighed: readonly PrecisionName[] = ["bf16", "fp8", "int4-weights"];

/**
 * What follows from a model's shape: parameters beside the published count, bytes of its weights, and of what it caches.
 *
 * @param hardware any accelerator: none of the facts depends on it.
 */
export function modelFacts({model, publishedParameters}: ModelEntry, hardware: Hardware): readonly ModelFact[] {
  const configuration = configure({model, hardware});
  return [...parameterFacts(model, publishedParameters), ...weightFacts(configuration), ...cacheFacts(configuration)];
}

function parameterFacts(model: Model, published: number): readonly ModelFact[] {
  const computed = totalParameters(model);
  const active = activeParameters(model);
  const difference = computed / published - 1;
  return [
    {label: "parameters, published", value: formatCount(published), note: null},
    {
      label: "parameters, from the shape",
      value: formatCount(computed),
      note:
        model.architecture === "cnn" || model.architecture === "diffusion"
          ? "the published count itself"
          : apart(difference),
    },
    ...(active === computed
      ? []
      : [
          {
            label: "parameters that a token uses",
            value: formatCount(active),
            note: `${formatShare(active / computed)} of all`,
          },
        ]),
  ];
}

function apart(difference: number): string {
  if (difference === 0) return "equal to the published count";
  const size = Math.abs(difference);
  const share = size < 5e-5 ? `${(100 * size).toPrecision(1)} %` : `${(100 * size).toFixed(2)} %`;
  return `${share} ${difference > 0 ? "more" : "fewer"} than published`;
}

function weightFacts({model, scenario}: Configuration): readonly ModelFact[] {
  return weighed.map((name) => ({
    label: `weights in ${name === "int4-weights" ? "int4" : name}`,
    value: formatBytes(weightsBytes(model, {...scenario, precision: precisionOf(name)})),
    note: null,
  }));
}

function cacheFacts(configuration: Configuration): readonly ModelFact[] {
  const {model, scenario} = configuration;
  const formats = ["bf16", "fp8"] as const;
  const cachedIn = (format: (typeof formats)[number]): Configuration => ({
    ...configuration,
    scenario: {...scenario, precision: precisionOf("bf16", format)},
  });
  switch (model.architecture) {
    case "decoder":
      return formats.map((format) => ({
        label: `KV cache of a token in ${format}`,
        value: formatBytes(kvCacheBytesPerToken(model, cachedIn(format).scenario)),
        note:
          model.slidingWindow === null
            ? model.latentAttention === null
              ? null
              : "one compressed vector a layer"
            : `while it is within the window of ${formatCount(model.slidingWindow)} tokens`,
      }));
    case "encoder-decoder":
      return formats.map((format) => ({
        label: `KV cache of a token or frame in ${format}`,
        value: formatBytes(kvCacheBytesPerToken(model, cachedIn(format).scenario)),
        note: `each recording has ${formatCount(model.framesPerSample)} frames`,
      }));
    case "ssm":
      return [
        {
          label: "state of a sequence in bf16",
          value: formatBytes(footprintOf(cachedIn("bf16"), 1).kvCacheBytes),
          note: "in place of a KV cache, however long the context is",
        },
      ];
    default:
      return [];
  }
}

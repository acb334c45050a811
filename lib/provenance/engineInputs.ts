import {defaultScenario} from "../engine/defaultScenario.js";
import {batchCap, kvCacheFraction} from "../engine/footprint.js";
import {scanFlop} from "../engine/lowerStateSpace.js";
import {expertFormat} from "../engine/lowerExperts.js";
import {chunkTokens} from "../engine/passes.js";
import {bytesPerValue, outerFormat, wideFormat, type StorageFormat} from "../engine/precision.js";
import {attentionBackward} from "../engine/trainedOperators.js";
import {optimizerBytesPerParameter} from "../engine/trainingMemory.js";
import {bucketBytes} from "../engine/trainingTraffic.js";
import type {Configuration, Profile} from "../engine/types.js";
import {writesText} from "../engine/unitMade.js";
import {callerInput, inputText} from "./catalogInput.js";
import {constantOrigins, widthOrigin, type ConstantOrigin} from "./engineConstants.js";
import type {InputFigure} from "./types.js";
import type {Used} from "./used.js";

/** The constants of the engine itself that a profile rests on. */
export function engineInputs({configuration, footprint}: Profile, used: Used): InputFigure[] {
  const {model, scenario} = configuration;
  const {phase} = scenario;
  const inputs = [
    constant("workspace", footprint.workspaceBytes, "B", constantOrigins.workspace),
    constant("kvCacheFraction", kvCacheFraction, null, constantOrigins.kvCacheFraction),
  ];
  if (scenario.batch === "max") inputs.push(constant("batchCap", batchCap, null, constantOrigins.batchCap));
  if (phase === "serving") inputs.push(constant("chunkTokens", chunkTokens, null, constantOrigins.chunkTokens));
  for (const format of formatsOf(configuration))
    inputs.push(constant(`bytesPerValue.${format}`, bytesPerValue[format], "B", widthOrigin(format)));
  if (phase === "training") {
    const each = optimizerBytesPerParameter(scenario);
    inputs.push(constant("optimizerBytesPerParameter", each, "B", constantOrigins.optimizerBytesPerParameter));
    if (used.attention)
      inputs.push(constant("attentionBackward", attentionBackward, null, constantOrigins.attentionBackward));
    if (scenario.dataParallel > 1 && !("layers" in model))
      inputs.push(constant("bucketBytes", bucketBytes, "B", constantOrigins.bucketBytes));
  }
  if (model.architecture === "ssm" && scenario.granularity === "operator")
    inputs.push(constant("scanFlop", scanFlop, null, constantOrigins.scanFlop));
  if (used.timed && used.network) inputs.push(network(configuration));
  return inputs;
}

/** The rate between nodes: our default with its source, or what was asked. */
function network({scenario: {networkBytesPerSecond: rate}}: Configuration): InputFigure {
  return rate === defaultScenario.networkBytesPerSecond
    ? constant("networkBytesPerSecond", rate, "B/s", constantOrigins.network)
    : callerInput("scenario", "scenario", "networkBytesPerSecond", rate, "B/s");
}

/** The formats in which the model and what it makes are held. */
function formatsOf({model, scenario}: Configuration): ReadonlySet<StorageFormat> {
  const {precision, phase, granularity} = scenario;
  const formats = new Set<StorageFormat>([precision.weights, outerFormat(precision)]);
  if (model.architecture === "decoder" && model.experts !== null) formats.add(expertFormat(model.experts, scenario));
  if (granularity === "operator") formats.add(precision.activations).add(wideFormat[precision.activations]);
  if (writesText(model) && phase !== "forward" && phase !== "training") formats.add(precision.kvCache);
  return formats;
}

function constant(path: string, value: number, unit: string | null, origin: ConstantOrigin): InputFigure {
  const {title, url, kind, at = null, derivation = null, note = null, file} = origin;
  return {
    item: "engine",
    itemKind: "engine",
    path,
    value,
    unit,
    text: inputText(value, unit),
    source: {title, url, accessed: null, kind},
    at,
    derivation,
    note,
    others: [],
    file,
    line: null,
  };
}

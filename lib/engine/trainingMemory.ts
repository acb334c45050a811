import {encoderTokens} from "./lowerEncoder.js";
import {trainedActivations} from "./lowerNetwork.js";
import {expertRanks} from "./parallelism.js";
import {expertParameters, totalParameters} from "./parameters.js";
import {bytesPerValue, wideFormat, type ArithmeticPrecision} from "./precision.js";
import type {
  DecoderModel,
  EncoderDecoderModel,
  EncoderModel,
  Model,
  Optimizer,
  Scenario,
  StateSpaceModel,
} from "./types.js";
import {valueSizes} from "./valueSizes.js";

/** What one device holds for training besides weights and activations. */
export interface TrainingState {
  readonly gradientBytes: number;
  readonly optimizerBytes: number;
}

/** The format of gradients: that of the products, but no narrower than 16 bits. */
export function gradientFormat({precision}: Scenario): ArithmeticPrecision {
  return wideFormat[precision.activations];
}

/** Values of fp32 that an optimizer keeps for one weight, besides the wide copy of weights that are stored narrower. */
const moments: Readonly<Record<Optimizer, number>> = {adam: 2, sgd: 1};

/**
 * Bytes of optimizer state for one weight: the fp32 copy (none where the weights are fp32 themselves), and in fp32 the two
 * moments of Adam, 12 bytes in all, or the momentum of SGD, 8 (ZeRO, arXiv 1910.02054, section 3.1).
 */
export function optimizerBytesPerParameter({precision, training}: Scenario): number {
  const copies = bytesPerValue[precision.weights] >= 4 ? 0 : 1;
  return (copies + moments[training.optimizer]) * bytesPerValue.fp32;
}

/** Weights of one device that training changes, before any are divided among the copies of the model. */
export interface TrainedParameters {
  /** All but those of experts. */
  readonly dense: number;
  readonly experts: number;
}

/** Inputs plus outputs of the projections of all layers that adapters sit beside; 0 where the model states none. */
function adaptedWidths(model: Model): number {
  switch (model.architecture) {
    case "decoder": {
      const {layers, hiddenSize, heads, kvHeads, headSize, latentAttention} = model;
      if (latentAttention === null) {
        const [queries, keys] = [heads * headSize, kvHeads * headSize];
        return layers * (4 * hiddenSize + 2 * queries + 2 * keys);
      }
      const {kvRank, queryRank, ropeSize, contentSize, valueSize} = latentAttention;
      const queries = heads * (contentSize + ropeSize);
      const query = queryRank === 0 ? hiddenSize + queries : hiddenSize + 2 * queryRank + queries;
      const keys = hiddenSize + kvRank + ropeSize + kvRank + heads * (contentSize + valueSize);
      return layers * (query + keys + heads * valueSize + hiddenSize);
    }
    case "encoder":
      return 4 * model.layers * (model.hiddenSize + model.heads * model.headSize);
    case "encoder-decoder":
      return 4 * (model.encoderLayers + 2 * model.layers) * (model.hiddenSize + model.heads * model.headSize);
    case "ssm":
      return model.layers * (2 * model.hiddenSize + 3 * model.innerSize);
    default:
      return 0;
  }
}

/** Whether adapters alone are trained: where they are asked for, and the model states the projections that take them. */
export function trainsAdapters(model: Model, {training}: Scenario): boolean {
  return training.loraRank > 0 && adaptedWidths(model) > 0;
}

/**
 * Weights of one device that training changes: all of its share; or of adapters of rank r, r·(inputs + outputs) for each
 * attention projection (LoRA, arXiv 2106.09685). The rows of embedding tables that recommendation gathers are changed in
 * place, without gradients or state of their own.
 */
export function trainedParameters(model: Model, scenario: Scenario): TrainedParameters {
  const {tensorParallel, pipelineParallel, training} = scenario;
  const share = tensorParallel * pipelineParallel;
  if (trainsAdapters(model, scenario)) return {dense: (training.loraRank * adaptedWidths(model)) / share, experts: 0};
  if (model.architecture === "recommendation") return {dense: model.denseParameters / share, experts: 0};
  const experts = expertParameters(model);
  return {
    dense: (totalParameters(model) - experts) / share,
    experts: experts / (share * expertRanks(scenario)),
  };
}

/**
 * Gradients and optimizer state of one device. ZeRO divides the state among the copies of the model from stage 1 on, the
 * gradients from stage 2 on (arXiv 1910.02054, section 5); experts, which are spread over several copies already, among
 * those that hold the same ones.
 */
export function trainingState(model: Model, scenario: Scenario): TrainingState {
  const {dataParallel, training} = scenario;
  const {dense, experts} = trainedParameters(model, scenario);
  const held = dense + experts;
  const divided = (dense + experts * expertRanks(scenario)) / dataParallel;
  return {
    gradientBytes: (training.zeroStage >= 2 ? divided : held) * bytesPerValue[gradientFormat(scenario)],
    optimizerBytes: (training.zeroStage >= 1 ? divided : held) * optimizerBytesPerParameter(scenario),
  };
}

/** Bytes of one token that a layer keeps. */
interface Kept {
  /** The input of the layer, from which all else can be computed once more. */
  readonly input: number;
  /** All of it. */
  readonly all: number;
  /** The output of attention. */
  readonly attended: number;
}

/**
 * What a transformer's layer keeps of each token for its backward pass (Korthikanti et al., arXiv 2205.05198, section 4.1):
 * inputs and outputs of the two norms, queries, keys, values and the output of attention, the input and the output of the
 * activation, and two dropout masks of a byte. For GPT's shape in 16 bits that is 34·h; on one of t tensor-parallel devices
 * (10 + 24/t)·h, for the tensors of width h are kept by each. Attention is one kernel, which keeps no scores
 * (arXiv 2205.14135). Frozen products, beside which adapters are trained, keep no inputs.
 */
function keptByLayer(
  model: DecoderModel | EncoderModel | EncoderDecoderModel,
  scenario: Scenario,
  queryWidth: number,
  keyValueWidth: number,
  feedForward: (upSize: number, downSize: number) => number,
): Kept {
  const {tensorParallel} = scenario;
  const {narrow, wide} = valueSizes(scenario);
  const frozen = trainsAdapters(model, scenario);
  const input = model.hiddenSize * wide;
  const whole = model.hiddenSize * (2 * wide + (frozen ? narrow : 2 * narrow) + 2);
  const attended = (queryWidth * narrow) / tensorParallel;
  const divided = (queryWidth + keyValueWidth) * wide + feedForward(wide, frozen ? 0 : narrow);
  return {input, all: whole + attended + divided / tensorParallel, attended};
}

/** What a decoder's feed-forward block keeps: input and output of the activation, and the tokens as sent to experts. */
function decoderFeedForward(model: DecoderModel): (upSize: number, downSize: number) => number {
  const {layers, hiddenSize, gatedFeedForward, feedForwardSize, experts} = model;
  const ups = gatedFeedForward ? 2 : 1;
  return (upSize, downSize) => {
    const block = (width: number) => width * (ups * upSize + downSize);
    if (experts === null) return block(feedForwardSize);
    const {active, denseLayers} = experts;
    const routed = active * (block(experts.feedForwardSize) + hiddenSize * (upSize + downSize));
    const mixed = block(experts.sharedFeedForwardSize) + routed;
    return (denseLayers * block(feedForwardSize) + (layers - denseLayers) * mixed) / layers;
  };
}

function keptByDecoder(model: DecoderModel, scenario: Scenario): Kept {
  const {heads, kvHeads, headSize, latentAttention} = model;
  const feedForward = decoderFeedForward(model);
  if (latentAttention === null) {
    return keptByLayer(model, scenario, heads * headSize, 2 * kvHeads * headSize, feedForward);
  }
  const {kvRank, queryRank, ropeSize, contentSize, valueSize} = latentAttention;
  const queries = heads * (contentSize + ropeSize);
  // Keys have the width of queries, values and the output a width of their own.
  const rest = queries + queries + heads * valueSize + kvRank + ropeSize + queryRank;
  return keptByLayer(model, scenario, heads * valueSize, rest, feedForward);
}

/**
 * What an encoder and a decoder keep of one recording and its text, but for the logits: of a frame what a layer of an encoder
 * does; of a token the same, and for cross-attention input and output of its norm, a dropout mask, queries and output; of the
 * recording its keys and values in each layer of the decoder, and the encoder's output with its norm.
 */
function keptOfRecording(model: EncoderDecoderModel, scenario: Scenario): number {
  const {layers, encoderLayers, hiddenSize, heads, headSize, feedForwardSize, framesPerSample} = model;
  const {tensorParallel, inputLength} = scenario;
  const {narrow, wide} = valueSizes(scenario);
  const width = heads * headSize;
  const feedForward = (upSize: number, downSize: number) => feedForwardSize * (upSize + downSize);
  const alone = keptByLayer(model, scenario, width, 2 * width, feedForward);
  const attended = (width * narrow) / tensorParallel;
  const crossing: Kept = {
    input: alone.input,
    all: alone.all + hiddenSize * (wide + narrow + 1) + (width * wide) / tensorParallel + attended,
    attended: alone.attended + attended,
  };
  const keysAndValues: Kept = {input: 0, all: (2 * width * wide) / tensorParallel, attended: 0};
  const perFrame =
    keptByLayers(alone, encoderLayers, scenario) +
    hiddenSize * (wide + narrow) +
    keptByLayers(keysAndValues, layers, scenario);
  return framesPerSample * perFrame + inputLength * keptByLayers(crossing, layers, scenario);
}

/** What the logits of one token keep: the norm before them, and themselves in fp32. */
function keptByHead(hiddenSize: number, vocabularySize: number, scenario: Scenario): number {
  const {narrow, wide} = valueSizes(scenario);
  return hiddenSize * (wide + narrow) + (vocabularySize * bytesPerValue.fp32) / scenario.tensorParallel;
}

/** A state-space block keeps input and output of its norm, of both projections, the convolution, time steps and the scan. */
function keptByStateSpace(model: StateSpaceModel, scenario: Scenario): Kept {
  const {hiddenSize, innerSize, stateSize, timeStepRank} = model;
  const {narrow, wide} = valueSizes(scenario);
  const inner = innerSize * (4 * wide + narrow);
  const rest = (timeStepRank + 2 * stateSize) * wide;
  const input = hiddenSize * wide;
  return {input, all: input + hiddenSize * narrow + inner / scenario.tensorParallel + rest, attended: 0};
}

/**
 * Bytes of all layers for one token. Full recomputation keeps the layers' inputs, 2·h each in 16 bits, and of one layer, the
 * one that is computed once more, all. Selective recomputation leaves out the output of attention; the scores,
 * for whose sake it was invented, are not kept here anyway, so that it saves a seventeenth where it used to save most.
 */
function keptByLayers({input, all, attended}: Kept, layers: number, {training: {recomputation}}: Scenario): number {
  if (recomputation === "full") return (layers - 1) * input + all;
  return layers * (recomputation === "selective" ? all - attended : all);
}

/**
 * Bytes that one device keeps of the forward pass of one sequence until its backward pass.
 *
 * The first stage of a pipeline has as many micro-batches in hand as there are stages, each of its share of the layers:
 * as much as all layers of one (arXiv 2205.05198, section 4.2.3). The logits, kept in fp32 for the loss, are counted where
 * there is no pipeline, since its last stage has fewer micro-batches in hand. A network is taken to keep what its
 * layers write and once more what normalisation makes of that, which full recomputation leaves out.
 *
 * @throws UnpublishedFigureError where nobody publishes what the layers of a network write.
 */
export function activationBytesPerSequence(model: Model, scenario: Scenario): number {
  const {inputLength, pipelineParallel, training} = scenario;
  const {narrow, wide} = valueSizes(scenario);
  switch (model.architecture) {
    case "decoder":
    case "ssm": {
      const kept =
        model.architecture === "decoder" ? keptByDecoder(model, scenario) : keptByStateSpace(model, scenario);
      const head = keptByHead(model.hiddenSize, model.vocabularySize, scenario);
      return inputLength * (keptByLayers(kept, model.layers, scenario) + (pipelineParallel === 1 ? head : 0));
    }
    case "encoder": {
      const width = model.heads * model.headSize;
      const feedForward = (upSize: number, downSize: number) => model.feedForwardSize * (upSize + downSize);
      const kept = keptByLayer(model, scenario, width, 2 * width, feedForward);
      return encoderTokens(model, inputLength) * keptByLayers(kept, model.layers, scenario);
    }
    case "encoder-decoder": {
      const head = keptByHead(model.hiddenSize, model.vocabularySize, scenario);
      return keptOfRecording(model, scenario) + (pipelineParallel === 1 ? inputLength * head : 0);
    }
    case "cnn":
    case "diffusion":
      return trainedActivations(model) * (training.recomputation === "full" ? wide : wide + narrow);
    case "recommendation":
      return model.lookupsPerSample * model.embeddingSize * wide;
  }
}

import {describe, expect, it} from "vitest";
import {divides} from "../../lib/engine/cure.js";
import {footprintOf, kvCacheBytesPerToken, largestContext, weightsBytes} from "../../lib/engine/footprint.js";
import {lower, stepTokens} from "../../lib/engine/lower.js";
import type {Operator} from "../../lib/engine/operator.js";
import {activeParameters, recordingParameters, totalParameters} from "../../lib/engine/parameters.js";
import {precisionOf} from "../../lib/engine/precision.js";
import {solve} from "../../lib/engine/solve.js";
import type {Configuration, EncoderDecoderModel} from "../../lib/engine/types.js";
import {UserError} from "../../lib/engine/userError.js";
import type {Options} from "../../lib/explore/options.js";
import {anyMachine, worked} from "./workedExamples/worked.js";

const [frames, h, f, V] = [1500, 384, 1536, 51_865];

/** Whisper tiny, as arXiv 2212.04356 (table 1) and its code describe it. */
const tiny: EncoderDecoderModel = {
  id: "whisper-tiny",
  name: "Whisper tiny",
  family: "Whisper",
  architecture: "encoder-decoder",
  layers: 4,
  encoderLayers: 4,
  hiddenSize: h,
  heads: 6,
  headSize: 64,
  feedForwardSize: f,
  vocabularySize: V,
  maxContext: 448,
  framesPerSample: frames,
  melBins: 80,
};

const large: EncoderDecoderModel = {
  ...tiny,
  id: "whisper-large-v3",
  name: "Whisper large-v3",
  layers: 32,
  encoderLayers: 32,
  hiddenSize: 1280,
  heads: 20,
  feedForwardSize: 5120,
  vocabularySize: 51_866,
  melBins: 128,
};

const ask = (options: Partial<Options>, model = tiny): Configuration =>
  worked(model, anyMachine, {inputLength: 4, precision: "fp16", ...options});

const run = (options: Partial<Options>, batch = 1, model = tiny): Map<string, Operator> =>
  new Map(lower(ask(options, model), batch).map((operator) => [operator.id, operator]));

describe("the parameters of an encoder and a decoder", () => {
  it("are Whisper tiny's 37,760,640, counted by hand from arXiv 2212.04356 and github.com/openai/whisper", () => {
    // Projections of attention: query, value and output have a bias, the key has none.
    const attention = 4 * 384 * 384 + 3 * 384;
    const feedForward = 2 * 384 * 1536 + 1536 + 384;
    const norm = 2 * 384;
    const convolutions = 80 * 3 * 384 + 384 + 384 * 3 * 384 + 384;
    const encoder = convolutions + 1500 * 384 + 4 * (attention + feedForward + 2 * norm) + norm;
    const decoder = 51_865 * 384 + 448 * 384 + 4 * (2 * attention + feedForward + 3 * norm) + norm;
    expect([encoder, decoder]).toEqual([8_208_384, 29_552_256]);
    expect(totalParameters(tiny)).toBe(37_760_640);
  });

  it("are large-v3's 1,543,490,560: large-v2's, with 48 more mel bins and one more token", () => {
    expect(totalParameters(large)).toBe(1_543_304_960 + 48 * 3 * 1280 + 1280);
  });

  it("are divided between what each frame is multiplied with, once, and what each token is", () => {
    // The encoder, and the projections to keys and values of four layers, of which values have a bias.
    expect(recordingParameters(tiny)).toBe(8_208_384 + 4 * (2 * 384 * 384 + 384));
    expect(activeParameters(tiny)).toBe(37_760_640 - recordingParameters(tiny));
  });

  it("take two bytes each in 16 bits", () => {
    const {model, scenario} = ask({});
    expect(weightsBytes(model, scenario)).toBe(2 * 37_760_640);
  });
});

describe("lowerEncoderDecoder", () => {
  it("charges 2 FLOP for each weight and frame of the encoder, and 4 for each pair of frames and head value", () => {
    const operators = run({phase: "prefill"}, 3);
    const flop = (id: string) => operators.get(id)!.flop * operators.get(id)!.repeat;
    // Filters are three frames wide; the second convolution takes every other frame of 3,000.
    expect(flop("first convolution")).toBe(3 * 2 * 3000 * 240 * 384);
    expect(flop("second convolution")).toBe(3 * 2 * 1500 * 1152 * 384);
    const products = ["QKV projection", "output projection", "up projection", "down projection"];
    const layers = products.reduce((sum, id) => sum + flop(`encoder ${id}`), 0);
    expect(layers).toBe(3 * 2 * 1500 * 4 * (4 * 384 ** 2 + 2 * 384 * 1536));
    expect(flop("encoder attention")).toBe(3 * 4 * 4 * 1500 ** 2 * 384);
    expect(flop("cross-attention KV projection")).toBe(3 * 4 * 2 * 1500 * 384 * 768);
  });

  it("reads each recording once: a decode step has the decoder alone", () => {
    const decode = [...run({phase: "decode"}).keys()];
    expect(decode.filter((id) => /encoder|convolution|attention KV/.test(id))).toEqual([]);
    expect([...run({phase: "prefill"}).keys()].filter((id) => !decode.includes(id))).toHaveLength(12);
  });

  it("reads in each decode step the keys and values of all frames, in each layer", () => {
    const crossing = run({phase: "decode"}, 3, large).get("cross-attention")!;
    expect([crossing.repeat, crossing.kvCacheBytes]).toEqual([32, 3 * 1500 * 2 * 1280 * 2]);
    expect(crossing.flop).toBe(3 * 4 * 1500 * 1280);
  });

  it("reads of the tokens as many as are cached, and writes one", () => {
    const at = (inputLength: number) => run({phase: "decode", inputLength}, 3).get("attention")!;
    expect(at(100).kvCacheBytes).toBe(3 * (100 + 1) * 2 * 384 * 2);
    expect(at(101).kvCacheBytes - at(100).kvCacheBytes).toBe(3 * 2 * 384 * 2);
    expect(at(100).flop).toBe(3 * 4 * 100 * 384);
  });

  it("writes to the cache what later steps read, and nothing where nothing is kept", () => {
    const operators = run({phase: "prefill", inputLength: 4}, 2);
    expect(operators.get("cross-attention KV projection")!.kvCacheBytes).toBe(2 * 1500 * 2 * 384 * 2);
    expect(operators.get("attention")!.kvCacheBytes).toBe(2 * 4 * 2 * 384 * 2);
    for (const {id, kvCacheBytes} of run({phase: "forward"}).values()) expect(kvCacheBytes, id).toBe(0);
  });

  it("predicts from the last token of a prompt, and from all where nothing is generated", () => {
    const predictions = (phase: "prefill" | "forward") => run({phase, inputLength: 8}, 2).get("LM head")!.flop;
    expect(predictions("prefill")).toBe(2 * 2 * h * V);
    expect(predictions("forward")).toBe(2 * 16 * h * V);
  });

  it("shares matrices, heads and cache among devices, with two sums a layer of the encoder and three of the decoder", () => {
    const [one, two] = [run({phase: "prefill"}), run({phase: "prefill", tensorParallel: 2})];
    for (const id of ["encoder QKV projection", "QKV projection", "cross-attention", "down projection", "LM head"])
      expect(2 * two.get(id)!.flop, id).toBe(one.get(id)!.flop);
    expect(two.get("encoder all-reduce")!.repeat).toBe(8);
    expect(two.get("all-reduce")!.repeat).toBe(12);
    expect(two.get("encoder all-reduce")!.linkBytes).toBe(frames * h * 2);
    expect([divides({model: tiny}, 2), divides({model: tiny}, 4)]).toEqual([true, false]);
    expect(() => ask({tensorParallel: 4})).toThrow(
      new UserError(
        "tp 4 does not divide the 6 heads and feed-forward width 1536 of Whisper tiny: expected a divisor, such as 1 or 2",
      ),
    );
  });

  it("hands on frames and tokens between stages, of which there are no more than layers of either", () => {
    const operators = run({phase: "prefill", pipelineParallel: 4});
    expect(operators.get("encoder pipeline send")!.linkBytes + operators.get("pipeline send")!.linkBytes).toBe(
      (frames + 4) * h * 2,
    );
    expect(() => ask({pipelineParallel: 5})).toThrow("pp 5: Whisper tiny has 4 layers to divide");
  });

  it("takes no more tokens than the decoder has positions for, and the most that fit where none are asked for", () => {
    expect(() => ask({inputLength: 448, outputLength: 1})).toThrow("expected at most 448");
    expect(worked(tiny, anyMachine, {outputLength: 100}).scenario.inputLength).toBe(348);
  });

  it("makes tokens in every phase", () => {
    for (const phase of ["forward", "training", "prefill"] as const) expect(stepTokens(ask({phase}), 3)).toBe(12);
    expect(stepTokens(ask({phase: "request", outputLength: 100}), 3)).toBe(300);
  });
});

describe("a whole request of a recording", () => {
  it("is its prompt and all decode steps, as long as the two phases by themselves", () => {
    const seconds = (options: Partial<Options>) => solve(ask({batch: 4, ...options})).latencySeconds!;
    const outputLength = 100;
    const whole = seconds({phase: "request", outputLength});
    const apart = seconds({phase: "prefill"}) + outputLength * seconds({phase: "decode", outputLength});
    expect(whole / apart).toBeCloseTo(1, 12);
  });
});

describe("the memory of an encoder and a decoder", () => {
  it("holds 245.76 MB of cross-attention for each sequence of large-v3: 2·32·1280·1500 values of 2 bytes", () => {
    const configuration = ask({phase: "prefill", inputLength: 1}, large);
    const {kvCacheBytes} = footprintOf(configuration, 1);
    expect(kvCacheBytes - kvCacheBytesPerToken(large, configuration.scenario)).toBe(2 * 32 * 1280 * 1500 * 2);
    expect(kvCacheBytesPerToken(large, configuration.scenario)).toBe(2 * 32 * 1280 * 2);
  });

  it("holds tokens beside the frames, in every phase that generates", () => {
    const cached = (options: Partial<Options>) => footprintOf(ask(options, large), 2).kvCacheBytes / 2 / 163_840;
    expect(cached({phase: "decode", inputLength: 4, outputLength: 100})).toBe(1500 + 104);
    expect(cached({phase: "request", inputLength: 4, outputLength: 100})).toBe(1500 + 104);
    expect(cached({phase: "serving", inputLength: 4, outputLength: 100})).toBe(1500 + 54);
    expect(cached({phase: "prefill", inputLength: 4})).toBe(1500 + 4);
    expect(cached({phase: "forward"})).toBe(0);
  });

  it("is halved by an 8-bit cache and by two devices that share the heads", () => {
    const cache = (options: Partial<Options>) => footprintOf(ask(options, large), 1).kvCacheBytes;
    expect(2 * cache({kvPrecision: "fp8"})).toBe(cache({}));
    expect(2 * cache({tensorParallel: 2})).toBe(cache({}));
  });

  it("has a longest context, which the decoder's positions limit", () => {
    expect(largestContext(ask({outputLength: 48}), 1)).toBe(400);
    expect(largestContext(ask({}), 1e12)).toBe(0);
  });

  it("keeps for training 34·h bytes a frame and layer of the encoder, 43·h a token and layer of the decoder, and the rest", () => {
    const tokens = 16;
    const {activationBytes, gradientBytes} = footprintOf(ask({phase: "training", inputLength: tokens}), 1);
    // Keys and values of the frames in four layers, the encoder's output and its norm; the decoder's norm, and logits in fp32.
    const ofFrames = 4 * 34 * h + 4 * 4 * h + 4 * h;
    const ofTokens = 4 * 43 * h + 4 * h + 4 * V;
    expect(activationBytes).toBe(frames * ofFrames + tokens * ofTokens);
    expect(gradientBytes).toBe(2 * 37_760_640);
  });

  it("trains adapters beside the projections of all attentions", () => {
    const {gradientBytes} = footprintOf(ask({phase: "training", loraRank: 8}), 1);
    expect(gradientBytes).toBe(2 * 8 * 4 * (4 + 2 * 4) * (h + h));
  });
});

describe("an encoder and a decoder as one operator", () => {
  const whole = (phase: "decode" | "prefill") => run({phase, granularity: "model", inputLength: 4}, 3).get("model")!;

  it("charges a decode step for the decoder's weights, a prompt for the frames too", () => {
    expect(whole("decode").flop).toBe(3 * 2 * activeParameters(tiny));
    expect(whole("prefill").flop).toBe(3 * 2 * (4 * activeParameters(tiny) + frames * recordingParameters(tiny)));
    expect(whole("decode").weightBytes).toBe(2 * activeParameters(tiny));
    expect(whole("prefill").weightBytes).toBe(2 * totalParameters(tiny));
    expect(whole("prefill").launches).toBe(2 * whole("decode").launches);
  });

  it("reads the same weights as operator by operator, but for norms, biases, positions and embeddings", () => {
    const precision = precisionOf("fp16");
    for (const phase of ["decode", "prefill"] as const) {
      const parts = lower({...ask({phase}), scenario: {...ask({phase}).scenario, precision}}, 1);
      const read = parts.reduce((sum, {repeat, weightBytes}) => sum + repeat * weightBytes, 0);
      const ofDecoder = 448 * h + 4 * (5 * h + f + h + 6 * h) + 2 * h;
      const ofRecording = 2 * h + frames * h + 4 * (3 * h + f + h + 4 * h) + 2 * h + 4 * h;
      const beside = 2 * (ofDecoder + (phase === "prefill" ? ofRecording : 0));
      expect(read + beside, phase).toBe(run({phase, granularity: "model"}).get("model")!.weightBytes);
    }
  });
});

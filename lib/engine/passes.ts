import {partsInFlight, sequencesAtOnce} from "./parallelism.js";
import type {Phase, Scenario} from "./types.js";

/**
 * Tokens that a serving engine reads at once of the prompts of newcomers: several short ones share a turn (TensorRT-LLM and
 * vLLM: `max_num_tokens` 8192). A longer prompt takes several turns, which cost as much as one but for its weights.
 */
export const chunkTokens = 8192;

/** A pass through the layers: what runs together in it, and how many times a step has it. */
export interface Pass {
  /** Set before the ids of its operators where a step has passes of several kinds; else "". */
  readonly name: "" | "prefill" | "decode";
  /** Whether each sequence adds one token to what is cached, or all of its tokens are new. */
  readonly kind: "decode" | "prompt";
  /** Sequences together; a mean may be a fraction. */
  readonly sequences: number;
  /** New tokens of each sequence. */
  readonly tokensEach: number;
  /** Whether every token is turned into a prediction, or the last of each sequence alone. */
  readonly predictsAll: boolean;
  /** Whether keys and values are kept for later. */
  readonly caches: boolean;
  /**
   * Whether engines replay its kernels from a captured graph. A graph is of one shape: engines capture decode steps, and
   * launch the kernels of prompts, whose lengths differ, one by one.
   */
  readonly captured: boolean;
  readonly times: number;
}

/** Whether a phase adds tokens to those of its input. */
export function generates(phase: Phase): boolean {
  return phase === "decode" || phase === "request" || phase === "serving";
}

/** Requests whose prompts are read together in serving: the newcomers of one step, as far as a turn holds them. */
export function prefillSequences({inputLength, outputLength}: Scenario, sequences: number): number {
  return Math.max(Math.min(1, sequences), Math.min(sequences / outputLength, chunkTokens / inputLength));
}

/** The pass that reads the prompts of `sequences` sequences. */
export function promptPass(
  {phase, inputLength}: Scenario,
  sequences: number,
  times: number,
  name: Pass["name"] = "",
): Pass {
  const alone = phase === "forward" || phase === "training";
  return {
    name,
    kind: "prompt",
    sequences,
    tokensEach: inputLength,
    predictsAll: alone,
    caches: !alone,
    captured: alone,
    times,
  };
}

/** The pass that gives each of `sequences` sequences one more token. */
export function decodePass(sequences: number, times: number, name: Pass["name"] = ""): Pass {
  return {name, kind: "decode", sequences, tokensEach: 1, predictsAll: true, caches: true, captured: true, times};
}

// As with the first operator: were its numbers whole, the first fraction would move all later passes to another hidden class.
decodePass.first = decodePass(0.5, 0.5);

/**
 * The passes of one step, as one device sees them. Where the layers are spread over stages, each stage runs its share of the
 * layers for each part of the batch, which over all parts is as much as all layers for one part, `parts / stages` times.
 *
 * @param batch sequences run together over all devices, already resolved.
 */
export function passesOf(scenario: Scenario, batch: number): readonly Pass[] {
  const {phase, outputLength, pipelineParallel} = scenario;
  const sequences = sequencesAtOnce(scenario, batch);
  const times = partsInFlight(scenario, batch) / pipelineParallel;
  switch (phase) {
    case "decode":
      return [decodePass(sequences, times)];
    case "prefill":
    case "forward":
    case "training":
      return [promptPass(scenario, sequences, times)];
    case "request":
      return [promptPass(scenario, sequences, times, "prefill"), decodePass(sequences, times * outputLength, "decode")];
    case "serving": {
      const together = prefillSequences(scenario, sequences);
      // A prompt joins the decode step under way, and shares its launches.
      const joining = promptPass(scenario, together, (times * sequences) / (outputLength * together), "prefill");
      return [{...joining, captured: true}, decodePass(sequences, times, "decode")];
    }
  }
}

/**
 * How the batch of a training step is cut: sequences that one copy of the model runs at once, and how many times. Where no
 * size is asked for there is one part for each stage of the pipeline.
 */
export function microBatches(scenario: Scenario, batch: number): {readonly sequences: number; readonly count: number} {
  const {dataParallel, training} = scenario;
  const perCopy = batch / dataParallel;
  const sequences =
    training.microBatch === 0 ? sequencesAtOnce(scenario, batch) : Math.min(training.microBatch, perCopy);
  return {sequences, count: perCopy / sequences};
}

/**
 * Time that the devices of a pipeline wait, as a fraction of the time that they work.
 *
 * A pass over m parts of the batch and p stages takes m + p − 1 turns of which each stage works m: (p − 1)/m (GPipe, arXiv
 * 1811.06965; Megatron-LM, arXiv 2104.04473, section 2.2.1). Decode steps follow one another without a gap, so that stages
 * wait only where there are fewer parts than stages: (p − m)/m. A whole request is all but all decode steps.
 */
export function bubbleFraction(scenario: Scenario, batch: number): number {
  const {phase, pipelineParallel} = scenario;
  if (pipelineParallel === 1) return 0;
  if (phase === "training") return (pipelineParallel - 1) / microBatches(scenario, batch).count;
  const parts = partsInFlight(scenario, batch);
  const drains = phase === "prefill" || phase === "forward";
  return (drains ? pipelineParallel - 1 : pipelineParallel - parts) / parts;
}

import {cachedValues} from "../engine/lowerAttention.js";
import type {Operator} from "../engine/operator.js";
import {isWeightOnly} from "../engine/precision.js";
import type {Configuration, DecoderModel} from "../engine/types.js";
import {tensorRtMinor} from "./tensorRtMinor.js";

/*
 * How TensorRT-LLM before 0.10 multiplied the tokens of a prompt. The recipes that it published its figures with leave the
 * GEMM plugin out (`docs/source/performance.md`; Falcon's do from 0.9 on, with prompts no slower or faster than before), so
 * that TensorRT chooses one kernel for each product while an engine is built, at the size that a profile calls usual. There is
 * one profile for prompts, whose usual size is half of the longest prompts in the largest batch, 65,536 tokens, and one for
 * decode steps, whose usual size is that batch (`generation_mixin.py`, `get_profiles_ranges`). A kernel for 65,536 tokens cuts
 * its results into large tiles, each the work of one multiprocessor. A prompt of 128 tokens has too few of them to give each
 * multiprocessor one, and the last round of any prompt leaves some idle: wave quantization, NVIDIA, "Matrix Multiplication
 * Background User's Guide", section 3.2.
 */

/** Results that one multiprocessor computes at a time. */
export interface Tile {
  readonly rows: number;
  readonly columns: number;
}

/** The tile by which published prompts are predicted best of those that cuBLAS typically has (same guide, 2.3): `npm run fit`. */
export const tile: Tile = {rows: 128, columns: 128};

/**
 * Multiprocessors of the accelerators that such figures were published on, and of their kin. Sources: NVIDIA's whitepapers on
 * Ampere (A100: 108) and Hopper (SXM: 132, PCIe: 114), data sheet of the L40S (18,176 CUDA cores, 128 each).
 */
const multiprocessors: readonly (readonly [RegExp, number])[] = [
  [/^a100-/, 108],
  [/^h100-pcie$/, 114],
  [/^(?:h100-(?:sxm|nvl)|h200-(?:sxm|nvl)|gh200-.*)$/, 132],
  [/^l40s?$/, 142],
];

/** A matrix on one of the devices that share it. */
interface Matrix {
  readonly inputs: number;
  readonly outputs: number;
}

/** The matrices of a layer, by the name of the operator that multiplies with them. */
function matricesOf(model: DecoderModel, devices: number): Readonly<Record<string, Matrix>> {
  const {hiddenSize, heads, headSize, feedForwardSize, gatedFeedForward} = model;
  const width = feedForwardSize / devices;
  return {
    "QKV projection": {inputs: hiddenSize, outputs: (heads * headSize) / devices + cachedValues(model, devices)},
    "output projection": {inputs: (heads * headSize) / devices, outputs: hiddenSize},
    "gate and up projection": {inputs: hiddenSize, outputs: (gatedFeedForward ? 2 : 1) * width},
    "down projection": {inputs: width, outputs: hiddenSize},
  };
}

/** Which part of the multiprocessors works on average while `rows` × `columns` results are computed, in as many rounds as it takes. */
export function busyFraction(rows: number, columns: number, processors: number, size = tile): number {
  const tiles = Math.ceil(rows / size.rows) * Math.ceil(columns / size.columns);
  const rounds = Math.ceil(tiles / processors);
  return (rows * columns) / (rounds * processors * size.rows * size.columns);
}

/**
 * What operators cost where prompts are multiplied in large tiles: the products of a prompt take as long as if all
 * multiprocessors worked, and had as much more to do. null of software, by the name and version that a table gives it, that
 * does otherwise, and of accelerators and models that no such figures were published of.
 */
export function promptTiles(
  engine: string,
  {model, hardware, scenario}: Configuration,
  size = tile,
): ((operator: Operator) => Operator) | null {
  if ((tensorRtMinor(engine) ?? Infinity) >= 10) return null;
  const processors = multiprocessors.find(([ids]) => ids.test(hardware.id))?.[1];
  if (processors === undefined || model.architecture !== "decoder") return null;
  // Weights that are widened have kernels of their own, and so have experts and latent attention.
  if (isWeightOnly(scenario.precision) || model.experts !== null || model.latentAttention !== null) return null;
  const matrices = matricesOf(model, scenario.tensorParallel);
  const prefix = scenario.phase === "prefill" ? "" : "prefill: ";
  return (operator) => {
    const {id, flop} = operator;
    if (!id.startsWith(prefix)) return operator;
    const name = id.slice(prefix.length);
    if (!Object.hasOwn(matrices, name)) return operator;
    const {inputs, outputs} = matrices[name]!;
    return {...operator, flop: flop / busyFraction(flop / (2 * inputs * outputs), outputs, processors, size)};
  };
}

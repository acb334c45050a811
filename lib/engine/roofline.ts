import type {Operator} from "./operator.js";
import {bytesPerValue, cacheWidth, type ArithmeticPrecision} from "./precision.js";
import {communicates} from "./parallelism.js";
import {attentionFormatOrNull, computeFormat, hostLinkRate, linkRate} from "./resolveHardware.js";
import type {Calibration, Configuration, Regime} from "./types.js";

/** What a configuration achieves of its peaks, and its fixed costs: all that the formula needs besides the operator. */
export interface Rates {
  /** The formats that products with weights and attention are computed in, after any fallback. */
  readonly matrixFormat: ArithmeticPrecision;
  readonly attentionFormat: ArithmeticPrecision;
  /** FLOP/s of products with weights, by the data sheet. */
  readonly matrixPeak: number;
  /** FLOP/s of products with weights. */
  readonly matrix: number;
  /** FLOP/s of attention. */
  readonly attention: number;
  /** FLOP/s of attention in decode steps. */
  readonly decodeAttention: number;
  /** Bytes per second of device memory. */
  readonly memory: number;
  /** What is left of `matrix` where weights are widened first. */
  readonly widenedFraction: number;
  /** Seconds of widening one weight. */
  readonly widening: number;
  /** Bytes per second to the other devices of the node; 0 where nothing is sent. */
  readonly link: number;
  /** Bytes per second to other nodes; 0 where nothing is sent. */
  readonly network: number;
  /** Bytes per second from the host; 0 where nothing is taken. */
  readonly host: number;
  /** Seconds of one collective operation. */
  readonly collective: number;
  /** Seconds between two kernels on the device. */
  readonly launch: number;
  /** Seconds that the host takes to start a kernel; 0 where all kernels are replayed from a graph. */
  readonly hostLaunch: number;
  /** The same of kernels that no graph captures. */
  readonly uncapturedLaunch: number;
}

/** What one operator takes by each term, once; `binding` is the roofline term that its time is charged to. */
export interface Cost {
  readonly computeSeconds: number;
  /** Arithmetic that widens weights, beside whatever binds the product. */
  readonly wideningSeconds: number;
  readonly memorySeconds: number;
  readonly linkSeconds: number;
  readonly overheadSeconds: number;
  readonly binding: Exclude<Regime, "overhead">;
  /** max(compute, memory, link) + widening + overhead. */
  readonly seconds: number;
}

/** Achieved fraction of the peak of matrix products in a format, by its width. */
export function matrixFraction({matrixFraction: fraction}: Calibration, format: ArithmeticPrecision): number {
  const size = bytesPerValue[format];
  return size >= 2 ? fraction.bits16 : size === 1 ? fraction.bits8 : fraction.bits4;
}

/**
 * Achieved fraction of the peak of attention: what exponentials leave of the tensor cores' rate. Where the products are done
 * at the rate of plain arithmetic, these cost next to nothing beside.
 */
export function attentionFraction(calibration: Calibration, format: ArithmeticPrecision): number {
  return bytesPerValue[format] > 2 ? matrixFraction(calibration, format) : calibration.attentionFraction;
}

/**
 * FLOP/s of attention in decode steps. A kernel that serves all query heads of a group together multiplies on the units of
 * matrix products, as that of a prompt does. One that serves each query head by itself has vectors to multiply and no
 * matrices: plain arithmetic, which also loads and widens the group's keys and values anew for each head.
 *
 * Source: the two kernels side by side, github.com/NVIDIA/TensorRT-LLM `docs/source/blogs/XQA-kernel.md`.
 */
function decodeAttentionRate({hardware, calibration, scenario}: Configuration, grouped: number): number {
  const {perHeadAttention} = calibration;
  const plain = hardware.peakFlopPerSecond.fp32;
  if (perHeadAttention === null || plain === undefined) return grouped;
  return Math.min(grouped, perHeadAttention[cacheWidth(scenario.precision)] * plain);
}

/**
 * Resolves what a configuration achieves: peak rates after any fallback of the format, times the calibrated fractions.
 *
 * @throws UnpublishedFigureError where the hardware lacks a figure that the scenario needs.
 */
export function ratesOf(configuration: Configuration): Rates {
  const {hardware, calibration, scenario} = configuration;
  const {peakFlopPerSecond} = hardware;
  const matrixFormat = computeFormat(hardware, scenario.precision.activations);
  // Where matrix products have a format, attention has that one at worst.
  const attentionFormat = attentionFormatOrNull(hardware, scenario.precision.activations) ?? matrixFormat;
  const matrixPeak = peakFlopPerSecond[matrixFormat] as number;
  const attention = attentionFraction(calibration, attentionFormat) * (peakFlopPerSecond[attentionFormat] as number);
  const sends = communicates(scenario);
  return {
    matrixFormat,
    attentionFormat,
    matrixPeak,
    matrix: matrixFraction(calibration, matrixFormat) * matrixPeak,
    attention,
    decodeAttention: decodeAttentionRate(configuration, attention),
    memory: calibration.memoryFraction * hardware.memoryBandwidthBytesPerSecond,
    widenedFraction: calibration.dequantisation.matrixFraction,
    // Where no rate of plain arithmetic is published, widening costs what it takes of the products alone.
    widening: calibration.dequantisation.flopPerWeight / (peakFlopPerSecond.fp32 ?? Infinity),
    link: sends ? calibration.linkFraction * linkRate(hardware) : 0,
    network: sends ? calibration.linkFraction * scenario.networkBytesPerSecond : 0,
    host: scenario.offload ? calibration.linkFraction * hostLinkRate(hardware) : 0,
    collective: calibration.linkLatencySeconds,
    launch: calibration.launchSeconds.graph,
    hostLaunch: scenario.execution === "eager" ? calibration.launchSeconds.eager : 0,
    uncapturedLaunch: calibration.launchSeconds.eager,
  };
}

/** Bytes that an operator moves to and from device memory, once. */
export function memoryBytes({weightBytes, activationBytes, kvCacheBytes}: Operator): number {
  return weightBytes + activationBytes + kvCacheBytes;
}

/*
 * The formula of the engine, `max(FLOP/(ηc·peak), bytes/(ηm·bandwidth), link bytes/(ηl·link)) + widening + launches·τ`, term
 * by term, for one operator run once. Each is a function that gives a number: the inner loop makes no object of them.
 */

/** Time of the arithmetic, without that of widening weights. */
function computeSecondsOf({flop, arithmetic, widenedWeights}: Operator, rates: Rates): number {
  if (widenedWeights > 0) return flop / (rates.matrix * rates.widenedFraction);
  if (flop === 0) return 0;
  if (arithmetic === "matrix") return flop / rates.matrix;
  return flop / (arithmetic === "decodeAttention" ? rates.decodeAttention : rates.attention);
}

/** Time that the host takes to start one kernel; 0 where it is replayed from a graph. */
function hostLaunchOf({captured}: Operator, rates: Rates): number {
  return captured ? rates.hostLaunch : rates.uncapturedLaunch;
}

/** The part of an operator's link time that no bandwidth shortens: a collective starts when the slowest host has started it. */
export function collectiveSecondsOf(operator: Operator, rates: Rates): number {
  return operator.collectives * (rates.collective + hostLaunchOf(operator, rates));
}

/** Time of all that leaves the device. A transfer to another node takes its way inside its own first. */
function linkSecondsOf(operator: Operator, rates: Rates): number {
  const {linkBytes, networkBytes, hostBytes} = operator;
  if (linkBytes + networkBytes + hostBytes === 0) return 0;
  let time = collectiveSecondsOf(operator, rates);
  if (linkBytes > 0) time += linkBytes / rates.link;
  if (networkBytes > 0) time += networkBytes / rates.network;
  if (hostBytes > 0) time += hostBytes / rates.host;
  return time;
}

/** Launches, as far as the device waits for them: the host runs ahead while kernels are long. */
function overheadSecondsOf(operator: Operator, rates: Rates, working: number): number {
  const {launches} = operator;
  return Math.max(launches * rates.launch, launches * hostLaunchOf(operator, rates) - working);
}

/** The roofline term that an operator is charged to. */
function bindingOf(compute: number, memory: number, link: number): Cost["binding"] {
  if (link > compute && link > memory) return "link";
  return compute > memory ? "compute" : "memory";
}

/** What one operator costs, run once. */
export function costOf(operator: Operator, rates: Rates): Cost {
  const computeSeconds = computeSecondsOf(operator, rates);
  const memorySeconds = memoryBytes(operator) / rates.memory;
  const linkSeconds = linkSecondsOf(operator, rates);
  // A weight is widened between being read and being multiplied, so that this adds to whichever of the two takes longer.
  const wideningSeconds = operator.widenedWeights * rates.widening;
  const working = Math.max(computeSeconds, memorySeconds, linkSeconds) + wideningSeconds;
  const overheadSeconds = overheadSecondsOf(operator, rates, working);
  return {
    computeSeconds,
    wideningSeconds,
    memorySeconds,
    linkSeconds,
    overheadSeconds,
    binding: bindingOf(computeSeconds, memorySeconds, linkSeconds),
    seconds: working + overheadSeconds,
  };
}

/** Time by the term that it is charged to, in seconds. */
export type Parts = Readonly<Record<Regime, number>>;

/** What a step costs besides its operators. */
export interface FixedCosts {
  /** Fixed time of all passes of the step. */
  readonly seconds: number;
  /** Time that a pipeline waits, as a fraction of the time that it works. */
  readonly bubble: number;
}

/**
 * Adds up the operators, each as often as it runs: its roofline part goes to the term that binds it, widening to arithmetic,
 * its launches to overhead, where the fixed time of the step is too. The bubble of a pipeline lengthens each term: while its
 * stages fill and drain they wait for what bounds each other.
 *
 * @param each given, it is filled with the seconds of each operator, all of its repeats, without the bubble.
 */
export function sumCosts(
  operators: readonly Operator[],
  rates: Rates,
  {seconds, bubble}: FixedCosts,
  each: number[] | null = null,
): Parts {
  let compute = 0;
  let memory = 0;
  let link = 0;
  let overhead = 0;
  for (const operator of operators) {
    const {repeat} = operator;
    const computeSeconds = computeSecondsOf(operator, rates);
    const memorySeconds = memoryBytes(operator) / rates.memory;
    const linkSeconds = linkSecondsOf(operator, rates);
    const widening = operator.widenedWeights * rates.widening;
    const bound = Math.max(computeSeconds, memorySeconds, linkSeconds);
    const binding = bindingOf(computeSeconds, memorySeconds, linkSeconds);
    if (binding === "memory") memory += repeat * bound;
    else if (binding === "compute") compute += repeat * bound;
    else link += repeat * bound;
    if (widening > 0) compute += repeat * widening;
    const waiting = overheadSecondsOf(operator, rates, bound + widening);
    overhead += repeat * waiting;
    if (each !== null) each.push(repeat * (bound + widening + waiting));
  }
  const times = 1 + bubble;
  return {compute: times * compute, memory: times * memory, link: times * link, overhead: times * overhead + seconds};
}

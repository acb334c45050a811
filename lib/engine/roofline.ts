import type {Operator} from "./operator.js";
import {bytesPerValue, type ArithmeticPrecision} from "./precision.js";
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
 * Resolves what a configuration achieves: peak rates after any fallback of the format, times the calibrated fractions.
 *
 * @throws UnpublishedFigureError where the hardware lacks a figure that the scenario needs.
 */
export function ratesOf({hardware, calibration, scenario}: Configuration): Rates {
  const {peakFlopPerSecond} = hardware;
  const matrixFormat = computeFormat(hardware, scenario.precision.activations);
  // Where matrix products have a format, attention has that one at worst.
  const attentionFormat = attentionFormatOrNull(hardware, scenario.precision.activations) ?? matrixFormat;
  const matrixPeak = peakFlopPerSecond[matrixFormat] as number;
  const sends = communicates(scenario);
  return {
    matrixFormat,
    attentionFormat,
    matrixPeak,
    matrix: matrixFraction(calibration, matrixFormat) * matrixPeak,
    attention: attentionFraction(calibration, attentionFormat) * (peakFlopPerSecond[attentionFormat] as number),
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

/**
 * The formula of the engine (design: `max(FLOP/(ηc·peak), bytes/(ηm·bandwidth), link bytes/(ηl·link)) + launches·τ`), for
 * one operator run once. Widening narrow weights is arithmetic of its own on top; a transfer that leaves the
 * node takes its way inside first.
 */
export function costOf(operator: Operator, rates: Rates): Cost {
  const {flop, arithmetic, widenedWeights, linkBytes, networkBytes, hostBytes, collectives, launches} = operator;
  let computeSeconds = 0;
  let wideningSeconds = 0;
  if (widenedWeights > 0) {
    computeSeconds = flop / (rates.matrix * rates.widenedFraction);
    wideningSeconds = widenedWeights * rates.widening;
  } else if (flop > 0) computeSeconds = flop / (arithmetic === "attention" ? rates.attention : rates.matrix);
  const memorySeconds = memoryBytes(operator) / rates.memory;
  let linkSeconds = 0;
  if (linkBytes > 0) linkSeconds += linkBytes / rates.link;
  if (networkBytes > 0) linkSeconds += networkBytes / rates.network;
  if (hostBytes > 0) linkSeconds += hostBytes / rates.host;
  const hostLaunch = operator.captured ? rates.hostLaunch : rates.uncapturedLaunch;
  // A collective starts when the slowest of the hosts has started it.
  if (linkSeconds > 0) linkSeconds += collectives * (rates.collective + hostLaunch);
  const binding =
    linkSeconds > computeSeconds && linkSeconds > memorySeconds
      ? "link"
      : computeSeconds > memorySeconds
        ? "compute"
        : "memory";
  // A weight is widened between being read and being multiplied, so that this adds to whichever of the two takes longer.
  const working = Math.max(computeSeconds, memorySeconds, linkSeconds) + wideningSeconds;
  // The host runs ahead while kernels are long, and holds up the device where they are short.
  const overheadSeconds = Math.max(launches * rates.launch, launches * hostLaunch - working);
  return {
    computeSeconds,
    wideningSeconds,
    memorySeconds,
    linkSeconds,
    overheadSeconds,
    binding,
    seconds: working + overheadSeconds,
  };
}

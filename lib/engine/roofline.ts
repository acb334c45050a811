import type {Operator} from "./operator.js";
import {bytesPerValue, type ArithmeticPrecision} from "./precision.js";
import {attentionFormatOrNull, computeFormat, linkRate} from "./resolveHardware.js";
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
  /** Bytes per second to the other devices; 0 where nothing is sent. */
  readonly link: number;
  /** Seconds of one collective operation. */
  readonly collective: number;
  /** Seconds of one kernel launch. */
  readonly launch: number;
}

/** What one operator takes by each term, once; `binding` is the roofline term that its time is charged to. */
export interface Cost {
  readonly computeSeconds: number;
  readonly memorySeconds: number;
  readonly linkSeconds: number;
  readonly overheadSeconds: number;
  readonly binding: Exclude<Regime, "overhead">;
  /** max(compute, memory, link) + overhead. */
  readonly seconds: number;
}

/** Achieved fraction of the peak of matrix products in a format, by its width. */
export function matrixFraction({matrixFraction: fraction}: Calibration, format: ArithmeticPrecision): number {
  const size = bytesPerValue[format];
  return size >= 2 ? fraction.bits16 : size === 1 ? fraction.bits8 : fraction.bits4;
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
  return {
    matrixFormat,
    attentionFormat,
    matrixPeak,
    matrix: matrixFraction(calibration, matrixFormat) * matrixPeak,
    attention: calibration.attentionFraction * (peakFlopPerSecond[attentionFormat] as number),
    memory: calibration.memoryFraction * hardware.memoryBandwidthBytesPerSecond,
    link: scenario.tensorParallel > 1 ? calibration.linkFraction * linkRate(hardware) : 0,
    collective: calibration.linkLatencySeconds,
    launch: calibration.launchSeconds[scenario.execution],
  };
}

/** Bytes that an operator moves to and from device memory, once. */
export function memoryBytes({weightBytes, activationBytes, kvCacheBytes}: Operator): number {
  return weightBytes + activationBytes + kvCacheBytes;
}

/**
 * The formula of the engine (design: `max(FLOP/(ηc·peak), bytes/(ηm·bandwidth), link bytes/(ηl·link)) + launches·τ`), for
 * one operator run once.
 */
export function costOf(operator: Operator, rates: Rates): Cost {
  const {flop, arithmetic, linkBytes, collectives, launches} = operator;
  const computeSeconds = flop === 0 ? 0 : flop / (arithmetic === "attention" ? rates.attention : rates.matrix);
  const memorySeconds = memoryBytes(operator) / rates.memory;
  const linkSeconds = linkBytes === 0 ? 0 : linkBytes / rates.link + collectives * rates.collective;
  const overheadSeconds = launches * rates.launch;
  const binding =
    linkSeconds > computeSeconds && linkSeconds > memorySeconds
      ? "link"
      : computeSeconds > memorySeconds
        ? "compute"
        : "memory";
  return {
    computeSeconds,
    memorySeconds,
    linkSeconds,
    overheadSeconds,
    binding,
    seconds: Math.max(computeSeconds, memorySeconds, linkSeconds) + overheadSeconds,
  };
}

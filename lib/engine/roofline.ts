import type {Operator} from "./operator.js";
import {bytesPerValue} from "./precision.js";
import type {ArithmeticPrecision} from "./precision.js";
import {computeFormat, linkRate} from "./resolveHardware.js";
import type {Calibration, Configuration, Hardware, Regime} from "./types.js";

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

/** Achieved fraction of the peak for a format, by its width. */
export function matrixFraction({matrixFraction: fraction}: Calibration, format: ArithmeticPrecision): number {
  const size = bytesPerValue[format];
  return size >= 2 ? fraction.bits16 : size === 1 ? fraction.bits8 : fraction.bits4;
}

/** Achieved rate of the operator's arithmetic, in FLOP/s. */
function achievedFlopRate(operator: Operator, hardware: Hardware, calibration: Calibration): number {
  const format = computeFormat(hardware, operator.format);
  const fraction =
    operator.arithmetic === "attention" ? calibration.attentionFraction : matrixFraction(calibration, format);
  return fraction * (hardware.peakFlopPerSecond[format] as number);
}

/** Bytes that an operator moves to and from device memory, once. */
export function memoryBytes({weightBytes, activationBytes, kvCacheBytes}: Operator): number {
  return weightBytes + activationBytes + kvCacheBytes;
}

/**
 * The formula of the engine (design: `max(FLOP/(ηc·peak), bytes/(ηm·bandwidth), link bytes/(ηl·link)) + launches·τ`), for
 * one operator run once.
 */
export function costOf(operator: Operator, configuration: Configuration): Cost {
  const {hardware, calibration, scenario} = configuration;
  const computeSeconds = operator.flop === 0 ? 0 : operator.flop / achievedFlopRate(operator, hardware, calibration);
  const memorySeconds = memoryBytes(operator) / (calibration.memoryFraction * hardware.memoryBandwidthBytesPerSecond);
  const linkSeconds =
    operator.linkBytes === 0
      ? 0
      : operator.linkBytes / (calibration.linkFraction * linkRate(hardware)) +
        operator.collectives * calibration.linkLatencySeconds;
  const overheadSeconds = operator.launches * calibration.launchSeconds[scenario.execution];
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

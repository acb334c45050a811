import {bytesPerValue, fallbackOrder} from "./precision.js";
import type {ArithmeticPrecision} from "./precision.js";
import type {Hardware} from "./types.js";
import type {BytesPerSecond, FlopPerSecond} from "./units.js";
import {UserError} from "./userError.js";

/** A figure that the question needs and that no source publishes for this hardware or this model. */
export class UnpublishedFigureError extends UserError {
  override name = "UnpublishedFigureError";
}

/** The hardware publishes no peak for a format, nor for any wider one that could stand in. */
export class NoPeakError extends UnpublishedFigureError {
  constructor(hardware: Hardware, requested: ArithmeticPrecision) {
    const known = Object.keys(hardware.peakFlopPerSecond).join(", ");
    super(
      `${hardware.name} has no published peak for ${requested} or a wider format; it has ${known || "none at all"}`,
    );
  }
}

/** The format that the hardware computes `requested` in, or null where no published peak can stand in. */
export function computeFormatOrNull(hardware: Hardware, requested: ArithmeticPrecision): ArithmeticPrecision | null {
  if (hardware.peakFlopPerSecond[requested] !== undefined) return requested;
  return fallbackOrder[requested].find((format) => hardware.peakFlopPerSecond[format] !== undefined) ?? null;
}

/**
 * The format that the hardware computes `requested` in: itself where there is a peak for it, else the next wider one.
 *
 * @throws NoPeakError where no published peak can stand in.
 */
export function computeFormat(hardware: Hardware, requested: ArithmeticPrecision): ArithmeticPrecision {
  const format = computeFormatOrNull(hardware, requested);
  if (format === null) throw new NoPeakError(hardware, requested);
  return format;
}

/**
 * The format that attention runs in beside matrix products in `activations`: the same where that is wide, else a 16-bit one
 * that the hardware has; null where no published peak can stand in.
 */
export function attentionFormatOrNull(
  hardware: Hardware,
  activations: ArithmeticPrecision,
): ArithmeticPrecision | null {
  for (const format of fallbackOrder[activations]) {
    if (bytesPerValue[format] >= 2 && hardware.peakFlopPerSecond[format] !== undefined) return format;
  }
  return null;
}

/**
 * Dense peak rate at which the hardware computes `requested`, after any fallback.
 *
 * @throws NoPeakError where no published peak can stand in.
 */
export function peakRate(hardware: Hardware, requested: ArithmeticPrecision): FlopPerSecond {
  return hardware.peakFlopPerSecond[computeFormat(hardware, requested)] as FlopPerSecond;
}

/** One-way rate between the accelerators of a node: their own link, or the host link of cards without one; null if neither. */
export function linkRateOrNull(hardware: Hardware): BytesPerSecond | null {
  return hardware.linkBandwidthBytesPerSecond ?? hardware.hostLinkBandwidthBytesPerSecond;
}

/**
 * One-way rate between the accelerators of a node, as `linkRateOrNull`.
 *
 * @throws UnpublishedFigureError where none is published.
 */
export function linkRate(hardware: Hardware): BytesPerSecond {
  const rate = linkRateOrNull(hardware);
  if (rate === null) {
    throw new UnpublishedFigureError(`${hardware.name} has no published link, so it cannot share a model with others`);
  }
  return rate;
}

/**
 * One-way rate between an accelerator and its host.
 *
 * @throws UnpublishedFigureError where none is published.
 */
export function hostLinkRate(hardware: Hardware): BytesPerSecond {
  const rate = hardware.hostLinkBandwidthBytesPerSecond;
  if (rate === null) {
    throw new UnpublishedFigureError(
      `${hardware.name} has no published host link, so it cannot read weights from there`,
    );
  }
  return rate;
}

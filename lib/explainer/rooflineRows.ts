import {regimeNames} from "./describe.js";
import {formatQuantity, formatShare} from "./format.js";
import {rooflineOf, type Roof} from "./roofline.js";
import type {AnsweredExplanation} from "./types.js";

// Made once: a chart formats several at each move of a slider, and making a format costs more than using it.
const threeDigits = new Intl.NumberFormat("en-US", {maximumSignificantDigits: 3});

/** "1.03", "295": an arithmetic intensity in FLOP/byte, to three significant digits. */
export function formatIntensity(intensity: number): string {
  return threeDigits.format(intensity);
}

/** "2.02 TFLOP/s": a rate to three significant digits. */
export function formatRate(flopPerSecond: number): string {
  return formatQuantity(flopPerSecond, "FLOP/s", 3);
}

/** Rows of the table of the roofline picture: the roofs, the steps, and the operators where there are several. */
export function rooflineRows(explanation: AnsweredExplanation): string[][] {
  const {roofs, points, operators} = rooflineOf(explanation);
  const roofRow = (
    what: string,
    name: (roof: Roof) => string,
    ridge: (roof: Roof) => number,
    peak: (roof: Roof) => number,
  ) =>
    roofs.map((roof) => [
      `${explanation[roof.side].label}, ${what} (${name(roof)})`,
      formatIntensity(ridge(roof)),
      formatRate(peak(roof)),
      "",
      "",
    ]);
  return [
    ["", "FLOP/byte", "rate", "regime", "share of time"],
    ...roofRow(
      "ridge point by the data sheet",
      ({bandwidthBytesPerSecond}) => formatQuantity(bandwidthBytesPerSecond, "B/s"),
      ({ridgePoint}) => ridgePoint,
      ({peakFlopPerSecond}) => peakFlopPerSecond,
    ),
    ...roofRow(
      "ridge point as achieved",
      ({achievedBandwidthBytesPerSecond}) => formatQuantity(achievedBandwidthBytesPerSecond, "B/s", 3),
      ({achievedRidgePoint}) => achievedRidgePoint,
      ({achievedPeakFlopPerSecond}) => achievedPeakFlopPerSecond,
    ),
    ...[...points, ...operators].map(({side, operator, intensity, flopPerSecond, regime, share}) => [
      `${explanation[side].label}, ${operator ?? "the whole step"}`,
      formatIntensity(intensity),
      formatRate(flopPerSecond),
      regimeNames[regime],
      formatShare(share),
    ]),
  ];
}

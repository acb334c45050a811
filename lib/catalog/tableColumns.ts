import {arithmeticPrecisions, type ArithmeticPrecision} from "../engine/precision.js";

/** Version of the tables' layout: raised when a column changes its name, type or meaning. */
export const tableFormatVersion = "2";

/** Name of the column that holds a format's dense peak rate, such as `peakBf16FlopPerSecond`. */
export function peakColumn(precision: ArithmeticPrecision): `peak${string}FlopPerSecond` {
  return `peak${precision.charAt(0).toUpperCase()}${precision.slice(1)}FlopPerSecond`;
}

/** The peak columns, in the order of the formats. */
export const peakColumns = arithmeticPrecisions.map((precision) => [precision, peakColumn(precision)] as const);

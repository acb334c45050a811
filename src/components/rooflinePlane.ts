import {scaleLog} from "d3-scale";
import type {Roof, Roofline} from "../lib/explainer/roofline.js";

/** The plane of the chart: intensity across, rate upwards, both logarithmic. */
export interface Plane {
  readonly x: (intensity: number) => number;
  readonly y: (flopPerSecond: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
}

/** A roof of either kind, as achieved or by the data sheet. */
export interface RoofLine {
  readonly peak: number;
  readonly bandwidth: number;
  readonly ridge: number;
}

/** A roof's foot, its ridge point and its end, in pixels. */
export type Corners = readonly [foot: Corner, ridge: Corner, end: Corner];
/** A place in pixels. */
export type Corner = readonly [x: number, y: number];

/** The roof as achieved, or by the data sheet. */
export function roofLine(roof: Roof, kind: "achieved" | "sheet"): RoofLine {
  return kind === "achieved"
    ? {
        peak: roof.achievedPeakFlopPerSecond,
        bandwidth: roof.achievedBandwidthBytesPerSecond,
        ridge: roof.achievedRidgePoint,
      }
    : {peak: roof.peakFlopPerSecond, bandwidth: roof.bandwidthBytesPerSecond, ridge: roof.ridgePoint};
}

/** One roof for both sides where they have the same. */
export function uniqueRoofs(roofs: readonly Roof[]): readonly Roof[] {
  return coincide(roofs) ? roofs.slice(0, 1) : roofs;
}

/** Whether both sides have one roof. */
export function coincide([a, b]: readonly Roof[]): boolean {
  if (a === undefined || b === undefined) return true;
  return (["achieved", "sheet"] as const).every((kind) => {
    const [one, other] = [roofLine(a, kind), roofLine(b, kind)];
    return one.peak === other.peak && one.bandwidth === other.bandwidth;
  });
}

/** The corners of a roof inside the plane, in pixels: its foot, its ridge point and its end. */
export function corners({peak, bandwidth, ridge}: RoofLine, {x, y, xDomain, yDomain}: Plane): Corners {
  const [first, last] = xDomain;
  const foot = Math.max(first, yDomain[0] / bandwidth);
  return [
    [x(foot), y(foot * bandwidth)],
    [x(ridge), y(peak)],
    [x(last), y(peak)],
  ];
}

/** The domains hold still while a slider moves, unless a mark would leave them. */
export function planeOf({roofs, points, operators}: Roofline, width: number, height: number): Plane {
  const marks = [...points, ...operators];
  const ridges = roofs.flatMap(({ridgePoint, achievedRidgePoint}) => [ridgePoint, achievedRidgePoint]);
  const peaks = roofs.flatMap((roof) => [roof.peakFlopPerSecond, roof.achievedPeakFlopPerSecond]);
  const intensities = marks.map(({intensity}) => intensity);
  const xDomain = [
    Math.min(0.5, ...intensities.map((value) => value / 1.5)),
    Math.max(2000, ...ridges.map((value) => value * 3), ...intensities.map((value) => value * 2)),
  ] as const;
  const feet = roofs.map(({achievedBandwidthBytesPerSecond}) => achievedBandwidthBytesPerSecond * xDomain[0]);
  const yDomain = [
    Math.min(...feet.map((value) => value / 1.6), ...marks.map(({flopPerSecond}) => flopPerSecond / 1.8)),
    Math.max(...peaks) * 2.2,
  ] as const;
  const [left, right, top, bottom] = [48, width - 10, 24, height - 42];
  return {
    x: scaleLog(xDomain, [left, right]),
    y: scaleLog(yDomain, [bottom, top]),
    left,
    right,
    top,
    bottom,
    xDomain,
    yDomain,
  };
}

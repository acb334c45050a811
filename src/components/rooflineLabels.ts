import type {Roofline} from "../lib/explainer/roofline.js";
import {formatIntensity, formatRate} from "../lib/explainer/rooflineRows.js";
import type {AnsweredExplanation} from "../lib/explainer/types.js";
import {svg} from "./element.js";
import {halo} from "./halo.js";
import {
  around,
  placeLabels,
  type Box,
  type Candidate,
  type LabelRequest,
  type PlacedLabel,
  type Segment,
} from "./placeLabels.js";
import {coincide, corners, roofLine, uniqueRoofs, type Plane} from "./rooflinePlane.js";
import {cutToWidth} from "./textWidth.js";

interface RooflineLabel extends LabelRequest {
  readonly colour: string;
  readonly side: string;
  readonly kind: string;
}

/** The words of a roofline, placed clear of each other, of the marks and, where possible, of the lines. */
export function rooflineLabels(explanation: AnsweredExplanation, picture: Roofline, plane: Plane): SVGElement[] {
  const {x, y, left, right, top, bottom} = plane;
  const shared = coincide(picture.roofs);
  const roofs = uniqueRoofs(picture.roofs);
  const colourOf = (side: string) => (shared ? "var(--ink)" : `var(--${side})`);

  const points = picture.points.map(({side, intensity, flopPerSecond}): RooflineLabel => {
    const rate = formatRate(flopPerSecond);
    return {
      text: shared ? cutToWidth(`${explanation[side].label}: ${rate}`, 0.75 * (right - left), 12, "bold") : rate,
      x: x(intensity),
      y: y(flopPerSecond),
      weight: "bold",
      candidates: around(pointRoom),
      colour: `var(--${side})`,
      side,
      kind: "point",
    };
  });
  const names = roofs.map((roof): RooflineLabel => {
    const {hardware} = explanation[roof.side].configuration;
    const other = explanation[roof.side === "baseline" ? "proposal" : "baseline"].configuration.hardware;
    const name = shared || hardware.name !== other.name ? hardware.name : explanation[roof.side].label;
    // Above the line of the data sheet a name would stand as if it were that line's.
    const gap = y(roof.achievedPeakFlopPerSecond) - y(roof.peakFlopPerSecond);
    const isRoomAbove = gap === 0 || gap > 18;
    return {
      text: cutToWidth(name, 0.6 * (right - left), 12, "bold"),
      x: right - 2,
      y: y(roof.achievedPeakFlopPerSecond),
      weight: "bold",
      candidates: alongRoof.filter(({dy}) => dy > 0 || isRoomAbove),
      colour: colourOf(roof.side),
      side: shared ? "both" : roof.side,
      kind: "roof",
    };
  });
  const ridges = roofs.map((roof): RooflineLabel => ({
    text: `ridge point ${formatIntensity(roof.achievedRidgePoint)}`,
    x: x(roof.achievedRidgePoint),
    y: bottom,
    size: 11,
    candidates: ridgePlaces,
    colour: colourOf(roof.side),
    side: shared ? "both" : roof.side,
    kind: "ridge",
  }));
  const highest = roofs.reduce((a, b) => (b.peakFlopPerSecond > a.peakFlopPerSecond ? b : a));
  const isDistinct = highest.peakFlopPerSecond > 1.15 * highest.achievedPeakFlopPerSecond;
  const sheet: RooflineLabel = {
    text: `data sheet ${formatRate(highest.peakFlopPerSecond)}`,
    x: right - 2,
    y: y(highest.peakFlopPerSecond),
    size: 11,
    candidates: aboveSheet,
    colour: colourOf(highest.side),
    side: highest.side,
    kind: "sheet",
    optional: true,
  };

  const boxes: Box[] = [
    ...picture.points.map(({intensity, flopPerSecond}) => square(x(intensity), y(flopPerSecond), pointRoom)),
    ...roofs.map((roof) => square(x(roof.achievedRidgePoint), y(roof.achievedPeakFlopPerSecond), 5)),
    ...picture.operators
      .filter(({share}) => share > 0.02)
      .map(({intensity, flopPerSecond, share}) => square(x(intensity), y(flopPerSecond), 1 + 8 * Math.sqrt(share))),
  ];
  const segments = roofs.flatMap((roof) =>
    (["achieved", "sheet"] as const).flatMap((kind): Segment[] => {
      const [foot, ridge, end] = corners(roofLine(roof, kind), plane);
      return [
        [...foot, ...ridge],
        [...ridge, ...end],
      ];
    }),
  );
  const bounds = {left: left + 2, right, top: top - 16, bottom: bottom - 2};
  // What does not move with the sliders is placed first, so that it holds still; then the upper point, which takes the upper place.
  const requests = [...names, ...(isDistinct ? [sheet] : []), ...ridges, ...points.toSorted((a, b) => a.y - b.y)];
  const labels = placeLabels(requests, {bounds, boxes, segments});
  return [...labels.flatMap(leader), ...labels.map(draw)];
}

function draw({request, x, y, anchor}: PlacedLabel<RooflineLabel>): SVGElement {
  const {text, size = 12, weight, colour, side, kind} = request;
  return svg(
    "text",
    {
      x,
      y: y + 4,
      "text-anchor": anchor,
      "font-size": size,
      "font-weight": weight === "bold" ? 600 : null,
      fill: colour,
      ...halo,
      "data-label": kind,
      "data-side": side,
    },
    text,
  );
}

/** A thin line from a point to its label, where the label had to go far. */
function leader({request, box}: PlacedLabel<RooflineLabel>): SVGElement[] {
  if (request.kind !== "point") return [];
  const [x, y] = [clamp(request.x, box.left, box.right), clamp(request.y, box.top + 3, box.bottom - 3)];
  if (Math.hypot(x - request.x, y - request.y) < 20) return [];
  return [svg("line", {x1: request.x, y1: request.y, x2: x, y2: y, stroke: request.colour, "stroke-opacity": 0.6})];
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

/** How far a label keeps from the middle of a point: the ring of the baseline, and some air. */
const pointRoom = 13.5;

const alongRoof: readonly Candidate[] = [
  {dx: 0, dy: -10, anchor: "end"},
  {dx: 0, dy: 11, anchor: "end"},
  {dx: 0, dy: 14, anchor: "end"},
  {dx: -40, dy: -10, anchor: "end"},
  {dx: -40, dy: 11, anchor: "end"},
  {dx: 0, dy: 25, anchor: "end"},
  {dx: 0, dy: 31, anchor: "end"},
];

const aboveSheet: readonly Candidate[] = [
  {dx: 0, dy: -10, anchor: "end"},
  {dx: -40, dy: -10, anchor: "end"},
];

/** At the foot of the line that drops from the ridge point. */
const ridgePlaces: readonly Candidate[] = [11, 27, 43, 59].flatMap((up): Candidate[] => [
  {dx: 5, dy: -up, anchor: "start"},
  {dx: -5, dy: -up, anchor: "end"},
]);

function square(x: number, y: number, half: number): Box {
  return {left: x - half, right: x + half, top: y - half, bottom: y + half};
}

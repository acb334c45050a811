import {unpublishedEssentials, isSolvable, type PublishedHardware} from "../lib/catalog/publishedHardware.js";
import {
  machineRoofRows,
  machineRoofs,
  rateOf,
  type MachineRoof,
  type MachineRoofs,
} from "../lib/explore/machineRoofs.js";
import type {ArithmeticPrecision} from "../lib/engine/precision.js";
import {formatQuantity, listed} from "../lib/explainer/format.js";
import {formatIntensity} from "../lib/explainer/rooflineRows.js";
import {slot} from "./accuracySlot.js";
import {chartFigure} from "./chartFigure.js";
import type {ChartOptions} from "./chartOptions.js";
import {html, svg, type Attributes} from "./element.js";
import {halo} from "./halo.js";
import {placeLabels, type Box, type Candidate, type LabelRequest, type Segment} from "./placeLabels.js";
import {rooflineAxes} from "./rooflineAxes.js";
import {corners, planeOf, type Corner, type Plane, type RoofLine} from "./rooflinePlane.js";
import {textWidth} from "./textWidth.js";

/** Which roofs stand in front: by the data sheet, or as achieved. */
type Kind = "sheet" | "achieved";

const kinds: readonly {readonly kind: Kind; readonly name: string}[] = [
  {kind: "sheet", name: "by the data sheet"},
  {kind: "achieved", name: "as achieved"},
];

/** One accelerator's roofs in every format, with a choice between what the data sheet says and what software achieves. */
export function hardwareRoofline(hardware: PublishedHardware): HTMLElement {
  const missing = unpublishedEssentials(hardware);
  if (!isSolvable(hardware)) {
    return html("p", {class: "notice"}, `There is no roofline to draw: no ${missing.join(" and no ")} is published.`);
  }
  const picture = machineRoofs(hardware);
  let kind: Kind = "sheet";
  const chart = slot((width) => machineRoofline(hardware.name, picture, kind, {width}));
  const buttons = kinds.map(({kind: each, name}) => {
    const button = html("button", {type: "button", "aria-pressed": String(each === kind)}, name);
    button.addEventListener("click", () => {
      kind = each;
      for (const [index, other] of buttons.entries()) {
        other.setAttribute("aria-pressed", String(kinds[index]!.kind === kind));
      }
      chart.redraw();
    });
    return button;
  });
  return html(
    "div",
    {class: "item-roofline"},
    html("div", {class: "segments", role: "group", "aria-label": "Roofs"}, ...buttons),
    chart.element,
  );
}

/** The roofs of a machine: those chosen solid, the others as thin dashes behind them. */
export function machineRoofline(name: string, picture: MachineRoofs, kind: Kind, {width}: ChartOptions): HTMLElement {
  const height = Math.round(Math.max(320, Math.min(460, width * 0.66)));
  const plane = planeFor(picture, width, height);
  const {roofs} = picture;
  const highest = roofs[0]!;
  const [front, back] = kind === "sheet" ? (["sheet", "achieved"] as const) : (["achieved", "sheet"] as const);
  const ridges = roofs.map((roof) => `${listed(roof.formats)} ${formatIntensity(lineOf(roof, picture, front).ridge)}`);
  return chartFigure({
    kind: "machine-roofline",
    width,
    height,
    marks: [
      ...rooflineAxes(plane),
      ...[back, front].flatMap((each) => [
        slope(highest, picture, each, each === front, plane),
        ...roofs.map((roof) => level(roof, picture, each, each === front, plane)),
      ]),
      ...roofs.map((roof) => ridge(roof, picture, front, plane)),
      ...labels(picture, front, plane),
    ],
    title: `Roofline of ${name}`,
    label: `Roofline of ${name}, ${kinds.find((each) => each.kind === kind)!.name}: ${roofs
      .map((roof) => `${listed(roof.formats)} ${rateOf(roof.formats, lineOf(roof, picture, front).peak)}`)
      .join(
        ", ",
      )}; memory ${formatQuantity(lineOf(highest, picture, front).bandwidth, "B/s", 3)}. Ridge points in FLOP/byte: ${ridges.join(", ")}.`,
    caption: [
      kind === "sheet"
        ? "What the machine can reach at each arithmetic intensity by its data sheet, in each format that it has: up the slope as fast as memory feeds it, and along the level of the format. A diamond marks the ridge point, where the two meet. Dashes are what well-tuned software achieves."
        : "What well-tuned software achieves, with the constants that were fitted to measurements of many machines: none is this one's own. Dashes are the data sheet's.",
    ],
    rows: machineRoofRows(picture),
  });
}

/** Everything of both kinds is in sight, so that nothing moves when the other is chosen. */
function planeFor(picture: MachineRoofs, width: number, height: number): Plane {
  const {bandwidth, achievedBandwidth, roofs} = picture;
  const plane = planeOf(
    {
      roofs: roofs.map(({peak, ridge, achievedPeak, achievedRidge}) => ({
        side: "proposal" as const,
        peakFlopPerSecond: peak,
        bandwidthBytesPerSecond: bandwidth,
        ridgePoint: ridge,
        achievedPeakFlopPerSecond: achievedPeak,
        achievedBandwidthBytesPerSecond: achievedBandwidth,
        achievedRidgePoint: achievedRidge,
      })),
      // A small machine's ridge point may lie left of where the axis usually begins: half a decade before it is in sight.
      points: roofs.map(({ridge, peak}) => ({
        ...{side: "proposal" as const, operator: null, regime: "memory" as const, share: 1},
        ...{intensity: ridge / 3, flopPerSecond: peak},
      })),
      operators: [],
    },
    width,
    height,
  );
  return plane;
}

function lineOf(roof: MachineRoof, {bandwidth, achievedBandwidth}: MachineRoofs, kind: Kind): RoofLine {
  return kind === "sheet"
    ? {peak: roof.peak, bandwidth, ridge: roof.ridge}
    : {peak: roof.achievedPeak, bandwidth: achievedBandwidth, ridge: roof.achievedRidge};
}

/** Memory's slope, as far as the highest level. */
function slope(roof: MachineRoof, picture: MachineRoofs, kind: Kind, isFront: boolean, plane: Plane): SVGElement {
  const [foot, top] = corners(lineOf(roof, picture, kind), plane);
  return line(foot, top, isFront, {stroke: "var(--memory)", "data-slope": kind});
}

/** The level of a format, from its ridge point on. */
function level(roof: MachineRoof, picture: MachineRoofs, kind: Kind, isFront: boolean, plane: Plane): SVGElement {
  const [, from, to] = corners(lineOf(roof, picture, kind), plane);
  return line(from, to, isFront, {
    stroke: "var(--compute)",
    "data-level": kind,
    "data-formats": roof.formats.join(" "),
  });
}

function line([x1, y1]: Corner, [x2, y2]: Corner, isFront: boolean, more: Attributes): SVGElement {
  const drawn = isFront ? {"stroke-width": 2, "stroke-linecap": "round"} : {"stroke-dasharray": "4 3"};
  return svg("line", {x1, y1, x2, y2, ...drawn, ...more});
}

function ridge(roof: MachineRoof, picture: MachineRoofs, kind: Kind, plane: Plane): SVGElement {
  const {ridge: at, peak} = lineOf(roof, picture, kind);
  const [x, y] = [plane.x(at), plane.y(peak)];
  return svg(
    "path",
    {
      d: `M${x.toFixed(2)},${(y - 5).toFixed(2)}l5,5l-5,5l-5,-5z`,
      fill: "var(--paper)",
      stroke: "var(--ink)",
      "stroke-width": 1.5,
      "data-ridge": at,
      "data-formats": roof.formats.join(" "),
    },
    svg("title", {}, `${listed(roof.formats)}: ridge point at ${formatIntensity(at)} FLOP/byte`),
  );
}

/** The levels that are drawn: formats may share one by the data sheet, and not as achieved. */
function levelsOf(
  picture: MachineRoofs,
  kind: Kind,
): readonly {formats: ArithmeticPrecision[]; peak: number; ridge: number}[] {
  const levels = new Map<number, {formats: ArithmeticPrecision[]; peak: number; ridge: number}>();
  for (const roof of picture.roofs) {
    const {peak, ridge} = lineOf(roof, picture, kind);
    const level = levels.get(peak) ?? {formats: [], peak, ridge};
    level.formats.push(...roof.formats);
    levels.set(peak, level);
  }
  return [...levels.values()];
}

interface RoofLabel extends LabelRequest {
  readonly colour: string;
  readonly kind: string;
}

/**
 * A name for each level, and one for the slope. A level's stands before its ridge point, where nothing is drawn; where there is no
 * room for it, above the right end, and where there is none either, without the ridge point, which the table has.
 */
function labels(picture: MachineRoofs, kind: Kind, plane: Plane): SVGElement[] {
  const {x, y, left, right, top, bottom} = plane;
  const {roofs} = picture;
  const lines = roofs.map((roof) => lineOf(roof, picture, kind));
  const names = levelsOf(picture, kind).map(({formats, peak, ridge}): RoofLabel => {
    const short = `${formats.join(", ")}: ${rateOf(formats, peak)}`;
    const full = `${short}, ridge point ${formatIntensity(ridge)}`;
    const [before, after] = [x(ridge) - beforeRidge - left - 4, right - x(ridge) - 16];
    const text = textWidth(full, 12) <= Math.max(before, after) ? full : short;
    const isBefore = textWidth(text, 12) <= before;
    const atEnd = [-10, 11, 22].map((dy): Candidate => ({dx: right - 2 - x(ridge), dy, anchor: "end"}));
    return {
      text,
      x: x(ridge),
      y: y(peak),
      candidates: isBefore ? [...besideRidge, ...atEnd] : [...atEnd, ...besideRidge],
      colour: "var(--compute)",
      kind: "level",
      // Levels may lie closer than words: the table has them all.
      optional: true,
    };
  });
  const {bandwidth} = lines[0]!;
  const at = Math.sqrt(
    Math.max(plane.xDomain[0], plane.yDomain[0] / bandwidth) * Math.min(...lines.map((each) => each.ridge)),
  );
  const memory: RoofLabel = {
    text: `memory: ${formatQuantity(bandwidth, "B/s", 3)}`,
    x: x(at),
    y: y(at * bandwidth),
    candidates: besideSlope,
    colour: "var(--memory)",
    kind: "slope",
  };
  const boxes = lines.map(({ridge, peak}): Box => square(x(ridge), y(peak), 6));
  const all = kinds.flatMap((each) => roofs.map((roof) => lineOf(roof, picture, each.kind)));
  const segments = all.flatMap((each): Segment[] => {
    const [foot, ridge, end] = corners(each, plane);
    return [
      [...foot, ...ridge],
      [...ridge, ...end],
    ];
  });
  const bounds = {left: left + 2, right, top: top - 18, bottom: bottom - 2};
  return placeLabels([...names, memory], {bounds, boxes, segments}).map(({request, x, y, anchor}) =>
    svg(
      "text",
      {x, y: y + 4, "text-anchor": anchor, "font-size": 12, fill: request.colour, ...halo, "data-label": request.kind},
      request.text,
    ),
  );
}

/** How far a name keeps from its ridge point. */
const beforeRidge = 10;

const besideRidge: readonly Candidate[] = [-8, -12, -18, -24].map((dy) => ({dx: -beforeRidge, dy, anchor: "end"}));

const besideSlope: readonly Candidate[] = [
  {dx: 12, dy: 12, anchor: "start"},
  {dx: -12, dy: -12, anchor: "end"},
  {dx: 24, dy: 24, anchor: "start"},
];

function square(x: number, y: number, half: number): Box {
  return {left: x - half, right: x + half, top: y - half, bottom: y + half};
}

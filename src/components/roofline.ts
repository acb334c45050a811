import {rooflineOf, type Roof, type Roofline, type RooflinePoint} from "../lib/explainer/roofline.js";
import {formatIntensity, formatRate, rooflineRows} from "../lib/explainer/rooflineRows.js";
import {regimeNames} from "../lib/explainer/describe.js";
import {formatShare} from "../lib/explainer/format.js";
import type {AnsweredExplanation, Explanation} from "../lib/explainer/types.js";
import {chartFigure} from "./chartFigure.js";
import type {ChartOptions} from "./chartOptions.js";
import {svg} from "./element.js";
import {noTimes} from "./noTimes.js";
import {about} from "./subjects.js";
import {rooflineAxes} from "./rooflineAxes.js";
import {rooflineLabels} from "./rooflineLabels.js";
import {coincide, corners, planeOf, roofLine, uniqueRoofs, type Corner, type Plane} from "./rooflinePlane.js";

/**
 * The roofline: both machines' roofs, as achieved (solid) and by the data sheet (dashed), with their ridge points, each
 * side's operating point, and the operators where the step is lowered into several.
 */
export function roofline(explanation: Explanation, {width}: ChartOptions): HTMLElement {
  if (!explanation.answered) return noTimes(explanation);
  const picture = rooflineOf(explanation);
  const height = Math.round(Math.max(290, Math.min(420, width * 0.78)));
  const plane = planeOf(picture, width, height);
  return chartFigure({
    kind: "roofline",
    width,
    height,
    marks: [
      ...rooflineAxes(plane),
      ...uniqueRoofs(picture.roofs).flatMap((roof) => drawRoof(roof, picture.roofs, plane)),
      ...picture.operators.map((point) => drawOperator(point, explanation, plane)),
      ...rooflineLabels(explanation, picture, plane),
      ...picture.points.map((point) => drawPoint(point, picture, explanation, plane)),
    ],
    title: "Roofline",
    label: `Roofline. ${picture.points.map((point) => sentence(point, picture, explanation)).join(" ")}`,
    caption: [
      "What each machine can reach at each arithmetic intensity: solid as achieved, dashed by the data sheet; a diamond marks the ridge point. A dot is a whole step. It hangs below its roof by what the roof does not count, such as launches.",
      ...(picture.operators.length > 0 ? [" Small marks are operators, larger where they take more time."] : []),
    ],
    rows: rooflineRows(explanation),
  });
}

function drawRoof(roof: Roof, all: readonly Roof[], plane: Plane): SVGElement[] {
  const colour = coincide(all) ? "var(--ink)" : `var(--${roof.side})`;
  const side = coincide(all) ? "both" : roof.side;
  const [achieved, sheet] = [roofLine(roof, "achieved"), roofLine(roof, "sheet")];
  const path = (points: readonly Corner[]) =>
    `M${points.map((corner) => corner.map((v) => v.toFixed(2)).join(",")).join("L")}`;
  const [foot, ridge, end] = corners(achieved, plane);
  // The slope is the memory's, the level the arithmetic's.
  const part = (points: readonly Corner[], factor: "memory-bandwidth" | "peak-flops") =>
    svg("path", {
      d: path(points),
      fill: "none",
      stroke: colour,
      "stroke-width": 2,
      "stroke-linecap": "round",
      ...about(`factor:${factor}`),
    });
  const [rx, ry] = [plane.x(achieved.ridge), plane.y(achieved.peak)];
  return [
    svg("path", {
      d: path(corners(sheet, plane)),
      fill: "none",
      stroke: colour,
      "stroke-dasharray": "4 3",
      "data-roof": "sheet",
      "data-side": side,
    }),
    svg(
      "g",
      {"data-roof": "achieved", "data-side": side},
      part([foot, ridge], "memory-bandwidth"),
      part([ridge, end], "peak-flops"),
    ),
    svg("line", {
      x1: rx,
      x2: rx,
      y1: ry,
      y2: plane.bottom,
      stroke: colour,
      "stroke-dasharray": "1 3",
      "data-ridge-line": side,
    }),
    svg(
      "path",
      {
        d: `M${rx.toFixed(2)},${(ry - 5).toFixed(2)}l5,5l-5,5l-5,-5z`,
        fill: "var(--paper)",
        stroke: colour,
        "stroke-width": 1.5,
        "data-ridge": achieved.ridge,
        "data-side": side,
      },
      svg(
        "title",
        {},
        `ridge point at ${formatIntensity(achieved.ridge)} FLOP/byte as achieved, ${formatIntensity(sheet.ridge)} by the data sheet`,
      ),
    ),
  ];
}

function drawOperator(
  {side, operator, intensity, flopPerSecond, regime, share}: RooflinePoint,
  explanation: AnsweredExplanation,
  {x, y}: Plane,
): SVGElement {
  const name = `${operator} on ${explanation[side].label}: ${regimeNames[regime]}, ${formatShare(share)} of the time`;
  return svg(
    "circle",
    {
      ...about(`operator:${operator ?? ""}`),
      cx: x(intensity),
      cy: y(flopPerSecond),
      r: 1.5 + 8 * Math.sqrt(share),
      fill: `var(--${side})`,
      "fill-opacity": 0.18,
      stroke: `var(--${side})`,
      "data-operator": operator,
      "data-side": side,
      "data-term": regime,
    },
    svg("title", {}, name),
  );
}

function drawPoint(
  point: RooflinePoint,
  picture: Roofline,
  explanation: AnsweredExplanation,
  {x, y}: Plane,
): SVGElement {
  const {side, intensity, flopPerSecond, regime} = point;
  const roof = roofLine(
    picture.roofs.find((each) => each.side === side)!,
    "achieved",
  );
  const reachable = Math.min(roof.peak, intensity * roof.bandwidth);
  return svg(
    "g",
    {"data-point": side, "data-side": side, "data-term": regime, ...about(`side:${side}`)},
    svg("title", {}, sentence(point, picture, explanation)),
    svg("line", {
      x1: x(intensity),
      x2: x(intensity),
      y1: y(reachable),
      y2: y(flopPerSecond),
      stroke: `var(--${side})`,
      "stroke-width": 1.5,
    }),
    // The baseline is a ring around where the other would be, so that both show where they stand at one place.
    svg("circle", {
      cx: x(intensity),
      cy: y(flopPerSecond),
      r: side === "baseline" ? 8 : 5.5,
      fill: side === "baseline" ? "var(--paper)" : `var(--${side})`,
      stroke: side === "baseline" ? `var(--${side})` : "var(--paper)",
      "stroke-width": side === "baseline" ? 3.5 : 1.5,
    }),
  );
}

function sentence(
  {side, intensity, flopPerSecond, regime}: RooflinePoint,
  {roofs}: Roofline,
  explanation: AnsweredExplanation,
): string {
  const ridge = roofs.find((roof) => roof.side === side)!.achievedRidgePoint;
  return `${explanation[side].label} reaches ${formatRate(flopPerSecond)} at ${formatIntensity(intensity)} FLOP/byte, its ridge point being at ${formatIntensity(ridge)}: ${regimeNames[regime]}.`;
}

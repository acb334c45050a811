import {scaleLog} from "d3-scale";
import {drawMark, type Mark} from "./accuracyMarks.js";
import {bottomAxis} from "./bottomAxis.js";
import {chartFigure} from "./chartFigure.js";
import {svg, type Content} from "./element.js";
import {halo} from "./halo.js";
import {logTicks} from "./logTicks.js";
import {textWidth} from "./textWidth.js";

/** One measured row. */
export interface ScatterPoint {
  readonly kind: string;
  readonly measured: number;
  readonly predicted: number;
  readonly mark: Mark;
}

/** A chart of predictions over measurements. */
export interface Scatter {
  readonly kind: string;
  readonly points: readonly ScatterPoint[];
  /** Ends of both axes. */
  readonly domain: readonly [number, number];
  /** Factors of the band around the diagonal. */
  readonly band: readonly [number, number];
  readonly selected: ScatterPoint | null;
  readonly tickText: (value: number) => string;
  readonly title: string;
  readonly label: string;
  readonly caption: readonly Content[];
  /** What it means to stand above and below the diagonal. */
  readonly sides: readonly [above: string, below: string];
  readonly rows: readonly (readonly string[])[];
}

const gap = {top: 22, right: 8, bottom: 42} as const;
const area = 44;

/** Where the points of a chart lie. */
export interface ScatterPlane {
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
}

/** The plane of a chart at a width. */
export function scatterPlane({domain, tickText}: Pick<Scatter, "domain" | "tickText">, width: number): ScatterPlane {
  const height = Math.round(Math.max(330, Math.min(520, width * 0.86)));
  const ticks = logTicks(domain, width < 420 ? 6 : 9);
  const left = Math.max(...ticks.map((tick) => textWidth(tickText(tick), 11))) + 10;
  const [right, top, bottom] = [width - gap.right, gap.top, height - gap.bottom];
  return {
    ...{height, left, right, top, bottom, ticks},
    x: scaleLog(domain, [left, right]),
    y: scaleLog(domain, [bottom, top]),
  };
}

/** Predicted over measured, both on a logarithmic scale: what lies on the diagonal was predicted rightly. */
export function accuracyScatter(chart: Scatter, {width}: {readonly width: number}): HTMLElement {
  const plane = scatterPlane(chart, width);
  const {height} = plane;
  return chartFigure({
    kind: chart.kind,
    width,
    height,
    marks: [
      ...bandMarks(chart, plane),
      ...axes(chart, plane),
      ...sideTexts(chart, plane),
      ...chart.points.map((point) => pointMark(point, plane)),
      ...ring(chart, plane),
    ],
    title: chart.title,
    label: chart.label,
    caption: chart.caption,
    rows: chart.rows,
  });
}

function bandMarks({domain: [low, high], band}: Scatter, {x, y}: ScatterPlane): SVGElement[] {
  const inside = (value: number): number => Math.min(high, Math.max(low, value));
  const edge = (factor: number): (readonly [number, number])[] => {
    const from = inside(low / factor);
    const to = inside(high / factor);
    return [
      [x(from), y(from * factor)],
      [x(to), y(to * factor)],
    ];
  };
  const corners = [
    [x(low), y(low)] as const,
    ...edge(band[1]),
    [x(high), y(high)] as const,
    ...edge(band[0]).reverse(),
  ];
  return [
    svg("path", {
      d: `M${corners.map((corner) => corner.map((value) => value.toFixed(2)).join(",")).join("L")}Z`,
      fill: "var(--grid)",
      "data-band": "",
    }),
    svg("line", {x1: x(low), y1: y(low), x2: x(high), y2: y(high), stroke: "var(--axis)", "data-diagonal": ""}),
  ];
}

function axes({tickText}: Scatter, {x, y, left, right, top, bottom, ticks}: ScatterPlane): SVGElement[] {
  return [
    svg("g", {class: "grid"}, ...ticks.map((value) => svg("line", {x1: left, x2: right, y1: y(value), y2: y(value)}))),
    ...bottomAxis({
      ticks: ticks.map((value) => ({value, text: tickText(value)})),
      ...{scale: x, left, right, y: bottom, gridTop: top},
      title: "measured",
    }),
    svg(
      "g",
      {class: "axis"},
      svg("line", {x1: left, x2: left, y1: top, y2: bottom}),
      ...ticks.map((value) =>
        svg("text", {x: left - 6, y: y(value) + 4, "text-anchor": "end", "font-size": 11}, tickText(value)),
      ),
      svg("text", {x: 0, y: 11, "font-size": 11}, "predicted"),
    ),
  ];
}

function sideTexts({sides}: Scatter, {left, right, top, bottom}: ScatterPlane): SVGElement[] {
  const text = (
    words: string,
    place: {readonly x: number; readonly y: number; readonly "text-anchor": string},
  ): SVGElement => svg("text", {...place, ...halo, "font-size": 11, fill: "var(--muted)"}, words);
  return [
    text(sides[0], {x: left + 8, y: top + 14, "text-anchor": "start"}),
    text(sides[1], {x: right - 8, y: bottom - 10, "text-anchor": "end"}),
  ];
}

function pointMark({kind, measured, predicted, mark}: ScatterPoint, {x, y}: ScatterPlane): SVGElement {
  return drawMark(mark, x(measured), y(predicted), area, {"data-kind": kind});
}

function ring({selected}: Scatter, {x, y}: ScatterPlane): SVGElement[] {
  if (selected === null) return [];
  const place = {cx: x(selected.measured), cy: y(selected.predicted), fill: "none"};
  return [
    svg("circle", {...place, r: 9, stroke: "var(--paper)", "stroke-width": 5}),
    svg("circle", {...place, r: 9, stroke: "var(--ink)", "stroke-width": 2, "data-selected": selected.kind}),
  ];
}

import {svg} from "./element.js";
import {textWidth} from "./textWidth.js";

/** An axis below a chart. */
export interface BottomAxis {
  readonly ticks: readonly {readonly value: number; readonly text: string}[];
  readonly scale: (value: number) => number;
  readonly left: number;
  readonly right: number;
  /** Of the axis line. */
  readonly y: number;
  /** Top of the grid lines; none where left out. */
  readonly gridTop?: number;
  readonly title?: string;
}

/** An axis below a chart, with its ticks, grid and title. */
export function bottomAxis({ticks, scale, left, right, y, gridTop, title}: BottomAxis): SVGElement[] {
  const grid = ticks.map(({value}) => svg("line", {x1: scale(value), x2: scale(value), y1: gridTop, y2: y}));
  const marks = ticks.map(({value, text}) =>
    svg(
      "g",
      {transform: `translate(${Math.round(scale(value) * 100) / 100},${y})`},
      svg("line", {y2: 4}),
      svg("text", {x: inward(scale(value), text, right), y: 17, "text-anchor": "middle", "font-size": 11}, text),
    ),
  );
  const name =
    title === undefined ? [] : [svg("text", {x: right, y: y + 34, "text-anchor": "end", "font-size": 11}, title)];
  return [
    ...(gridTop === undefined ? [] : [svg("g", {class: "grid"}, ...grid)]),
    svg("g", {class: "axis"}, svg("line", {x1: left, x2: right, y1: y, y2: y}), ...marks, ...name),
  ];
}

/** How far a tick's text has to move so that it does not stand out of the picture. */
function inward(x: number, text: string, right: number): number {
  const half = textWidth(text, 11) / 2;
  return Math.max(0, half - x) - Math.max(0, x + half - right - 8);
}

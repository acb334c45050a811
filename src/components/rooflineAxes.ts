import {formatIntensity} from "../lib/explainer/rooflineRows.js";
import {formatQuantity} from "../lib/explainer/format.js";
import {bottomAxis} from "./bottomAxis.js";
import {svg} from "./element.js";
import type {Plane} from "./rooflinePlane.js";

/** The axes of a roofline: intensity across, rate upwards, in decades. */
export function rooflineAxes({x, y, left, right, top, bottom, xDomain, yDomain}: Plane): SVGElement[] {
  const rates = decades(yDomain);
  return [
    svg("g", {class: "grid"}, ...rates.map((value) => svg("line", {x1: left, x2: right, y1: y(value), y2: y(value)}))),
    ...bottomAxis({
      ticks: decades(xDomain).map((value) => ({value, text: formatIntensity(value)})),
      scale: x,
      left,
      right,
      y: bottom,
      gridTop: top,
      title: "Arithmetic intensity, FLOP/byte",
    }),
    svg(
      "g",
      {class: "axis"},
      svg("line", {x1: left, x2: left, y1: top, y2: bottom}),
      ...rates.map((value) =>
        svg("text", {x: left - 6, y: y(value) + 4, "text-anchor": "end", "font-size": 11}, formatQuantity(value, "")),
      ),
      svg("text", {x: 0, y: 11, "font-size": 11}, "FLOP/s"),
    ),
  ];
}

function decades([low, high]: readonly [number, number]): number[] {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  return Array.from({length: Math.max(0, last - first + 1)}, (_, index) => Number(`1e${first + index}`));
}

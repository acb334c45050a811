import {svg} from "./element.js";

/** The pattern for what does not fit, to be filled with `url(#hatch)`. Equal in each chart, so one id serves them all. */
export function hatchPattern(): SVGElement {
  return svg(
    "defs",
    {},
    svg(
      "pattern",
      {id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)"},
      svg("rect", {width: 6, height: 6, fill: "var(--paper)", "fill-opacity": 0.55}),
      svg("line", {y2: 6, stroke: "var(--muted)", "stroke-opacity": 0.55, "stroke-width": 1.5}),
    ),
  );
}

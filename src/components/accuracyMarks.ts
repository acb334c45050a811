import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
  type SymbolType,
} from "d3-shape";
import type {SpeedupKind, ValueKind} from "../lib/explore/accuracyTypes.js";
import type {Rule} from "../lib/validate/figures.js";
import {svg, type Attributes} from "./element.js";

/** How one kind is drawn: by colour and by form, for colour is never alone. */
export interface Mark {
  readonly colour: string;
  readonly form: SymbolType;
}

/** Marks of the kinds of change. */
export const speedupMarks: Readonly<Record<SpeedupKind, Mark>> = {
  accelerator: {colour: "var(--baseline)", form: symbolCircle},
  precision: {colour: "var(--proposal)", form: symbolSquare},
  "accelerator and precision": {colour: "var(--compute)", form: symbolDiamond},
  devices: {colour: "var(--memory)", form: symbolTriangle},
  batch: {colour: "var(--loss)", form: symbolCross},
  context: {colour: "var(--gain)", form: symbolStar},
  software: {colour: "var(--muted)", form: symbolWye},
};

/** Marks of the kinds of run. */
export const valueMarks: Readonly<Record<ValueKind, Mark>> = {
  decode: {colour: "var(--memory)", form: symbolCircle},
  prefill: {colour: "var(--compute)", form: symbolSquare},
  request: {colour: "var(--baseline)", form: symbolDiamond},
  serving: {colour: "var(--proposal)", form: symbolTriangle},
  training: {colour: "var(--loss)", form: symbolCross},
  forward: {colour: "var(--gain)", form: symbolStar},
};

/** Marks of the rules that predict. */
export const ruleMarks: Readonly<Record<Rule, Mark>> = {
  engine: {colour: "var(--proposal)", form: symbolCircle},
  roofline: {colour: "var(--compute)", form: symbolDiamond},
  bandwidth: {colour: "var(--memory)", form: symbolSquare},
  flops: {colour: "var(--baseline)", form: symbolTriangle},
  noChange: {colour: "var(--muted)", form: symbolCross},
};

/** Draws a mark around a point. */
export function drawMark({colour, form}: Mark, x: number, y: number, area: number, more: Attributes = {}): SVGElement {
  return svg("path", {
    d: symbol(form, area).digits(2)() ?? "",
    transform: `translate(${x.toFixed(2)},${y.toFixed(2)})`,
    fill: colour,
    "fill-opacity": 0.55,
    stroke: colour,
    ...more,
  });
}

/** A mark by itself, as a legend has it; words beside it say what it means. */
export function legendMark(mark: Mark): SVGElement {
  return svg(
    "svg",
    {class: "legend-mark", width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true"},
    drawMark(mark, 7, 7, 55),
  );
}

import type {Regime} from "../lib/engine/types.js";
import {regimeNames} from "../lib/explainer/describe.js";
import {formatCount} from "../lib/explainer/format.js";
import {flipPlace} from "../lib/explainer/outlookRows.js";
import type {Flip, Side} from "../lib/explainer/types.js";
import {svg} from "./element.js";
import {halo} from "./halo.js";
import {about} from "./subjects.js";
import {cutToWidth, textWidth} from "./textWidth.js";

/** Height of a band with its name above and its flips below. */
export const bandHeight = 58;

/** Where the coloured band lies within that. */
const bandOffset = 18;
/** Thickness of the coloured band. */
const bandThickness = 20;

/** What a band shows, and where. */
export interface RegimeBandParts {
  readonly side: Side;
  readonly label: string;
  /** The regime where the axis begins. */
  readonly first: Regime;
  readonly flips: readonly Flip[];
  /** The most that fits; Infinity where that is no question. */
  readonly most: number;
  /** Where the axis begins and ends. */
  readonly from: number;
  readonly last: number;
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly scale: (value: number) => number;
  /** Where the rule of the present value crosses the band, behind its texts; null where none is marked. */
  readonly ruleX: number | null;
  /** A flip's place in a few letters; by default its number. */
  readonly format?: ((flip: Flip) => string) | undefined;
}

/** The rule that marks a value of the axis. */
export function axisRule(x: number, top: number, bottom: number): SVGElement {
  return svg("line", {
    x1: x,
    x2: x,
    y1: top,
    y2: bottom,
    stroke: "var(--ink)",
    "stroke-width": 1.5,
    "data-rule": "present",
  });
}

/** One side's regime along an axis: a run of each, and the value at which each begins. */
export function regimeBand(parts: RegimeBandParts): SVGElement {
  const {side, label, first, flips, most, from, last, top, left, right, scale, ruleX} = parts;
  const {format = ({at}: Flip) => formatCount(at)} = parts;
  const y = top + bandOffset;
  const limit = Math.min(last, Math.max(from, most));
  const changes = flips.filter(({at}) => at <= last);
  const starts = [{regime: first, at: from}, ...changes.map(({to, at}) => ({regime: to, at}))];
  const runs = starts.map(({regime, at}, index) => {
    const [start, end] = [scale(at), scale(starts[index + 1]?.at ?? last)];
    return {regime, start, end, textEnd: Math.min(end, scale(limit))};
  });
  const rule = ruleX === null ? [] : [axisRule(ruleX, y - 2, y + bandThickness + 2)];
  const unfit =
    limit < last
      ? [
          svg("rect", {
            x: scale(limit),
            y,
            width: right - scale(limit),
            height: bandThickness,
            fill: "url(#hatch)",
          }),
        ]
      : [];
  let free = left;
  const marks = changes.map((flip) => {
    const {at, to, variable} = flip;
    const x = scale(at);
    const text = format(flip);
    const half = textWidth(text, 12, "bold") / 2;
    const middle = Math.max(free + half, Math.min(x, right - half));
    free = middle + half + 6;
    return svg(
      "g",
      {"data-flip": at, "data-side": side, "data-regime": to, ...about(`flip:${side}:${variable}`)},
      svg("title", {}, `${label} turns ${regimeNames[to]} at ${flipPlace(flip)}`),
      svg("line", {x1: x, x2: x, y1: y - 3, y2: y + bandThickness + 5, stroke: `var(--${side})`, "stroke-width": 2}),
      svg(
        "text",
        {
          x: middle,
          y: y + bandThickness + 16,
          "text-anchor": "middle",
          "font-weight": 600,
          fill: `var(--${side})`,
          ...halo,
        },
        text,
      ),
    );
  });
  const name = svg(
    "text",
    {x: left + 6, y: top + 12, fill: `var(--${side})`, "font-weight": 600, ...halo},
    cutToWidth(label, right - left - 6, 12, "bold"),
  );
  return svg(
    "g",
    {"data-side": side, "data-band": side, ...about(`side:${side}`)},
    ...runs.map((run) => drawRun(run, y)),
    ...unfit,
    ...rule,
    ...runs.flatMap((run) => nameRun(run, y)),
    name,
    ...marks,
  );
}

/** A stretch of the axis in one regime, in pixels. */
interface Run {
  readonly regime: Regime;
  readonly start: number;
  readonly end: number;
  /** How far its name may reach. */
  readonly textEnd: number;
}

function drawRun({regime, start, end}: Run, y: number): SVGElement {
  return svg(
    "g",
    {"data-term": regime},
    svg("title", {}, regimeNames[regime]),
    svg("rect", {x: start, y, width: Math.max(0, end - start), height: bandThickness, fill: `var(--${regime})`}),
  );
}

function nameRun({regime, start, textEnd}: Run, y: number): SVGElement[] {
  const text = [regimeNames[regime], regime].find((words) => textWidth(words) + 10 <= textEnd - start);
  if (text === undefined) return [];
  const attributes = {...halo, stroke: `var(--${regime})`, fill: "var(--paper)"};
  return [svg("g", {"data-term": regime}, svg("text", {x: start + 6, y: y + 14, ...attributes}, text))];
}

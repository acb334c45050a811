import {scaleLinear} from "d3-scale";
import {regimeNames, termNames} from "../lib/explainer/describe.js";
import {formatDuration, formatShare} from "../lib/explainer/format.js";
import {
  breakdownSentence,
  breakdownTable,
  type Breakdown,
  type BreakdownRow,
} from "../lib/explore/operatorBreakdown.js";
import {figureCaption} from "./chartFigure.js";
import type {ChartOptions} from "./chartOptions.js";
import {html, svg} from "./element.js";
import {plainTable} from "./plainTable.js";
import {cutToWidth, textWidth} from "./textWidth.js";

const rowHeight = 36;
const textTop = 13;
const barTop = 18;
const barHeight = 11;

/**
 * One step, operator by operator: a bar for the time of each, coloured by what it waits for, launches apart; below it all
 * numbers as a table, in sight.
 */
export function operatorBars(breakdown: Breakdown, {width}: ChartOptions): HTMLElement {
  const {rows, profile, outsideSeconds} = breakdown;
  const longest = Math.max(outsideSeconds, ...rows.map(({seconds}) => seconds));
  const x = scaleLinear([0, longest], [0, width]);
  const bars = [
    ...rows.map((row, index) => drawRow(row, index, x, width)),
    ...(outsideSeconds > 1e-9 ? [drawOutside(breakdown, rows.length, x, width)] : []),
  ];
  const height = bars.length * rowHeight;
  const name = `${profile.configuration.model.name} on ${profile.configuration.hardware.name}`;
  return html(
    "figure",
    {class: "figure figure-wide", "data-chart": "operator-bars"},
    svg(
      "svg",
      {
        ...{class: "chart operator-bars", width, height, viewBox: `0 0 ${width} ${height}`},
        ...{role: "img", "aria-label": `${breakdownSentence(breakdown)} The table below has every operator.`},
      },
      ...bars,
    ),
    legend(breakdown),
    figureCaption("Operator by operator", [
      `The time of each operator of ${name}, over all layers. The colour says what it waits for; the end of a bar in the colour of overhead is its launches.`,
    ]),
    table(breakdown),
  );
}

function drawRow(row: BreakdownRow, index: number, x: (seconds: number) => number, width: number): SVGElement {
  const {id, seconds, roofSeconds, share, term, regime} = row;
  const top = index * rowHeight;
  const [roof, end] = [x(roofSeconds), x(seconds)];
  // What is there at all is to be seen.
  const bar = (from: number, to: number, colour: string, name: string) =>
    svg("rect", {
      x: from,
      y: top + barTop,
      width: Math.max(0, to - from),
      height: barHeight,
      fill: `var(--${colour})`,
      "data-term": name,
    });
  return svg(
    "g",
    {"data-operator": id, "data-regime": regime},
    svg("title", {}, `${id}: ${formatDuration(seconds)}, ${formatShare(share)} of the time, ${regimeNames[regime]}`),
    ...words(id, `${formatDuration(seconds)} · ${formatShare(share)}`, top, width),
    bar(0, Math.max(roof, seconds > 0 ? 1 : 0), term, term),
    ...(end - roof < 0.5 ? [] : [bar(roof, end, "overhead", "overhead")]),
  );
}

function drawOutside(
  {outsideSeconds, profile}: Breakdown,
  index: number,
  x: (seconds: number) => number,
  width: number,
): SVGElement {
  const top = index * rowHeight;
  const note = `${formatDuration(outsideSeconds)} · ${formatShare(outsideSeconds / profile.latencySeconds)}`;
  return svg(
    "g",
    {"data-operator": "outside", "data-regime": "overhead"},
    ...words("outside all operators", note, top, width),
    svg("rect", {
      x: 0,
      y: top + barTop,
      width: Math.max(1, x(outsideSeconds)),
      height: barHeight,
      fill: "var(--overhead)",
    }),
  );
}

function words(name: string, note: string, top: number, width: number): readonly SVGElement[] {
  const room = width - textWidth(note, 12) - 12;
  return [
    svg("text", {x: 0, y: top + textTop}, cutToWidth(name, room)),
    svg("text", {x: width, y: top + textTop, "text-anchor": "end", fill: "var(--muted)"}, note),
  ];
}

/** The colours that occur. */
function legend({rows, outsideSeconds}: Breakdown): HTMLElement {
  const terms = new Set<keyof typeof termNames>(rows.map(({term}) => term));
  if (outsideSeconds > 1e-9 || rows.some(({seconds, roofSeconds}) => seconds - roofSeconds > 0)) terms.add("overhead");
  return html(
    "ul",
    {class: "bar-legend"},
    ...(Object.keys(termNames) as (keyof typeof termNames)[])
      .filter((term) => terms.has(term))
      .map((term) =>
        html("li", {}, html("span", {class: "swatch", style: `background: var(--${term})`}), termNames[term]),
      ),
  );
}

function table(breakdown: Breakdown): HTMLElement {
  const box = plainTable(breakdownTable(breakdown), "Operators");
  box.classList.add("wide");
  return box;
}

import {scaleLog} from "d3-scale";
import {formatRatio, listed} from "../lib/explainer/format.js";
import {bottomAxis} from "./bottomAxis.js";
import {chartFigure} from "./chartFigure.js";
import {svg} from "./element.js";
import {logTicks} from "./logTicks.js";
import type {ChartOptions} from "./chartOptions.js";

/** One way of dividing a speed-up among causes: the multipliers in the order in which they are drawn. */
export interface Division {
  readonly name: string;
  readonly steps: readonly {
    readonly cause: string;
    readonly term: "compute" | "memory";
    readonly multiplier: number;
  }[];
}

const rowHeight = 58;
const margin = 12;

/** Several divisions of one speed-up, each as bars end to end on a log scale: all end at the same place. */
export function orders(divisions: readonly Division[], {width}: ChartOptions): HTMLElement {
  const product = ({steps}: Division) => steps.reduce((before, {multiplier}) => before * multiplier, 1);
  const end = Math.max(1.1, ...divisions.map(product));
  const domain: [number, number] = [1, end * 1.03];
  const scale = scaleLog(domain, [margin, width - margin]);
  const bottom = divisions.length * rowHeight + 4;
  const ticks = logTicks(domain, width < 420 ? 5 : 8).map((value) => ({value, text: formatRatio(value)}));
  const marks: SVGElement[] = bottomAxis({ticks, scale, left: margin, right: width - margin, y: bottom, gridTop: 2});
  divisions.forEach(({name, steps}, index) => {
    const top = index * rowHeight;
    const words = steps.flatMap(({cause, term, multiplier}, position) => [
      position === 0 ? "" : ", ",
      svg("tspan", {style: `fill: var(--${term}); font-weight: 600`}, `${cause} ${formatRatio(multiplier)}`),
    ]);
    marks.push(svg("text", {x: margin, y: top + 17}, `${name}: `, ...words));
    let reached = 1;
    for (const {term, multiplier} of steps) {
      const from = scale(reached);
      reached *= multiplier;
      // A cause that gives nothing still leaves a line, to be seen.
      const length = Math.max(2, scale(reached) - from - 1);
      marks.push(svg("rect", {x: from, y: top + 25, width: length, height: 20, style: `fill: var(--${term})`}));
    }
  });
  const inWords = ({name, steps}: Division) =>
    `${name}: ${listed(steps.map(({cause, multiplier}) => `${cause} ${formatRatio(multiplier)}`))}.`;
  return chartFigure({
    kind: "orders",
    width,
    height: bottom + 24,
    marks,
    label: divisions.map(inWords).join(" "),
    title: "One speed-up, told in two orders and in none",
    caption: ["Bars stand end to end on a log scale; all end at the same speed-up, and divide it differently."],
    rows: [
      ["division", ...(divisions[0]?.steps.map(({cause}) => cause) ?? []), "product"],
      ...divisions.map((division) => [
        division.name,
        ...(divisions[0]?.steps ?? []).map(({cause}) =>
          formatRatio(division.steps.find((step) => step.cause === cause)?.multiplier ?? 1),
        ),
        formatRatio(product(division)),
      ]),
    ],
  });
}

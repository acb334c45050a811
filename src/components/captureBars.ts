import {scaleLinear} from "d3-scale";
import {capitalised, formatRatio, formatShare} from "../lib/explainer/format.js";
import type {AnsweredExplanation, Factor} from "../lib/explainer/types.js";
import {waterfallOf} from "../lib/explainer/waterfall.js";
import {bottomAxis} from "./bottomAxis.js";
import {chartFigure} from "./chartFigure.js";
import type {ChartOptions} from "./chartOptions.js";
import {svg} from "./element.js";
import {halo} from "./halo.js";
import {about} from "./subjects.js";
import {cutToWidth, textWidth} from "./textWidth.js";

const rowHeight = 40;
const barTop = 20;
const barHeight = 12;
const margin = 8;

/** A rate of which a share can be said to have arrived. */
type PureRate = Factor & {readonly ratio: number; readonly capture: number};

/** The rates that changed and of which a share arrived, in the order of the waterfall. */
export function pureRates(explanation: AnsweredExplanation): PureRate[] {
  const order = waterfallOf(explanation).map(({id}) => id);
  return explanation.factors
    .filter((factor): factor is PureRate => factor.ratio !== null && factor.ratio !== 1 && factor.capture !== null)
    .toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/**
 * What arrived: of each rate that changed, the share of its ratio that came through, on the log scale of ratios; null where no
 * rate did.
 */
export function captureBars(explanation: AnsweredExplanation, {width}: ChartOptions): HTMLElement | null {
  const rates = pureRates(explanation);
  if (rates.length === 0) return null;
  const scale = scaleLinear([0, 1], [margin, width - margin]);
  const bottom = rates.length * rowHeight;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((value) => ({value, text: formatShare(value)}));
  const sentences = rates.map(sentence);
  return chartFigure({
    kind: "capture",
    width,
    height: bottom + 24,
    marks: [
      ...bottomAxis({ticks, scale, left: margin, right: width - margin, y: bottom, gridTop: 2}),
      ...rates.map((rate, index) => drawRate(rate, index * rowHeight, scale, width)),
    ],
    title: "What arrived",
    label: `What arrived. ${sentences.join(" ")}`,
    caption: [
      "How much of each rate’s ratio on the data sheets came through, as a share of its logarithm: 0 % is no gain, 100 % the whole ratio.",
    ],
    rows: [
      ["rate", "ratio", "arrives", "factor"],
      ...rates.map(({label, ratio, capture, multiplier}) => [
        label,
        formatRatio(ratio),
        formatShare(capture),
        formatRatio(multiplier),
      ]),
    ],
  });
}

function sentence({label, ratio, capture, multiplier}: PureRate): string {
  return `${capitalised(label)}: ${formatShare(capture)} of ${formatRatio(ratio)} arrives, ${formatRatio(multiplier)}.`;
}

function drawRate(rate: PureRate, top: number, scale: (share: number) => number, width: number): SVGElement {
  const {id, label, ratio, capture, multiplier} = rate;
  const numbers = `${formatShare(capture)} of ${formatRatio(ratio)} arrives`;
  const y = top + barTop;
  const [left, right] = [scale(0), scale(1)];
  return svg(
    "g",
    {"data-capture": id, ...about(`factor:${id}`)},
    svg("title", {}, sentence(rate)),
    svg(
      "text",
      {x: margin, y: top + 14, ...halo},
      cutToWidth(label, width - 3 * margin - textWidth(numbers, 12, "bold"), 12),
    ),
    svg("text", {x: right, y: top + 14, "text-anchor": "end", "font-weight": 600, ...halo}, numbers),
    svg("rect", {
      x: left,
      y: y + 0.5,
      width: right - left,
      height: barHeight - 1,
      fill: "var(--paper-alt)",
      stroke: "var(--muted)",
      "stroke-dasharray": "3 2",
    }),
    svg("rect", {
      x: left,
      y,
      // Nothing keeps a visible mark.
      width: Math.max(2, scale(capture) - left),
      height: barHeight,
      fill: multiplier < 1 ? "var(--loss)" : "var(--gain)",
      "data-share": capture.toPrecision(6),
    }),
  );
}

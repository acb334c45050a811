import {scaleLog, type ScaleLogarithmic} from "d3-scale";
import {regimeNames} from "../lib/explainer/describe.js";
import {flipsIn} from "../lib/explainer/flips.js";
import {formatCount, formatRatio} from "../lib/explainer/format.js";
import type {AnsweredExplanation, Crossing, Explanation} from "../lib/explainer/types.js";
import {sweepRows} from "../lib/explore/comparisonSweep.js";
import type {BatchPoint} from "../lib/explore/sweepBatch.js";
import {axisRule, bandHeight, regimeBand} from "./regimeBand.js";
import {bottomAxis} from "./bottomAxis.js";
import {chartFigure} from "./chartFigure.js";
import type {ChartOptions} from "./chartOptions.js";
import {svg} from "./element.js";
import {gainTitle} from "./gainTitle.js";
import {halo} from "./halo.js";
import {hatchPattern} from "./hatch.js";
import {logTicks} from "./logTicks.js";
import {noTimes} from "./noTimes.js";
import {about} from "./subjects.js";
import {textWidth} from "./textWidth.js";

/** How the batch axis is drawn. */
export interface BatchAxisOptions extends ChartOptions {
  /** The batch that is marked; by default that of both sides, and none where theirs differ. */
  readonly batch?: number | undefined;
  /** Controls above the chart. */
  readonly controls?: readonly HTMLElement[] | undefined;
}

/**
 * The comparison at every batch: the speed-up as a curve, and below it each side's regime as a band, with the batches at
 * which it changes.
 *
 * @param sweep as `comparisonSweep` gives it.
 */
export function batchAxis(
  explanation: Explanation,
  sweep: readonly BatchPoint[],
  {width, batch: marked, controls}: BatchAxisOptions,
): HTMLElement {
  if (!explanation.answered) return noTimes(explanation);
  const {baseline, proposal, flips, breakEven} = explanation;
  const isOneBatch = baseline.profile.batch === proposal.profile.batch;
  const batch = marked ?? (isOneBatch ? proposal.profile.batch : null);
  const last = sweep.at(-1)?.batch ?? proposal.profile.batch;
  const [left, right, top, curveHeight] = [34, width - 8, 30, 130];
  const scale = scaleLog([1, Math.max(last, batch ?? 1, 2)], [left, right]);
  const limit = Math.min(baseline.profile.maxBatch, proposal.profile.maxBatch);
  const bandsTop = top + curveHeight + 14;
  const bottom = bandsTop + 2 * bandHeight;

  const y = scaleLog(speedupDomain(sweep), [top + curveHeight, top]);
  // Tenths of a pixel are as fine as a screen shows.
  const points = (sampled: readonly BatchPoint[]) =>
    sampled.map((point) => `${scale(point.batch).toFixed(1)},${y(point.speedup).toFixed(1)}`).join(" ");
  const fitting = sweep.filter(({fits}) => fits);
  const beyond = sweep.filter(({fits}, index) => !fits || !(sweep[index + 1]?.fits ?? false));
  const curve = svg(
    "g",
    {"data-curve": "speedup"},
    svg("polyline", {points: points(beyond), fill: "none", stroke: "var(--muted)", "stroke-dasharray": "3 3"}),
    svg("polyline", {
      points: points(fitting),
      fill: "none",
      stroke: "var(--ink)",
      "stroke-width": 2,
      "stroke-linejoin": "round",
    }),
  );
  const ruleX = batch === null ? null : scale(batch);
  const bands = (["baseline", "proposal"] as const).map((side, index) =>
    regimeBand({
      side,
      label: explanation[side].label,
      first: sweep[0]?.[`${side}Regime`] ?? explanation.regimes[side],
      flips: flipsIn(flips[side], "batch"),
      most: explanation[side].profile.maxBatch,
      from: 1,
      last,
      top: bandsTop + index * bandHeight,
      left,
      right,
      scale,
      ruleX,
    }),
  );
  const reading = (at: number) => {
    // The curve is the engine's, whatever was measured.
    const predicted = explanation.measured === null ? explanation.speedup : explanation.measured.predictedSpeedup;
    const speedup = (isOneBatch ? predicted : null) ?? nearestPoint(sweep, at)?.speedup ?? 1;
    return drawReading(scale(at), y(speedup), `batch ${formatCount(at)}: ${formatRatio(speedup)}`, top, width);
  };
  const marks = [
    hatchPattern(),
    ...verticalAxis(y, left, right),
    ...bottomAxis({ticks: batchTicks(last, width), scale, left, right, y: bottom, title: "Batch", gridTop: top}),
    ...(limit < last ? [unfit(scale(Math.max(1, limit)), right, top, top + curveHeight)] : []),
    ...(ruleX === null ? [] : [axisRule(ruleX, top - 6, bottom)]),
    curve,
    ...crossings(breakEven.batches, scale, y(1), last),
    ...bands,
    ...(batch === null ? [] : reading(batch)),
  ];
  return chartFigure({
    kind: "batch-axis",
    width,
    height: bottom + 38,
    marks,
    title: "At every batch",
    label: labelOf(explanation, limit),
    caption: [
      `The ${gainTitle(explanation)} at each batch, and below it the regime of each side with the batch at which it changes.`,
      ...(limit < last ? [` Hatched: more than fits in memory.`] : []),
      ...(batch === null
        ? [
            ` The curve compares both sides at one batch each time. Above they run at ${formatCount(baseline.profile.batch)} and ${formatCount(proposal.profile.batch)}, so no batch is marked.`,
          ]
        : []),
    ],
    rows: sweepRows(explanation, sweep),
    controls,
  });
}

/** Rings where the curve crosses 1×, and another side is ahead. */
function crossings(
  batches: readonly Crossing[] | null,
  scale: (batch: number) => number,
  y: number,
  last: number,
): SVGElement[] {
  return (batches ?? [])
    .filter(({at}) => at <= last)
    .map(({at, ahead}) =>
      svg(
        "g",
        {"data-crossing": at, ...about("break-even:batch")},
        svg("title", {}, `From batch ${formatCount(at)} on the ${ahead} is ahead`),
        svg("circle", {cx: scale(at), cy: y, r: 5, fill: "var(--paper)", stroke: "var(--ink)", "stroke-width": 1.5}),
      ),
    );
}

function labelOf({baseline, proposal, flips}: AnsweredExplanation, limit: number): string {
  const sides = [
    [baseline.label, flipsIn(flips.baseline, "batch")],
    [proposal.label, flipsIn(flips.proposal, "batch")],
  ] as const;
  const changes = sides.map(([label, list]) =>
    list.length === 0
      ? `${label} keeps its regime at every batch.`
      : `${label} turns ${list.map(({to, at}) => `${regimeNames[to]} at batch ${formatCount(at)}`).join(", then ")}.`,
  );
  return `The speed-up and both regimes by batch. ${changes.join(" ")} Both sides hold batches up to ${formatCount(limit)}.`;
}

/** Always with 1× in it, and never so narrow that a small change looks like a large one. */
function speedupDomain(sweep: readonly BatchPoint[]): [number, number] {
  const values = [1, ...sweep.map(({speedup}) => speedup)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(1.06, Math.sqrt(1.6 / (high / low)));
  return [low === 1 && room < 1.1 ? 1 : low / room, high * room];
}

function nearestPoint(sweep: readonly BatchPoint[], batch: number): BatchPoint | null {
  let best: BatchPoint | null = null;
  for (const point of sweep) {
    if (best === null || Math.abs(Math.log(point.batch / batch)) < Math.abs(Math.log(best.batch / batch))) best = point;
  }
  return best;
}

function batchTicks(last: number, width: number): {value: number; text: string}[] {
  const octaves = Math.log2(last);
  // The last text is moved inwards, towards the one before it.
  const step = [1, 2, 3, 4].find((each) => octaves / each <= width / 66) ?? 5;
  const ticks = Array.from({length: Math.floor(octaves / step) + 1}, (_, index) => 2 ** (index * step));
  return ticks.map((value) => ({value, text: formatCount(value)}));
}

function verticalAxis(y: ScaleLogarithmic<number, number>, left: number, right: number): SVGElement[] {
  const ticks = logTicks(y.domain() as [number, number], 6);
  return [
    svg("g", {class: "grid"}, ...ticks.map((tick) => svg("line", {x1: left, x2: right, y1: y(tick), y2: y(tick)}))),
    svg(
      "g",
      {class: "axis"},
      ...ticks.map((tick) =>
        svg("text", {x: left - 5, y: y(tick) + 4, "text-anchor": "end", "font-size": 11}, `${tick}×`),
      ),
    ),
    svg("line", {x1: left, x2: right, y1: y(1), y2: y(1), stroke: "var(--axis)"}),
  ];
}

function unfit(left: number, right: number, top: number, bottom: number): SVGElement {
  const group = svg(
    "g",
    {"data-unfit": "curve"},
    svg("rect", {x: left, y: top, width: right - left, height: bottom - top, fill: "url(#hatch)"}),
  );
  if (right - left > textWidth("does not fit") + 8) {
    group.append(
      svg(
        "text",
        {x: (left + right) / 2, y: bottom - 8, "text-anchor": "middle", ...halo, fill: "var(--muted)"},
        "does not fit",
      ),
    );
  }
  return group;
}

function drawReading(x: number, y: number, text: string, top: number, width: number): SVGElement[] {
  const half = textWidth(text, 12, "bold") / 2;
  const middle = Math.max(half, Math.min(x, width - half));
  return [
    svg(
      "g",
      about("speedup"),
      svg("title", {}, text),
      svg("circle", {
        cx: x,
        cy: y,
        r: 4.5,
        fill: "var(--ink)",
        stroke: "var(--paper)",
        "stroke-width": 1.5,
        "data-here": "speedup",
      }),
    ),
    svg("text", {x: middle, y: top - 13, "text-anchor": "middle", "font-weight": 600, ...halo}, text),
  ];
}

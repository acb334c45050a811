import {scaleLinear, scaleLog} from "d3-scale";
import {
  measureIds,
  recordHolders,
  usualValues,
  type GenerationPoint,
  type Generations,
  type MeasureId,
} from "../lib/explore/generations.js";
import {
  formatMeasure,
  generationRows,
  growthSentence,
  measureNames,
  type DecodeStep,
} from "../lib/explore/generationRows.js";
import {capitalised, formatQuantity, formatRatio} from "../lib/explainer/format.js";
import {formatIntensity} from "../lib/explainer/rooflineRows.js";
import {drawMark, type Mark} from "./accuracyMarks.js";
import {bottomAxis} from "./bottomAxis.js";
import {chartFigure} from "./chartFigure.js";
import {svg} from "./element.js";
import {halo} from "./halo.js";
import {logTicks} from "./logTicks.js";
import {placeLabels, type Box, type Candidate, type LabelRequest, type Segment} from "./placeLabels.js";
import {textWidth} from "./textWidth.js";

/** The timeline as it is to be drawn. */
export interface Timeline {
  readonly generations: Generations;
  readonly step: DecodeStep;
  /** How each vendor is drawn. */
  readonly markOf: (vendor: string) => Mark;
  /** The accelerator with a ring around it. */
  readonly selected: GenerationPoint | null;
}

/** A dot of a panel, in pixels. */
export interface PlacedDot {
  readonly point: GenerationPoint;
  readonly measure: MeasureId;
  readonly x: number;
  readonly y: number;
  /** Its value is beyond the scale: it stands at the edge. */
  readonly isBeyond: boolean;
}

/** One panel: a measure over the years. */
interface Panel {
  readonly measure: MeasureId;
  readonly top: number;
  readonly bottom: number;
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
  readonly domain: readonly [number, number];
  readonly dots: readonly PlacedDot[];
}

/** Where everything of the timeline lies at a width. */
export interface TimelinePlan {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly x: (year: number) => number;
  readonly years: readonly number[];
  readonly panels: readonly Panel[];
}

const titleRoom = 30;
const gap = 14;
const right = 10;
/** How far from the edge stands what is beyond it. */
const edge = 12;
/** The least height of a panel, and the height that all together may take. */
const lowest = 90;
const highest = 860;

/**
 * Plans the panels: one below the other, so that they share the years. A decade is as high in each, so that lines as steep
 * have grown as fast.
 */
export function planTimeline({generations, step}: Pick<Timeline, "generations" | "step">, width: number): TimelinePlan {
  const {points} = generations;
  const all = points.map(({year}) => year);
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const left = width < 560 ? 44 : 56;
  const x = scaleLinear([first - 0.5, last + 0.5], [left, width - right]);
  const radius = radiusAt(width);
  const column = (x(first + 1) - x(first)) / 2 - radius;
  const domains = measureIds.map((measure) => ({measure, domain: domainOf(measure, generations, step)}));
  const decades = domains.reduce((sum, {domain}) => sum + decadesOf(domain), 0);
  const decade = Math.min(width < 560 ? 46 : 54, highest / decades);
  let bottom = 0;
  const panels = domains.map(({measure, domain}, index): Panel => {
    const top = bottom + (index === 0 ? 0 : gap) + titleRoom;
    bottom = top + Math.max(lowest, decade * decadesOf(domain));
    const y = scaleLog(domain, [bottom, top]);
    // Those not chosen may be a thousand times as small: what of them does not fit is left out.
    const shown = points.filter(({values, isChosen}) => {
      const value = values[measure];
      return value !== null && (isChosen || (value >= domain[0] && value <= domain[1]));
    });
    const clamped = (value: number): number => Math.max(top + edge, Math.min(bottom - edge, y(value)));
    const dots = placeDots(shown, measure, x, clamped, radius, column).map((dot) => ({
      ...dot,
      isBeyond: isBeyond(dot, domain),
    }));
    return {measure, top, bottom, y, domain, ticks: valueTicks(domain, Math.floor((bottom - top) / 26)), dots};
  });
  const years = Array.from({length: last - first + 1}, (_, index) => first + index);
  return {width, height: bottom + 42, left, right: width - right, x, years, panels};
}

/** Of those chosen that lie about the trend: what others of them do not fit stands at the edge, with its value. */
function domainOf(measure: MeasureId, generations: Generations, step: DecodeStep): readonly [number, number] {
  const usual = usualValues(generations, measure);
  const values = measure === "ridge" ? [...usual, step.intensity] : usual;
  return values.length === 0 ? [1, 10] : [Math.min(...values) / 1.5, Math.max(...values) * 2.4];
}

function isBeyond({point, measure}: Omit<PlacedDot, "isBeyond">, [low, high]: readonly [number, number]): boolean {
  const value = point.values[measure]!;
  return value < low || value > high;
}

function decadesOf([low, high]: readonly [number, number]): number {
  return Math.log10(high / low);
}

/** Round values for an axis; of many decades every second or third. */
function valueTicks([low, high]: readonly [number, number], most: number): readonly number[] {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  const every = Math.ceil((last - first + 1) / most);
  if (every <= 1) return logTicks([low, high], most);
  return Array.from({length: Math.floor((last - first) / every) + 1}, (_, index) =>
    Number(`1e${first + index * every}`),
  );
}

function radiusAt(width: number): number {
  return width < 560 ? 2.8 : 3.8;
}

/** Puts dots of one year that would cover each other beside each other, those chosen nearest to the year. */
function placeDots(
  points: readonly GenerationPoint[],
  measure: MeasureId,
  x: (year: number) => number,
  y: (value: number) => number,
  radius: number,
  column: number,
): readonly Omit<PlacedDot, "isBeyond">[] {
  const placed: Omit<PlacedDot, "isBeyond">[] = [];
  const step = 2 * radius + 0.5;
  const slots = Math.max(0, Math.floor(column / step));
  const offsets = [0, ...Array.from({length: slots}, (_, index) => [(index + 1) * step, -(index + 1) * step]).flat()];
  const order = [...points].sort((a, b) => Number(b.isChosen) - Number(a.isChosen));
  for (const point of order) {
    const value = point.values[measure];
    if (value === null) continue;
    const top = y(value);
    const isFree = (left: number): boolean =>
      placed.every((other) => Math.abs(other.x - left) >= step - 0.01 || Math.abs(other.y - top) >= step);
    const offset = offsets.find((each) => isFree(x(point.year) + each)) ?? 0;
    placed.push({point, measure, x: x(point.year) + offset, y: top});
  }
  return placed;
}

/** Four panels over the years on logarithmic scales, each accelerator a dot in each of them. */
export function timelineChart(timeline: Timeline, {width}: {readonly width: number}): HTMLElement {
  const plan = planTimeline(timeline, width);
  const {generations, step} = timeline;
  const {left, x, years, panels, height} = plan;
  return chartFigure({
    kind: "timeline",
    width,
    height,
    marks: [
      ...panels.flatMap((panel) => panelMarks(panel, plan, timeline)),
      ...bottomAxis({
        ticks: yearTicks(years, x),
        ...{scale: x, left, right: plan.right, y: panels.at(-1)!.bottom, title: "year of release"},
      }),
    ],
    title: "Accelerators over the years",
    label: `Accelerators over the years, in four panels: peak rate, memory bandwidth, memory capacity and ridge point. ${growthSentence(generations, step)}`,
    caption: [
      "Each accelerator is one mark in each panel; those not chosen are drawn faintly. The line is the growth that fits the chosen ones best, by least squares of the logarithms. Named are those that exceeded all before them; what is far beyond the others stands at the edge, with its value. Marks of one year stand beside each other where they would hide one another. A decade is as high in all panels, so that equal slopes are equal growth.",
    ],
    rows: generationRows(generations),
  });
}

function yearTicks(years: readonly number[], x: (year: number) => number): {value: number; text: string}[] {
  const room = x(years[0]! + 1) - x(years[0]!);
  const every = Math.ceil((textWidth("2020", 11) + 8) / room);
  const last = years.at(-1)!;
  return years.filter((year) => (last - year) % every === 0).map((value) => ({value, text: String(value)}));
}

function panelMarks(panel: Panel, plan: TimelinePlan, timeline: Timeline): readonly SVGElement[] {
  const {measure, top, bottom, y, ticks, dots} = panel;
  const {left, right, x, years} = plan;
  const {generations, step, markOf, selected} = timeline;
  const radius = radiusAt(plan.width);
  const area = Math.PI * radius * radius;
  const growth = generations.growth?.[measure] ?? null;
  const unit = tickUnits[measure];
  const name = measure === "flops" ? `${generations.choice.format} peak rate` : measureNames[measure];
  return [
    svg(
      "g",
      {class: "grid"},
      ...ticks.map((value) => svg("line", {x1: left, x2: right, y1: y(value), y2: y(value)})),
      ...years.map((year) => svg("line", {x1: x(year), x2: x(year), y1: top, y2: bottom})),
    ),
    svg(
      "g",
      {class: "axis"},
      svg("line", {x1: left, x2: left, y1: top, y2: bottom}),
      ...(measure === measureIds.at(-1) ? [] : [svg("line", {x1: left, x2: right, y1: bottom, y2: bottom})]),
      ...ticks.map((value) =>
        svg("text", {x: left - 6, y: y(value) + 4, "text-anchor": "end", "font-size": 11}, tickText(measure, value)),
      ),
    ),
    svg(
      "text",
      {x: 0, y: top - 11, "font-size": 13, "data-panel": measure},
      svg("tspan", {"font-weight": 600}, capitalised(name)),
      svg("tspan", {fill: "var(--muted)"}, `, ${unit(generations.choice.format)}`),
      ...(growth === null
        ? []
        : [svg("tspan", {"font-weight": 600, fill: "var(--proposal)"}, `  ${formatRatio(growth.perYear)} a year`)]),
    ),
    ...(measure === "ridge" ? [stepLine(step, panel, plan)] : []),
    ...dots
      .filter(({point}) => !point.isChosen)
      .map(({x, y}) =>
        svg("circle", {cx: x, cy: y, r: radius - 0.8, fill: "none", stroke: "var(--muted)", "stroke-opacity": 0.45}),
      ),
    ...dots
      .filter(({point}) => point.isChosen)
      .map(({point, x, y}) =>
        drawMark(markOf(point.hardware.vendor), x, y, area, {"data-item": point.hardware.id, "data-measure": measure}),
      ),
    ...(growth === null
      ? []
      : [
          svg("line", {
            ...{x1: x(growth.years[0]), y1: y(growth.at(growth.years[0]))},
            ...{x2: x(growth.years[1]), y2: y(growth.at(growth.years[1]))},
            ...{stroke: "var(--proposal)", "stroke-width": 2, "data-trend": measure},
          }),
        ]),
    ...labels(panel, plan, timeline),
    ...dots
      .filter(({point}) => point === selected)
      .flatMap(({x, y}) => [
        svg("circle", {cx: x, cy: y, r: 8, fill: "none", stroke: "var(--paper)", "stroke-width": 5}),
        svg("circle", {
          cx: x,
          cy: y,
          r: 8,
          fill: "none",
          stroke: "var(--ink)",
          "stroke-width": 2,
          "data-selected": measure,
        }),
      ]),
  ];
}

/** The intensity of a decode step, far below the ridge points of most. */
function stepLine(step: DecodeStep, panel: Panel, {left, right}: TimelinePlan): SVGElement {
  const y = panel.y(step.intensity);
  const line = {
    x1: left,
    x2: right,
    y1: y,
    y2: y,
    stroke: "var(--memory)",
    "stroke-dasharray": "5 3",
    "stroke-width": 1.5,
  };
  return svg(
    "g",
    {"data-step": step.intensity},
    svg("line", line),
    svg("text", {x: left + 8, y: y - 7, "font-size": 12, fill: "var(--memory)", ...halo}, stepWords(step)),
  );
}

function stepWords({intensity}: DecodeStep): string {
  return `a decode step at batch 1: ${formatIntensity(intensity)}`;
}

const tickUnits: Readonly<Record<MeasureId, (format: string) => string>> = {
  flops: (format) => (format.startsWith("int") ? "OP/s" : "FLOP/s"),
  bandwidth: () => "B/s",
  capacity: () => "B",
  ridge: () => "FLOP/byte",
};

function tickText(measure: MeasureId, value: number): string {
  return measure === "ridge" ? formatIntensity(value) : formatQuantity(value, "", 3).trim();
}

interface NameLabel extends LabelRequest {
  readonly item: string;
}

/**
 * The names of those beyond the scale, with their values; and of those that exceeded all before them, as far as there is room,
 * the newest first.
 */
function labels(panel: Panel, {left, right, x, width}: TimelinePlan, {generations, step}: Timeline): SVGElement[] {
  const {measure, top, bottom, dots, y, domain} = panel;
  const size = width < 560 ? 11 : 12;
  const beyond = dots
    .filter(({isBeyond}) => isBeyond)
    .map(({point, x, y}): NameLabel => {
      const value = point.values[measure]!;
      const text = `${point.hardware.name}: ${formatMeasure(measure, value, generations.choice.format)} ${value > domain[1] ? "↑" : "↓"}`;
      return {text, x, y, size, candidates: besideEdge, optional: true, item: point.hardware.id};
    });
  const holders = recordHolders(generations, measure, domain[1]).flatMap((point): NameLabel[] => {
    const dot = dots.find((each) => each.point === point);
    const item = point.hardware.id;
    return dot === undefined
      ? []
      : [{text: point.hardware.name, x: dot.x, y: dot.y, size, candidates: places, optional: true, item}];
  });
  const radius = radiusAt(width) + 1.2;
  const boxes = dots
    .filter(({point}) => point.isChosen)
    .map((dot): Box => ({left: dot.x - radius, right: dot.x + radius, top: dot.y - radius, bottom: dot.y + radius}));
  if (measure === "ridge") {
    const line = y(step.intensity);
    boxes.push({left, right: left + 12 + textWidth(stepWords(step), 12), top: line - 18, bottom: line});
  }
  const growth = generations.growth?.[measure];
  const segments: readonly Segment[] =
    growth === undefined
      ? []
      : [[x(growth.years[0]), y(growth.at(growth.years[0])), x(growth.years[1]), y(growth.at(growth.years[1]))]];
  const bounds = {left: left + 2, right, top: top - 4, bottom};
  return placeLabels([...beyond, ...holders.reverse()], {bounds, boxes, segments}).map(({request, x, y, anchor}) =>
    svg(
      "text",
      {x, y: y + 4, "text-anchor": anchor, "font-size": size, ...halo, "data-label": request.item},
      request.text,
    ),
  );
}

const besideEdge: readonly Candidate[] = [
  {dx: -9, dy: 0, anchor: "end"},
  {dx: 9, dy: 0, anchor: "start"},
  {dx: -9, dy: 12, anchor: "end"},
  {dx: 9, dy: 12, anchor: "start"},
  {dx: -9, dy: -12, anchor: "end"},
  {dx: 9, dy: -12, anchor: "start"},
];

/** Above a record nothing is in the way but other names. */
const places: readonly Candidate[] = [
  {dx: 0, dy: -14, anchor: "middle"},
  {dx: 4, dy: -13, anchor: "end"},
  {dx: -4, dy: -13, anchor: "start"},
  {dx: -9, dy: 0, anchor: "end"},
  {dx: 9, dy: 0, anchor: "start"},
  {dx: 0, dy: -24, anchor: "middle"},
  {dx: 4, dy: -24, anchor: "end"},
  {dx: -9, dy: -8, anchor: "end"},
];

/** What the pointer is nearest to, within reach; null where there is nothing. */
export function dotNear({panels}: TimelinePlan, x: number, y: number, reach = 22): GenerationPoint | null {
  let [best, least] = [null as GenerationPoint | null, reach];
  for (const dot of panels.flatMap(({dots}) => dots)) {
    // Of two as near, the one that is followed is meant.
    const distance = Math.hypot(dot.x - x, dot.y - y) + (dot.point.isChosen ? 0 : 4);
    if (distance < least) [best, least] = [dot.point, distance];
  }
  return best;
}

/** A value of an accelerator in words, for its card. */
export function valueWords(point: GenerationPoint, measure: MeasureId, {choice}: Generations): string {
  const value = point.values[measure];
  return value === null ? "not published" : formatMeasure(measure, value, choice.format);
}

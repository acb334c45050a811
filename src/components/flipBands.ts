import {scaleLog} from "d3-scale";
import {regimeNames} from "../lib/explainer/describe.js";
import {capitalised, formatCount, formatQuantity, formatRatio} from "../lib/explainer/format.js";
import {flipPlace, flipRows} from "../lib/explainer/outlookRows.js";
import type {AnsweredExplanation, Flip, FlipVariable} from "../lib/explainer/types.js";
import {flipReach, type FlipReach, type ReachedSide} from "../lib/explore/flipReach.js";
import {bottomAxis} from "./bottomAxis.js";
import {chartFigure} from "./chartFigure.js";
import type {ChartOptions} from "./chartOptions.js";
import {hatchPattern} from "./hatch.js";
import {logTicks} from "./logTicks.js";
import {bandHeight, regimeBand} from "./regimeBand.js";

/** How bands are drawn. */
export interface FlipBandsOptions extends ChartOptions {
  /** Controls above the chart. */
  readonly controls?: readonly HTMLElement[] | undefined;
}

/** What the variables but the batch are called, and their unit. */
const variables = {
  "input-length": {name: "input length", unit: "tokens"},
  "memory-bandwidth": {name: "memory bandwidth", unit: "B/s"},
  "peak-flops": {name: "peak rate", unit: "FLOP/s"},
} as const satisfies Record<Exclude<FlipVariable, "batch">, {readonly name: string; readonly unit: string}>;

/** Each side's regime while one variable is moved, with what the side has of it now and where the regime changes. */
export function flipBands(
  explanation: AnsweredExplanation,
  variable: Exclude<FlipVariable, "batch">,
  {width, controls}: FlipBandsOptions,
): HTMLElement {
  const reach = flipReach(explanation, variable);
  const {name, unit} = variables[variable];
  const format = (value: number) =>
    variable === "input-length" ? `${formatCount(value)} tokens` : formatQuantity(value, unit, 3);
  const tickText = (value: number) =>
    variable === "input-length" ? formatCount(value) : formatQuantity(value, "").trimEnd();
  const [left, right, top] = [8, width - 8, 4];
  const scale = scaleLog([reach.from, reach.to], [left, right]);
  const bottom = top + 2 * bandHeight + 2;
  const bands = reach.sides.map(({side, present, most, first, flips}, index) =>
    regimeBand({
      side,
      label: `${explanation[side].label}, now ${format(present)}`,
      first,
      flips,
      most,
      from: reach.from,
      last: reach.to,
      top: top + index * bandHeight,
      left,
      right,
      scale,
      ruleX: scale(present),
      format: variable === "input-length" ? undefined : rateFlip,
    }),
  );
  const ticks = logTicks([reach.from, reach.to], width < 420 ? 4 : 7).map((value) => ({value, text: tickText(value)}));
  const hatched = reach.sides.some(({most}) => most < reach.to);
  const rows = flipRows({...explanation, flips: flipsOf(reach)});
  return chartFigure({
    kind: "flip-bands",
    width,
    height: bottom + 38,
    marks: [
      hatchPattern(),
      ...bottomAxis({ticks, scale, left, right, y: bottom, title: `${capitalised(name)}, ${unit}`, gridTop: top}),
      ...bands,
    ],
    title: `At every ${name}`,
    label: `The regime of each side by its ${name}. ${reach.sides.map((side) => sentence(side, explanation)).join(" ")}`,
    caption: [
      `The regime of each side if only its ${name} were another; the upright rule marks what it has, and below the band stands where the regime changes.`,
      ...(hatched ? [" Hatched: more than fits in memory."] : []),
    ],
    rows:
      rows.length > 0
        ? rows
        : [
            ["side", "regime"],
            ...reach.sides.map(({side, first}) => [explanation[side].label, `${regimeNames[first]} throughout`]),
          ],
    controls,
  });

  function rateFlip({at, ratio}: Flip): string {
    return `${formatQuantity(at, unit, 3)}, ${formatRatio(ratio)}`;
  }
}

function flipsOf({sides}: FlipReach): AnsweredExplanation["flips"] {
  const of = (name: ReachedSide["side"]) => sides.find(({side}) => side === name)?.flips ?? [];
  return {baseline: of("baseline"), proposal: of("proposal")};
}

function sentence({side, first, flips}: ReachedSide, explanation: AnsweredExplanation): string {
  const {label} = explanation[side];
  if (flips.length === 0) return `${label} stays ${regimeNames[first]}.`;
  return `${label} turns ${flips.map((flip) => `${regimeNames[flip.to]} at ${flipPlace(flip)}`).join(", then ")}.`;
}

import {scaleLog} from "d3-scale";
import {capitalised, formatRatio, listed} from "../lib/explainer/format.js";
import {factorRows} from "../lib/explainer/tables.js";
import type {AnsweredExplanation, Explanation, Factor, Subject} from "../lib/explainer/types.js";
import {waterfallOf} from "../lib/explainer/waterfall.js";
import {bottomAxis} from "./bottomAxis.js";
import {chartFigure} from "./chartFigure.js";
import type {ChartOptions} from "./chartOptions.js";
import {rounded, svg} from "./element.js";
import {halo} from "./halo.js";
import {logTicks} from "./logTicks.js";
import {gainTitle} from "./gainTitle.js";
import {noTimes} from "./noTimes.js";
import {about} from "./subjects.js";
import {cutToWidth, textWidth} from "./textWidth.js";

const rowHeight = 46;
const barTop = 21;
const barHeight = 16;

const tickFormat = new Intl.NumberFormat("en-US", {maximumSignificantDigits: 4});

/** A row of the chart: a cause, or the speed-up at the end. */
interface Row {
  readonly id: string;
  readonly label: string;
  readonly numbers: string;
  readonly from: number;
  readonly to: number;
  /** Where the bar would end if the whole ratio of the rate had arrived; null for what is not a rate. */
  readonly ghost: number | null;
  readonly title: string;
  readonly subjects: readonly Subject[];
}

/** Why: the causes' multipliers from 1× to the speed-up on a log scale, each rate's ratio of the data sheets beside its bar. */
export function waterfall(explanation: Explanation, {width}: ChartOptions): HTMLElement {
  if (!explanation.answered) return noTimes(explanation);
  const rows = rowsOf(explanation);
  const margin = 8;
  const domain = domainOf(rows);
  const scale = scaleLog(domain, [margin, width - margin]);
  const bottom = rows.length * rowHeight + 4;
  const ticks = logTicks(domain, width < 420 ? 5 : 7).map((value) => ({
    value,
    text: `${tickFormat.format(value)}×`,
  }));
  const one = svg("line", {x1: scale(1), x2: scale(1), y1: 2, y2: bottom, stroke: "var(--ink)", "data-reference": 1});
  const axis = bottomAxis({ticks, scale, left: margin, right: width - margin, y: bottom, gridTop: 2});
  const drawn = rows.map((row, index) => drawRow(row, index, scale, width, index === rows.length - 1));
  const connectors = rows.slice(0, -1).map(({to}, index) =>
    svg("line", {
      x1: scale(to),
      x2: scale(to),
      y1: index * rowHeight + barTop + barHeight,
      y2: (index + 1) * rowHeight + barTop,
      stroke: "var(--muted)",
      "stroke-dasharray": "2 2",
    }),
  );
  return chartFigure({
    kind: "waterfall",
    width,
    height: bottom + 24,
    marks: [...axis, one, ...connectors, ...drawn],
    title: "Why",
    label: `Why. ${rows.map(({title}) => title).join(" ")}`,
    caption: [
      `Each cause multiplies what stands above it, on a log scale, from 1× to the ${gainTitle(explanation)}. The outline reaches to the ratio of the data sheets: what is left empty did not arrive.`,
    ],
    notes: familyNotes(explanation),
    rows: factorRows(explanation),
  });
}

/** Where causes of several families differ, what each family gives. */
function familyNotes({groups, factors}: AnsweredExplanation): string[] {
  if (groups.length < 2) return [];
  const labelOf = (id: string) => factors.find((factor) => factor.id === id)?.label ?? id;
  const families = groups.map(({id, multiplier, factors: members}) => {
    const named = members.length > 1 || labelOf(members[0] ?? "") !== id;
    return `${id} ${formatRatio(multiplier)}${named ? ` (${listed(members.map(labelOf))})` : ""}`;
  });
  return [`By family: ${families.join("; ")}.`];
}

function rowsOf(explanation: AnsweredExplanation): Row[] {
  const factors = new Map<string, Factor>(explanation.factors.map((factor) => [factor.id, factor]));
  const steps = waterfallOf(explanation).map(({id, label, multiplier, from, to}): Row => {
    const {ratio, capture} = factors.get(id)!;
    const rate = ratio !== null && capture !== null ? ratio : null;
    const sheet = rate === null ? "" : ` of ${formatRatio(rate)}`;
    return {
      id,
      label,
      numbers: `${formatRatio(multiplier)}${sheet}`,
      from,
      to,
      ghost: rate === null ? null : from * rate,
      title: `${capitalised(label)}: ${formatRatio(multiplier)}${rate === null ? "" : ` of the ${formatRatio(rate)} on the data sheets`}.`,
      subjects: [`factor:${id}`, ...(id === "price" ? (["break-even:price"] as const) : [])],
    };
  });
  const {speedup} = explanation;
  const label = gainTitle(explanation);
  const numbers = formatRatio(speedup);
  return [
    ...steps,
    {
      id: "all",
      label,
      numbers,
      from: 1,
      to: speedup,
      ghost: null,
      title: `${capitalised(label)}: ${numbers}.`,
      subjects: ["speedup"],
    },
  ];
}

function domainOf(rows: readonly Row[]): [number, number] {
  const values = [1, ...rows.flatMap(({from, to, ghost}) => [from, to, ghost ?? to])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // Never less than a factor of 1.5, or rounding would look like a cause.
  const room = Math.max(1.06, 1.5 / (high / low));
  if (low === 1) return [1, high * room];
  return high === 1 ? [low / room, 1] : [low / Math.sqrt(room), high * Math.sqrt(room)];
}

function drawRow(
  {id, label, numbers, from, to, ghost, title, subjects}: Row,
  index: number,
  scale: (ratio: number) => number,
  width: number,
  isTotal: boolean,
): SVGElement {
  const top = index * rowHeight;
  const [start, end] = [scale(Math.min(from, to)), scale(Math.max(from, to))];
  const colour = isTotal ? "var(--ink)" : to >= from ? "var(--gain)" : "var(--loss)";
  const weight = isTotal ? "bold" : "normal";
  const numbersWidth = textWidth(numbers, 12, "bold");
  const group = svg(
    "g",
    {"data-factor": id, ...about(...subjects)},
    svg("title", {}, title),
    svg(
      "text",
      {x: 14, y: top + 15, "font-weight": isTotal ? 600 : null, ...halo},
      cutToWidth(label, width - 36 - numbersWidth, 12, weight),
    ),
    svg("text", {x: width - 8, y: top + 15, "text-anchor": "end", "font-weight": 600, ...halo}, numbers),
  );
  if (ghost !== null) {
    const [left, right] = [scale(Math.min(from, ghost)), scale(Math.max(from, ghost))];
    group.append(
      svg("rect", {
        x: left,
        y: top + barTop + 0.5,
        width: right - left,
        height: barHeight - 1,
        fill: "var(--paper-alt)",
        stroke: "var(--muted)",
        "stroke-dasharray": "3 2",
        "data-ghost": rounded(ghost / from),
      }),
    );
  }
  group.append(
    svg("rect", {
      x: start,
      y: top + barTop,
      // A cause without effect is still a cause: it keeps a visible mark.
      width: Math.max(end - start, 2),
      height: barHeight,
      fill: colour,
      "data-bar": id,
    }),
  );
  return group;
}

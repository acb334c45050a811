import {scaleLinear} from "d3-scale";
import {regimeNames, termNames} from "../lib/explainer/describe.js";
import {formatDuration, formatShare} from "../lib/explainer/format.js";
import {timeRows} from "../lib/explainer/tables.js";
import type {AnsweredExplanation, Explanation, Side} from "../lib/explainer/types.js";
import {regimes, type Regime} from "../lib/engine/types.js";
import {bottomAxis} from "./bottomAxis.js";
import {chartFigure} from "./chartFigure.js";
import type {ChartOptions} from "./chartOptions.js";
import {svg} from "./element.js";
import {noTimes} from "./noTimes.js";
import {overlap, type Box} from "./placeLabels.js";
import {cutToWidth, textWidth} from "./textWidth.js";

export type {ChartOptions} from "./chartOptions.js";

const barHeight = 40;
const nameHeight = 20;
const lineHeight = 15;

/** One term of one side's time. */
interface Part {
  readonly term: Regime;
  readonly seconds: number;
  readonly share: number;
  readonly from: number;
}

/** Where the time goes: each side's time as a bar of its terms, on one scale. */
export function timeBars(explanation: Explanation, {width}: ChartOptions): HTMLElement {
  if (!explanation.answered) return noTimes(explanation);
  const longest = Math.max(explanation.baseline.profile.latencySeconds, explanation.proposal.profile.latencySeconds);
  const totalWidth = textWidth(formatDuration(longest), 14, "bold") + 12;
  const scale = scaleLinear([0, longest], [1, width - totalWidth]);
  const marks: SVGElement[] = [];
  let top = 4;
  for (const side of ["baseline", "proposal"] as const) {
    const row = sideRow(explanation, side, top, scale, width);
    marks.push(row.element);
    top += row.height;
  }
  const ticks = scale.ticks(width < 420 ? 3 : 5).map((value) => ({value, text: formatDuration(value)}));
  const axis = bottomAxis({ticks, scale, left: scale(0), right: scale(longest), y: top, gridTop: 4});
  const {baseline, proposal} = explanation;
  return chartFigure({
    kind: "time-bars",
    width,
    height: top + 24,
    marks: [...axis, ...marks],
    title: "Where the time goes",
    label: `Where the time goes. ${sentence(explanation, "baseline")} ${sentence(explanation, "proposal")}`,
    caption: [
      `Both bars are on one scale: ${baseline.label} takes ${formatDuration(baseline.profile.latencySeconds)}, ${proposal.label} ${formatDuration(proposal.profile.latencySeconds)}.`,
    ],
    rows: timeRows(explanation),
  });
}

function sentence(explanation: AnsweredExplanation, side: Side): string {
  const {label, profile} = explanation[side];
  const parts = partsOf(explanation, side).map(
    ({term, seconds, share}) => `${termNames[term]} ${formatDuration(seconds)} (${formatShare(share)})`,
  );
  return `${label}: ${parts.join(", ")}; ${formatDuration(profile.latencySeconds)} in all, ${regimeNames[profile.regime]}.`;
}

function partsOf(explanation: AnsweredExplanation, side: Side): Part[] {
  const {profile} = explanation[side];
  const parts: Part[] = [];
  let from = 0;
  for (const term of regimes) {
    const seconds = profile[`${term}Seconds`];
    if (seconds > 0) parts.push({term, seconds, share: profile.shares[term], from});
    from += seconds;
  }
  return parts;
}

function sideRow(
  explanation: AnsweredExplanation,
  side: Side,
  top: number,
  scale: (seconds: number) => number,
  width: number,
): {element: SVGElement; height: number} {
  const {label, profile} = explanation[side];
  const barTop = top + nameHeight;
  const end = scale(profile.latencySeconds);
  const name = svg(
    "text",
    {x: 1, y: top + 13, fill: `var(--${side})`, "font-weight": 600},
    cutToWidth(label, width, 12, "bold"),
  );
  const total = svg(
    "text",
    {x: end + 8, y: barTop + barHeight / 2 + 5, "font-size": 14, "font-weight": 600, "data-total": side},
    formatDuration(profile.latencySeconds),
  );
  const taken: Box[] = [];
  // From the right: a label below then never lies across the leader of one to its left.
  const drawn = partsOf(explanation, side)
    .toReversed()
    .map((part) => segment(part, side, barTop, scale, width, taken))
    .toReversed();
  const below = Math.max(0, ...taken.map(({bottom}) => bottom - barTop - barHeight));
  return {
    element: svg("g", {"data-side": side}, name, ...drawn, total),
    height: nameHeight + barHeight + Math.max(12, below + 10),
  };
}

/** A term's piece of the bar; its label stands inside where it fits, else on a free line below, on a leader. */
function segment(
  {term, seconds, share, from}: Part,
  side: Side,
  top: number,
  scale: (seconds: number) => number,
  width: number,
  taken: Box[],
): SVGElement {
  const [left, right] = [scale(from), scale(from + seconds)];
  const lines = [termNames[term], `${formatDuration(seconds)} · ${formatShare(share)}`] as const;
  const group = svg(
    "g",
    {"data-term": term, "data-side": side, "data-seconds": seconds.toPrecision(12)},
    svg("title", {}, `${termNames[term]}: ${formatDuration(seconds)}, ${formatShare(share)} of the time`),
    svg("rect", {
      x: left,
      y: top,
      width: right - left,
      height: barHeight,
      fill: `var(--${term})`,
      stroke: "var(--paper)",
    }),
  );
  const [inner, needed] = [right - left - 12, lines.map((line) => textWidth(line, 12, "bold"))];
  if (inner >= Math.max(...needed)) {
    group.append(
      svg("text", {x: left + 7, y: top + 17, fill: "var(--paper)", "font-weight": 600}, lines[0]),
      svg("text", {x: left + 7, y: top + 32, fill: "var(--paper)"}, lines[1]),
    );
    return group;
  }
  const text = `${lines[0]} ${lines[1]}`;
  const middle = (left + right) / 2;
  const x = Math.max(0, Math.min(middle + 5, width - textWidth(text)));
  let box = boxAt(x, top + barHeight + 6, text);
  while (taken.some((other) => overlap(box, other))) box = boxAt(x, box.top + lineHeight, text);
  taken.push(box);
  // The leader turns into the line of the text, or ends above it where the text had to move under the segment.
  const turn = x > middle ? `V${(box.top + lineHeight / 2).toFixed(2)}H${(x - 2).toFixed(2)}` : `V${box.top + 1}`;
  group.append(
    svg("path", {
      d: `M${middle.toFixed(2)},${top + barHeight}${turn}`,
      fill: "none",
      stroke: `var(--${term})`,
    }),
    svg("text", {x, y: box.top + 11, fill: `var(--${term})`}, text),
  );
  return group;
}

function boxAt(x: number, top: number, text: string): Box {
  return {left: x, right: x + textWidth(text), top, bottom: top + lineHeight};
}

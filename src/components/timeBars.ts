import {scaleLinear, type ScaleLinear} from "d3-scale";
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
import {halo} from "./halo.js";
import {placeNotes, type Note, type PlacedNote} from "./placeNotes.js";
import {about} from "./subjects.js";
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
  const {baseline, proposal, measured} = explanation;
  const longest = Math.max(
    ...[baseline, proposal].map(({profile}) => profile.latencySeconds),
    ...(measured === null ? [] : [measured.baseline.seconds, measured.proposal.seconds]),
  );
  const totalWidth = textWidth(formatDuration(longest), 14, "bold") + 12;
  const scale = scaleLinear([0, longest], [1, width - totalWidth]);
  const marks: SVGElement[] = [];
  let top = 4;
  for (const side of ["baseline", "proposal"] as const) {
    const row = sideRow(explanation, side, top, scale, width);
    marks.push(row.element);
    top += row.height;
  }
  const ticks = roomyTicks(scale);
  const axis = bottomAxis({ticks, scale, left: scale(0), right: scale(longest), y: top, gridTop: 4});
  return chartFigure({
    kind: "time-bars",
    width,
    height: top + 24,
    marks: [...axis, ...marks],
    title: "Where the time goes",
    label: `Where the time goes. ${sentence(explanation, "baseline")} ${sentence(explanation, "proposal")}`,
    caption: [
      `Both bars are on one scale: ${baseline.label} takes ${formatDuration(baseline.profile.latencySeconds)}, ${proposal.label} ${formatDuration(proposal.profile.latencySeconds)}.`,
      ...(measured === null ? [] : [" An upright rule marks the time that was measured."]),
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
  const measured = explanation.measured?.[side] ?? null;
  const isMeasuredLonger = measured !== null && measured.seconds > profile.latencySeconds;
  const end = scale(isMeasuredLonger ? measured.seconds : profile.latencySeconds);
  const told = measured === null ? "" : `, measured ${formatDuration(measured.seconds)}`;
  const name = svg(
    "text",
    {x: 1, y: top + 13, fill: `var(--${side})`, "font-weight": 600},
    `${cutToWidth(label, width - textWidth(told, 12, "bold"), 12, "bold")}${told}`,
  );
  const total = svg(
    "text",
    {x: end + 8, y: barTop + barHeight / 2 + 5, "font-size": 14, "font-weight": 600, "data-total": side},
    formatDuration(profile.latencySeconds),
  );
  const parts = partsOf(explanation, side);
  const notes = placeNotes(
    parts.filter((part) => !fitsInside(part, scale)).map((part) => noteOf(part, scale)),
    width,
  );
  const drawn = parts.map((part) => segment(part, side, label, barTop, scale, notes.get(part.term)));
  const rule = measured === null ? [] : [measuredRule(side, label, measured.seconds, barTop, scale)];
  return {
    element: svg("g", {"data-side": side, ...about(`side:${side}`)}, name, ...drawn, ...rule, total),
    height: nameHeight + barHeight + Math.max(12, notes.size * lineHeight + 14),
  };
}

/** A rule across the bar at a measured time. */
function measuredRule(
  side: Side,
  label: string,
  seconds: number,
  top: number,
  scale: (seconds: number) => number,
): SVGElement {
  const x = scale(seconds);
  return svg(
    "g",
    {"data-measured": seconds.toPrecision(12), ...about(`measured:${side}`)},
    svg("title", {}, `measured on ${label}: ${formatDuration(seconds)}`),
    svg("line", {x1: x, x2: x, y1: top - 4, y2: top + barHeight + 4, stroke: "var(--ink)", "stroke-width": 2}),
  );
}

/** A term's piece of the bar; its label stands inside where it fits, else below, on a leader. */
function segment(
  part: Part,
  side: Side,
  label: string,
  top: number,
  scale: (seconds: number) => number,
  note: PlacedNote | undefined,
): SVGElement {
  const {term, seconds, share, from} = part;
  const [left, right] = [scale(from), scale(from + seconds)];
  const [name, figures] = linesOf(part);
  const group = svg(
    "g",
    {
      "data-term": term,
      "data-side": side,
      "data-seconds": seconds.toPrecision(12),
      // Twice as much of a resource would shorten this piece of the proposal.
      ...about(`time:${side}:${term}`, ...(side === "proposal" ? ([`headroom:${term}`] as const) : [])),
    },
    svg("title", {}, `${name} on ${label}: ${formatDuration(seconds)}, ${formatShare(share)} of the time`),
    svg("rect", {
      x: left,
      y: top,
      width: right - left,
      height: barHeight,
      fill: `var(--${term})`,
      stroke: "var(--paper)",
    }),
  );
  if (note === undefined) {
    group.append(
      svg("text", {x: left + 7, y: top + 17, fill: "var(--paper)", "font-weight": 600}, name),
      svg("text", {x: left + 7, y: top + 32, fill: "var(--paper)"}, figures),
    );
    return group;
  }
  const y = top + barHeight + 13 + note.line * lineHeight;
  const turn = note.anchor === "start" ? "h4" : "h-4";
  group.append(
    svg("path", {
      d: `M${note.middle.toFixed(2)},${top + barHeight}V${y}${turn}`,
      fill: "none",
      stroke: `var(--${term})`,
    }),
    svg("text", {x: note.x, y: y + 4, "text-anchor": note.anchor, fill: `var(--${term})`, ...halo}, note.text),
  );
  return group;
}

function linesOf({term, seconds, share}: Part): readonly [string, string] {
  return [termNames[term], `${formatDuration(seconds)} · ${formatShare(share)}`];
}

function fitsInside(part: Part, scale: (seconds: number) => number): boolean {
  const room = scale(part.from + part.seconds) - scale(part.from) - 12;
  return linesOf(part).every((line, index) => textWidth(line, 12, index === 0 ? "bold" : "normal") <= room);
}

function noteOf(part: Part, scale: (seconds: number) => number): Note {
  return {term: part.term, text: linesOf(part).join(" "), middle: scale(part.from + part.seconds / 2)};
}

/** As many round times as stand beside each other. */
function roomyTicks(scale: ScaleLinear<number, number>): {value: number; text: string}[] {
  for (let count = 6; count > 1; count--) {
    const ticks = scale.ticks(count).map((value) => ({value, text: formatDuration(value)}));
    const step = ticks.length > 1 ? scale(ticks[1]!.value) - scale(ticks[0]!.value) : Infinity;
    // The first text stands to the right of its tick, inside the picture.
    if (step > 1.5 * Math.max(...ticks.map(({text}) => textWidth(text, 11))) + 8) return ticks;
  }
  return [{value: 0, text: formatDuration(0)}];
}

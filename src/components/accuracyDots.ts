import {scaleLog} from "d3-scale";
import {drawMark, legendMark, type Mark} from "./accuracyMarks.js";
import {bottomAxis} from "./bottomAxis.js";
import {html, svg} from "./element.js";
import {logTicks} from "./logTicks.js";
import {cutToWidth, textWidth} from "./textWidth.js";

/** One line of a dot chart, with its words above it. */
export interface DotRow {
  readonly label: string;
  /** At the right, in the place of a column of numbers. */
  readonly note: string;
  readonly dots: readonly {readonly value: number; readonly mark: Mark; readonly title: string}[];
}

/** A dot chart on a logarithmic scale. */
export interface Dots {
  readonly rows: readonly DotRow[];
  readonly domain: readonly [number, number];
  readonly axis: string;
  /** A line across all rows. */
  readonly reference?: {readonly value: number; readonly colour: string};
}

const rowHeight = 46;
const textTop = 13;
const dotTop = 31;
/** Marks nearer to one another than this stand one below the other, so that each is seen. */
const near = 8;
const step = 6;
const margin = 10;
const tickFormat = new Intl.NumberFormat("en-US", {maximumSignificantDigits: 3});

/** Height of the drawing of a dot chart. */
export function dotsHeight({rows}: Dots): number {
  return rows.length * rowHeight + 4 + 42;
}

/** The marks of a dot chart at a width. */
export function dotMarks({rows, domain, axis, reference}: Dots, width: number): SVGElement[] {
  const [left, right] = [margin, width - margin];
  const x = scaleLog(domain, [left, right]);
  const bottom = rows.length * rowHeight + 4;
  const ticks = logTicks(domain, width < 420 ? 5 : 8).map((value) => ({value, text: `${tickFormat.format(value)}×`}));
  return [
    ...bottomAxis({ticks, scale: x, left, right, y: bottom, gridTop: 2, title: axis}),
    ...(reference === undefined
      ? []
      : [
          svg("line", {
            ...{x1: x(reference.value), x2: x(reference.value), y1: 2, y2: bottom},
            ...{stroke: reference.colour, "stroke-width": 2, "data-reference": reference.value},
          }),
        ]),
    ...rows.map((row, index) => drawRow(row, index, x, width)),
  ];
}

function drawRow({label, note, dots}: DotRow, index: number, x: (value: number) => number, width: number): SVGElement {
  const top = index * rowHeight;
  const room = width - 2 * margin - textWidth(note, 12) - 12;
  const text = (words: string, place: number, anchor: string): SVGElement =>
    svg(
      "text",
      {
        ...{x: place, y: top + textTop, "text-anchor": anchor, "font-size": 12},
        ...{stroke: "var(--paper)", "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke"},
      },
      words,
    );
  const line = svg("line", {
    ...{x1: margin, x2: width - margin, y1: top + dotTop, y2: top + dotTop},
    stroke: "var(--rule)",
  });
  const shifts = shiftsOf(dots.map(({value}) => x(value)));
  const drawn = dots.map(({value, mark, title}, place) => {
    const dot = drawMark(mark, x(value), top + dotTop + shifts[place]!, 52, {"data-value": value});
    dot.append(svg("title", {}, title));
    return dot;
  });
  return svg(
    "g",
    {"data-row": label},
    line,
    text(cutToWidth(label, room), margin, "start"),
    text(note, width - margin, "end"),
    ...drawn,
  );
}

/** How far each mark is moved up or down, by where they stand along the line. */
function shiftsOf(places: readonly number[]): readonly number[] {
  const shifts = places.map(() => 0);
  const order = places.map((_, index) => index).sort((a, b) => places[a]! - places[b]! || a - b);
  let group: number[] = [];
  const close = (): void => {
    for (const [rank, index] of group.entries()) shifts[index] = step * (rank - (group.length - 1) / 2);
    group = [];
  };
  for (const index of order) {
    const last = group.at(-1);
    if (last !== undefined && places[index]! - places[last]! >= near) close();
    group.push(index);
  }
  close();
  return shifts;
}

/** What the marks of a chart mean. */
export function dotLegend(items: readonly {readonly name: string; readonly mark: Mark}[]): HTMLElement {
  return html("ul", {class: "dot-legend"}, ...items.map(({name, mark}) => html("li", {}, legendMark(mark), name)));
}

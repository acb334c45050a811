import {html, svg, type Content} from "./element.js";
import {reachMarks} from "./reachMarks.js";
import {tableTwin} from "./tableTwin.js";
import {unbroken} from "./unbroken.js";

/** The parts of a figure. */
export interface FigureParts {
  /** Names the chart in class names and for links between words and marks. */
  readonly kind: string;
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Content[];
  /** The chart's message, for those who do not see it. */
  readonly label: string;
  /** Opens the caption. */
  readonly title: string;
  readonly caption: readonly Content[];
  /** The table twin: a row of headings, then the data. */
  readonly rows: readonly (readonly string[])[];
  /** Words under the chart. */
  readonly notes?: readonly string[] | undefined;
  /** Controls above the chart. */
  readonly controls?: readonly HTMLElement[] | undefined;
}

/** A chart with its caption and its table twin. The drawing is in pixels of the container: it is not scaled. */
export function chartFigure(parts: FigureParts): HTMLElement {
  const {kind, width, height, marks, label, title, caption, rows, notes = [], controls = []} = parts;
  const drawing = svg(
    "svg",
    {class: `chart ${kind}`, width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label},
    ...marks,
  );
  reachMarks(drawing);
  return html(
    "figure",
    {class: "figure", "data-chart": kind},
    ...controls,
    drawing,
    ...(notes.length === 0
      ? []
      : [html("ul", {class: "chart-notes"}, ...notes.map((note) => html("li", {}, unbroken(note))))]),
    figureCaption(title, caption),
    tableTwin(rows, `${title}, as a table`),
  );
}

/** The caption of a figure, its title first. */
export function figureCaption(title: string, caption: readonly Content[]): HTMLElement {
  const words = caption.map((part) => (typeof part === "string" ? unbroken(part) : part));
  return html("figcaption", {}, html("strong", {style: "color: var(--ink)"}, `${title}.`), " ", ...words);
}

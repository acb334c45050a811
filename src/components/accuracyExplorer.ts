import {formatCount} from "../lib/explainer/format.js";
import {bandFactors} from "../lib/explore/missBand.js";
import {legendMark, type Mark} from "./accuracyMarks.js";
import {accuracyScatter, scatterPlane, type ScatterPoint} from "./accuracyScatter.js";
import {slot} from "./accuracySlot.js";
import {html, type Content} from "./element.js";
import {unbroken} from "./unbroken.js";

/** One row of a table as the explorer needs it. */
export interface ExplorerItem extends ScatterPoint {
  /** The row in a line, for a screen reader that moves along the slider. */
  readonly line: string;
  /** The row's paragraphs. */
  readonly details: () => readonly HTMLElement[];
}

/** What an explorer shows. */
export interface ExplorerParts<Item extends ExplorerItem> {
  /** Names the chart. */
  readonly kind: string;
  readonly items: readonly Item[];
  /** Kinds in the order of the legend. */
  readonly kinds: readonly {readonly id: string; readonly name: string; readonly mark: Mark}[];
  readonly domain: readonly [number, number];
  readonly title: string;
  readonly caption: readonly Content[];
  readonly tickText: (value: number) => string;
  readonly sides: readonly [above: string, below: string];
  /** What is shown, in a sentence. */
  readonly sentence: (items: readonly Item[]) => string;
  readonly rows: (items: readonly Item[]) => readonly (readonly string[])[];
}

/** Pixels from a point within which the pointer means it. */
const reach = 24;

/**
 * Predictions over measurements, with the kinds as a filter, and one row looked at: by the pointer, or by a slider that goes
 * through the rows in the order of what was measured, which is what the keyboard and a screen reader have.
 */
export function accuracyExplorer<Item extends ExplorerItem>(parts: ExplorerParts<Item>): HTMLElement {
  const all = [...parts.items].sort((a, b) => a.measured - b.measured);
  let kind: string | null = null;
  let shown: readonly Item[] = all;
  let index = Math.floor(all.length / 2);

  const sentence = html("p", {class: "count", role: "status"});
  const range = html("input", {type: "range", min: 0, step: 1});
  const card = html("div", {class: "accuracy-card"});
  const filters = [{id: null, name: "all", mark: null}, ...parts.kinds].map(({id, name, mark}) => {
    const count = id === null ? all.length : all.filter((item) => item.kind === id).length;
    const button = html(
      "button",
      {type: "button", "aria-pressed": String(id === kind)},
      ...(mark === null ? [] : [legendMark(mark)]),
      `${name} `,
      html("span", {class: "muted"}, formatCount(count)),
    );
    button.addEventListener("click", () => {
      filter(id);
    });
    return {id, button};
  });
  const chart = slot((width) =>
    accuracyScatter(
      {
        ...{kind: parts.kind, points: shown, domain: parts.domain, band: bandFactors, tickText: parts.tickText},
        ...{selected: shown[index] ?? null, title: parts.title, caption: parts.caption, sides: parts.sides},
        label: `${parts.title}. ${parts.sentence(shown)}`,
        rows: parts.rows(shown),
      },
      {width},
    ),
  );

  const look = (next: number): void => {
    index = next;
    range.value = String(index);
    const item = shown[index];
    range.setAttribute("aria-valuetext", item?.line ?? "");
    card.replaceChildren(...(item?.details() ?? []));
    chart.redraw();
  };
  const filter = (next: string | null): void => {
    kind = next;
    shown = kind === null ? all : all.filter((item) => item.kind === kind);
    for (const {id, button} of filters) button.setAttribute("aria-pressed", String(id === kind));
    range.max = String(Math.max(0, shown.length - 1));
    sentence.textContent = unbroken(parts.sentence(shown));
    look(Math.floor(shown.length / 2));
  };
  range.addEventListener("input", () => {
    look(range.valueAsNumber);
  });
  const point = (event: PointerEvent): void => {
    const drawing = (event.target as Element).closest("svg.chart");
    if (drawing === null) return;
    const box = drawing.getBoundingClientRect();
    const plane = scatterPlane(parts, Math.round(box.width));
    const near = nearest(shown, event.clientX - box.left, event.clientY - box.top, plane);
    if (near !== null && near !== index) look(near);
  };
  chart.element.addEventListener("pointermove", point);
  chart.element.addEventListener("pointerdown", point);
  filter(null);

  return html(
    "div",
    {class: "accuracy", "data-explorer": parts.kind},
    html("div", {class: "filters", role: "group", "aria-label": "Show"}, ...filters.map(({button}) => button)),
    sentence,
    chart.element,
    html("label", {class: "control"}, "One row, in the order of what was measured", range),
    card,
  );
}

function nearest(
  points: readonly ScatterPoint[],
  left: number,
  top: number,
  {x, y}: Pick<ReturnType<typeof scatterPlane>, "x" | "y">,
): number | null {
  let [best, least] = [-1, reach];
  for (const [index, {measured, predicted}] of points.entries()) {
    const distance = Math.hypot(x(measured) - left, y(predicted) - top);
    if (distance < least) [best, least] = [index, distance];
  }
  return best < 0 ? null : best;
}

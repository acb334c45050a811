import {symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle} from "d3-shape";
import type {PublishedHardware} from "../lib/catalog/publishedHardware.js";
import {tiers, type Hardware, type Model} from "../lib/engine/types.js";
import {
  formatChoices,
  generationsOf,
  measureIds,
  type FormatChoice,
  type GenerationChoice,
  type GenerationPoint,
} from "../lib/explore/generations.js";
import {decodeStep, growthSentence, measureNames, pointLine} from "../lib/explore/generationRows.js";
import {legendMark, type Mark} from "./accuracyMarks.js";
import {slot} from "./accuracySlot.js";
import {selectControl} from "./controls.js";
import {html} from "./element.js";
import {dotNear, planTimeline, timelineChart, valueWords} from "./timelineChart.js";
import {unbroken} from "./unbroken.js";

/** What the page follows before the reader chooses: the accelerators of data centres, all vendors, their 16-bit rate. */
export const firstChoice: GenerationChoice = {tier: "cloud", vendor: "", format: "16-bit"};

/** What a decode step is taken of. */
export interface TimelineStep {
  readonly model: Model;
  readonly hardware: Hardware;
}

const hint = "Point at a mark, or move the slider, to see which accelerator it is.";

const otherMark: Mark = {colour: "var(--muted)", form: symbolStar};
const vendorMarks: readonly Mark[] = [
  {colour: "var(--baseline)", form: symbolCircle},
  {colour: "var(--loss)", form: symbolSquare},
  {colour: "var(--gain)", form: symbolTriangle},
  {colour: "var(--compute)", form: symbolDiamond},
  {colour: "var(--link)", form: symbolCross},
];

/** How the vendors are drawn: those of most accelerators have a mark of their own. */
export function marksOf(catalog: readonly PublishedHardware[]): ReadonlyMap<string, Mark> {
  const counts = new Map<string, number>();
  for (const {vendor} of catalog) counts.set(vendor, (counts.get(vendor) ?? 0) + 1);
  const byCount = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return new Map(byCount.slice(0, vendorMarks.length).map(([vendor], index) => [vendor, vendorMarks[index]!]));
}

/**
 * The accelerators over the years, with a choice of tier, vendor and format. One accelerator is looked at: the one that the
 * pointer is at, or that a slider goes to, which is what the keyboard and a screen reader have.
 */
export function timelineExplorer(catalog: readonly PublishedHardware[], step: TimelineStep): HTMLElement {
  const marks = marksOf(catalog);
  const markOf = (vendor: string): Mark => marks.get(vendor) ?? otherMark;
  let choice = firstChoice;
  let generations = generationsOf(catalog, choice);
  let decode = decodeStep(step.model, step.hardware, choice.format);
  let walk: readonly GenerationPoint[] = [];
  let selected: GenerationPoint | null = null;

  const sentence = html("p", {class: "timeline-sentence", role: "status"});
  const range = html("input", {type: "range", min: 0, step: 1});
  const card = html("div", {class: "timeline-card"});
  const chart = slot((width) => timelineChart({generations, step: decode, markOf, selected}, {width}));

  const look = (point: GenerationPoint | null): void => {
    selected = point;
    const index = point === null ? -1 : walk.indexOf(point);
    if (index >= 0) range.value = String(index);
    else range.value = "0";
    range.setAttribute("aria-valuetext", point === null ? "none yet" : pointLine(point, choice.format));
    card.replaceChildren(...(point === null ? [html("p", {class: "muted"}, hint)] : cardOf(point)));
    chart.redraw();
  };
  const cardOf = (point: GenerationPoint): HTMLElement[] => [
    html(
      "p",
      {},
      html("a", {href: `./hardware/${point.hardware.id}.html`}, point.hardware.name),
      ` (${point.hardware.vendor}, ${point.hardware.tier}, ${point.year})`,
    ),
    html(
      "dl",
      {},
      ...measureIds.map((id) =>
        html("div", {}, html("dt", {}, measureNames[id]), html("dd", {}, unbroken(valueWords(point, id, generations)))),
      ),
    ),
  ];
  const choose = (next: Partial<GenerationChoice>): void => {
    choice = {...choice, ...next};
    generations = generationsOf(catalog, choice);
    decode = decodeStep(step.model, step.hardware, choice.format);
    walk = generations.points.filter(({isChosen, values}) => isChosen && measureIds.some((id) => values[id] !== null));
    range.max = String(Math.max(0, walk.length - 1));
    range.disabled = walk.length === 0;
    sentence.textContent = unbroken(growthSentence(generations, decode));
    const id = selected?.hardware.id;
    look(walk.find(({hardware}) => hardware.id === id) ?? null);
  };
  range.addEventListener("input", () => {
    look(walk[range.valueAsNumber] ?? null);
  });
  const point = (event: PointerEvent): void => {
    const drawing = (event.target as Element).closest("svg.chart");
    if (drawing === null) return;
    const box = drawing.getBoundingClientRect();
    const plan = planTimeline({generations, step: decode}, Math.round(box.width));
    const near = dotNear(plan, event.clientX - box.left, event.clientY - box.top);
    if (near !== null && near.hardware !== selected?.hardware) look(near);
  };
  chart.element.addEventListener("pointermove", point);
  chart.element.addEventListener("pointerdown", point);

  const all = {value: "", label: "all"};
  const vendors = [...new Set(catalog.map(({vendor}) => vendor))].sort();
  const selects = [
    selectControl(
      {
        label: "Tier",
        choices: [
          all,
          ...tiers
            .filter((tier) => catalog.some((each) => each.tier === tier))
            .map((tier) => ({value: tier, label: tier})),
        ],
      },
      (tier) => {
        choose({tier: tier as GenerationChoice["tier"]});
      },
    ),
    selectControl(
      {label: "Vendor", choices: [all, ...vendors.map((vendor) => ({value: vendor, label: vendor}))]},
      (vendor) => {
        choose({vendor});
      },
    ),
    selectControl(
      {label: "Peak rate", choices: formatChoices.map((format) => ({value: format, label: format}))},
      (format) => {
        choose({format: format as FormatChoice});
      },
    ),
  ] as const;
  selects[0].show(choice.tier);
  selects[1].show(choice.vendor);
  selects[2].show(choice.format);
  choose({});

  return html(
    "div",
    {class: "timeline"},
    html("div", {class: "controls"}, ...selects.map(({element}) => element)),
    sentence,
    html(
      "ul",
      {class: "dot-legend"},
      ...Array.from(marks, ([vendor, mark]) => html("li", {}, legendMark(mark), vendor)),
      ...(vendors.length > marks.size ? [html("li", {}, legendMark(otherMark), "other vendors")] : []),
    ),
    chart.element,
    html("label", {class: "control"}, "One accelerator, in the order of release", range),
    card,
  );
}

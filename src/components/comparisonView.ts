import type {Explanation} from "../lib/explainer/types.js";
import type {BatchPoint} from "../lib/explore/sweepBatch.js";
import {batchAxis} from "./batchAxis.js";
import {claimList} from "./claimList.js";
import {html} from "./element.js";
import {morph} from "./morph.js";
import {roofline} from "./roofline.js";
import {timeBars} from "./timeBars.js";
import {unbroken} from "./unbroken.js";
import {verdictSentence} from "./verdict.js";
import {waterfall} from "./waterfall.js";

/** What the view shows. */
export interface ComparisonContent {
  readonly explanation: Explanation;
  readonly sweep: readonly BatchPoint[];
  /** A sentence under the verdict. */
  readonly remark?: string | null;
}

/** A comparison that stays in the page while its content changes: folded tables stay open, and charts follow their width. */
export interface ComparisonView {
  readonly element: HTMLElement;
  /** Shows another content; null where there is nothing to show. */
  update(content: ComparisonContent | null): void;
}

/** A chart's place in the page. */
interface Slot {
  readonly draw: (content: ComparisonContent, width: number) => HTMLElement;
  readonly element: HTMLElement;
  width: number;
}

/** Where no layout has told the width yet. */
const assumedWidth = 440;

/** Makes an empty view. */
export function comparisonView(): ComparisonView {
  const slot = (draw: (content: ComparisonContent, width: number) => HTMLElement): Slot => ({
    draw,
    element: html("div", {class: "slot"}),
    width: assumedWidth,
  });
  const time = slot(({explanation}, width) => timeBars(explanation, {width}));
  const why = slot(({explanation}, width) => waterfall(explanation, {width}));
  const roofs = slot(({explanation}, width) => roofline(explanation, {width}));
  const batches = slot(({explanation, sweep}, width) => batchAxis(explanation, sweep, {width}));
  const slots = [time, why, roofs, batches];
  const head = html("div", {class: "answer"});
  const words = html("div", {class: "words"});
  // In two columns: the answer in time and in words beside the two pictures of the machine.
  const columns = [
    html("div", {class: "column"}, time.element, why.element, words),
    html("div", {class: "column"}, roofs.element, batches.element),
  ];
  const figures = html("div", {class: "comparison-figures"}, ...columns);
  let shown: ComparisonContent | null = null;

  const redraw = (slot: Slot) => {
    if (!shown?.explanation.answered) return;
    const figure = slot.draw(shown, slot.width);
    const present = slot.element.firstElementChild;
    if (present === null) slot.element.append(figure);
    else morph(present, figure);
  };
  if (typeof ResizeObserver !== "undefined") {
    const observer = new ResizeObserver((entries) => {
      for (const {target, contentRect} of entries) {
        const slot = slots.find(({element}) => element === target);
        const width = Math.floor(contentRect.width);
        if (slot === undefined || width === 0 || width === slot.width) continue;
        slot.width = width;
        redraw(slot);
      }
    });
    for (const {element} of slots) observer.observe(element);
  }
  return {
    element: html("div", {class: "comparison"}, head, figures),
    update(content) {
      shown = content;
      figures.hidden = !content?.explanation.answered;
      if (content === null) {
        head.replaceChildren();
        return;
      }
      const {explanation, remark} = content;
      morph(
        head,
        html(
          "div",
          {class: "answer"},
          verdictSentence(explanation),
          ...(remark ? [html("p", {class: "remark muted"}, unbroken(remark))] : []),
        ),
      );
      morph(words, html("div", {class: "words"}, html("h2", {}, "In words"), ...claimList(explanation)));
      slots.forEach(redraw);
    },
  };
}

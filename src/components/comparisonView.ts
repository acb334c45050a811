import type {AnsweredExplanation, Explanation, FlipVariable} from "../lib/explainer/types.js";
import type {BatchPoint} from "../lib/explore/sweepBatch.js";
import {captureBars} from "./captureBars.js";
import {claimList} from "./claimList.js";
import {html} from "./element.js";
import {figureSlots} from "./figureSlots.js";
import {flipAxis, variableOf} from "./flipAxis.js";
import {linkWordsAndMarks} from "./linking.js";
import {morph} from "./morph.js";
import {operatorTable} from "./operatorTable.js";
import {roofline} from "./roofline.js";
import {timeBars} from "./timeBars.js";
import {unbroken} from "./unbroken.js";
import {verdictSentence} from "./verdict.js";
import {waterfall} from "./waterfall.js";

/** What the view shows. */
export interface ComparisonContent {
  readonly explanation: Explanation;
  /** As `comparisonSweep` gives it. */
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

/** How a view is made. */
export interface ComparisonViewOptions {
  /** Pixels at which figures are drawn; by default each follows the width of its column, and is drawn when it is seen. */
  readonly width?: number | undefined;
  /** The level of the heading above the sentences: that of the page's sections, or one below. */
  readonly heading?: "h2" | "h3" | undefined;
}

/** Changes that follow each other faster than this, in milliseconds, are one movement: marks then jump and do not glide. */
const oneMovement = 250;

interface Answered {
  readonly explanation: AnsweredExplanation;
  readonly sweep: readonly BatchPoint[];
}

/**
 * Makes an empty view: the verdict, the sentences, and the figures, whose words and marks light each other up. Where a side
 * does not fit it holds the verdict alone.
 */
export function comparisonView({width, heading = "h2"}: ComparisonViewOptions = {}): ComparisonView {
  let variable: FlipVariable = "batch";
  let changedAt = -Infinity;
  const slots = figureSlots<Answered>(width ?? null, () => {
    linking.refresh();
  });
  const words = slots.add(({explanation}) =>
    html("div", {class: "words"}, html(heading, {}, "In words"), ...claimList(explanation)),
  );
  const axis = slots.add(({explanation, sweep}, room) => flipAxis(explanation, sweep, {width: room, variable}));
  const head = html("div", {class: "answer"});
  // In two columns: the answer in words and the picture of the machines beside the times, the causes and the batches.
  const figures = html(
    "div",
    {class: "comparison-figures", hidden: true},
    html(
      "div",
      {class: "column"},
      words,
      slots.add(({explanation}, room) => roofline(explanation, {width: room})),
      slots.add(({explanation}, room) => captureBars(explanation, {width: room})),
    ),
    html(
      "div",
      {class: "column"},
      slots.add(({explanation}, room) => timeBars(explanation, {width: room})),
      slots.add(({explanation}, room) => waterfall(explanation, {width: room})),
      axis,
    ),
    html(
      "div",
      {class: "across"},
      slots.add(({explanation}) => operatorTable(explanation)),
    ),
  );
  const element = html("section", {class: "comparison", "aria-label": "Explanation"}, head, figures);
  const linking = linkWordsAndMarks(element);
  axis.addEventListener("click", ({target}) => {
    const chosen = variableOf(target);
    if (chosen === null || chosen === variable) return;
    variable = chosen;
    slots.redraw(axis);
  });
  return {
    element,
    update(content) {
      const now = performance.now();
      element.toggleAttribute("data-moving", now - changedAt < oneMovement);
      changedAt = now;
      morph(head, html("div", {class: "answer"}, ...(content === null ? [] : answerOf(content))));
      const explanation = content?.explanation;
      figures.hidden = !explanation?.answered;
      if (content !== null && explanation?.answered) slots.show({explanation, sweep: content.sweep});
      else slots.hide();
      linking.refresh();
    },
  };
}

function answerOf({explanation, remark}: ComparisonContent): HTMLElement[] {
  return [verdictSentence(explanation), ...(remark ? [html("p", {class: "remark muted"}, unbroken(remark))] : [])];
}

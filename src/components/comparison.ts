import type {Explanation} from "../lib/explainer/types.js";
import type {BatchPoint} from "../lib/explore/sweepBatch.js";
import {batchAxis} from "./batchAxis.js";
import type {ChartOptions} from "./chartOptions.js";
import {html} from "./element.js";
import {roofline} from "./roofline.js";
import {timeBars} from "./timeBars.js";
import {verdict} from "./verdict.js";
import {waterfall} from "./waterfall.js";

/** What a whole comparison is drawn from. */
export interface ComparisonOptions extends ChartOptions {
  /** As `comparisonSweep` gives it. */
  readonly sweep: readonly BatchPoint[];
}

/** The verdict, the claims and the four charts of an explanation; where a side does not fit, the verdict alone. */
export function comparison(explanation: Explanation, {width, sweep}: ComparisonOptions): HTMLElement {
  return html(
    "div",
    {class: "comparison"},
    verdict(explanation),
    ...(explanation.answered
      ? [
          roofline(explanation, {width}),
          timeBars(explanation, {width}),
          waterfall(explanation, {width}),
          batchAxis(explanation, sweep, {width}),
        ]
      : []),
  );
}

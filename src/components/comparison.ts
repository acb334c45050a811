import type {Explanation} from "../lib/explainer/types.js";
import type {BatchPoint} from "../lib/explore/sweepBatch.js";
import type {ChartOptions} from "./chartOptions.js";
import {comparisonView} from "./comparisonView.js";

/** What a whole comparison is drawn from. */
export interface ComparisonOptions extends ChartOptions {
  /** As `comparisonSweep` gives it. */
  readonly sweep: readonly BatchPoint[];
}

/** The verdict, the claims and the figures of an explanation, drawn once; where a side does not fit, the verdict alone. */
export function comparison(explanation: Explanation, {width, sweep}: ComparisonOptions): HTMLElement {
  const view = comparisonView({width});
  view.update({explanation, sweep});
  return view.element;
}

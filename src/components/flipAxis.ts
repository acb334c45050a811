import {readsText} from "../lib/engine/unitMade.js";
import {flipVariables, type AnsweredExplanation, type FlipVariable} from "../lib/explainer/types.js";
import type {BatchPoint} from "../lib/explore/sweepBatch.js";
import {batchAxis} from "./batchAxis.js";
import type {ChartOptions} from "./chartOptions.js";
import {html} from "./element.js";
import {flipBands} from "./flipBands.js";
import {about} from "./subjects.js";

/** How the axis of flips is drawn. */
export interface FlipAxisOptions extends ChartOptions {
  /** What is moved along the axis; the batch where neither side has such a thing. */
  readonly variable: FlipVariable;
}

/** The variables as the reader chooses among them. */
const names: Readonly<Record<FlipVariable, string>> = {
  batch: "batch",
  "input-length": "context",
  "memory-bandwidth": "bandwidth",
  "peak-flops": "FLOP/s",
};

/** Where the regime of each side changes along a variable of the reader's choice, with a button for each variable. */
export function flipAxis(
  explanation: AnsweredExplanation,
  sweep: readonly BatchPoint[],
  {width, variable: wanted}: FlipAxisOptions,
): HTMLElement {
  const offered = offeredOf(explanation);
  const variable = offered.includes(wanted) ? wanted : "batch";
  const controls = [chooser(variable, offered)];
  return variable === "batch"
    ? batchAxis(explanation, sweep, {width, controls})
    : flipBands(explanation, variable, {width, controls});
}

/** Images of one size have no length to move. */
function offeredOf({baseline, proposal}: AnsweredExplanation): readonly FlipVariable[] {
  const ofText = [baseline, proposal].some(({configuration}) => readsText(configuration.model));
  return ofText ? flipVariables : flipVariables.filter((variable) => variable !== "input-length");
}

function chooser(present: FlipVariable, offered: readonly FlipVariable[]): HTMLElement {
  return html(
    "div",
    {class: "segments", role: "group", "aria-label": "What is moved along the axis"},
    ...offered.map((variable) =>
      html(
        "button",
        {
          type: "button",
          value: variable,
          "aria-pressed": String(variable === present),
          ...about(`flip:baseline:${variable}`, `flip:proposal:${variable}`),
        },
        names[variable],
      ),
    ),
  );
}

/** The variable whose button was pressed; null where something else was. */
export function variableOf(target: EventTarget | null): FlipVariable | null {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>(".segments button") : null;
  return flipVariables.find((variable) => variable === button?.value) ?? null;
}

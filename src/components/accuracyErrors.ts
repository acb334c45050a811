import {formatCount} from "../lib/explainer/format.js";
import {ruleNames, ruleOrder} from "../lib/explore/accuracyFigures.js";
import {errorRows, speedupErrorRows} from "../lib/explore/accuracyTables.js";
import type {StoredResults} from "../lib/explore/accuracyTypes.js";
import {dotLegend, dotMarks, dotsHeight, type Dots} from "./accuracyDots.js";
import {ruleMarks} from "./accuracyMarks.js";
import {slot} from "./accuracySlot.js";
import {chartFigure} from "./chartFigure.js";
import {html} from "./element.js";

/** How far the engine and the simpler rules are off in the middle case, by what changes. */
export function errorChart(results: StoredResults): HTMLElement {
  const rows = errorRows(results);
  const dots: Dots = {
    rows: rows.map(({name, count, marks}) => ({
      label: `${name} (${formatCount(count)})`,
      note: `engine ${marks.find(({rule}) => rule === "engine")?.text ?? ""}`,
      dots: marks.map(({rule, factor, text}) => ({
        value: factor,
        mark: ruleMarks[rule],
        title: `${ruleNames[rule]}, ${name}: half are off by less than ${text}`,
      })),
    })),
    domain: [1, 1.15 * Math.max(...rows.flatMap(({marks}) => marks.map(({factor}) => factor)))],
    axis: "half are off by less than",
  };
  const chart = slot((width) => {
    const figure = chartFigure({
      kind: "accuracy-errors",
      width,
      height: dotsHeight(dots),
      marks: dotMarks(dots, width),
      title: "How far off, by what changes",
      label: `How far predictions of speed-ups are off. ${rows
        .map(({name, marks}) => `${name}: ${marks.map(({rule, text}) => `${ruleNames[rule]} ${text}`).join(", ")}.`)
        .join(" ")}`,
      caption: [
        "Half of the speed-ups of each kind are predicted better than this, half worse; 1× is right every time. In brackets the number of speed-ups.",
      ],
      rows: speedupErrorRows(results),
    });
    // Here the table says more than the chart, and is not folded.
    figure.querySelector("details")?.setAttribute("open", "");
    return figure;
  });
  return html(
    "div",
    {class: "accuracy accuracy-wide"},
    dotLegend(ruleOrder.map((rule) => ({name: ruleNames[rule], mark: ruleMarks[rule]}))),
    chart.element,
  );
}

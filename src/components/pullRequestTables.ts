import {metricKeys, metricSpecs} from "../lib/check/metrics.js";
import {unitMade} from "../lib/engine/unitMade.js";
import {formatNumber, formatShare} from "../lib/explainer/format.js";
import type {AnsweredExplanation} from "../lib/explainer/types.js";
import {checkedSide, type PullRequestFiles} from "./pullRequestFiles.js";
import {plainTable} from "./plainTable.js";

/** The metrics of several sides, one in each column under its name; what none of them has is left out. */
export function metricsTable(sides: readonly {readonly name: string; readonly files: PullRequestFiles}[]): HTMLElement {
  const solved = sides.map(({files}) => checkedSide(files).scenarios[0]!);
  const present = metricKeys.filter((key) => solved.some(({values}) => values[key] !== null));
  const rows = present.map((key) => {
    const spec = metricSpecs[key];
    return [
      spec.label,
      ...solved.map(({values, scenario}) => {
        const value = values[key];
        return value === null ? "–" : spec.format(value, unitMade(scenario.configuration));
      }),
    ];
  });
  return plainTable([["", ...sides.map(({name}) => name)], ...rows], "Speed, memory, energy and cost of each side");
}

/** The causes of a change with the multiplier and the cost of each, and what they multiply to: digits enough to check it. */
export function costsTable({factors, speedup}: AnsweredExplanation): HTMLElement {
  const row = (label: string, multiplier: number): string[] => [
    label,
    formatNumber(multiplier),
    formatNumber(1 / multiplier),
    formatShare(1 / multiplier - 1, 1),
  ];
  return plainTable(
    [
      ["cause", "M", "1 + c", "cost c"],
      ...factors.map(({label, multiplier}) => row(label, multiplier)),
      row("all, multiplied", speedup),
    ],
    "What each cause costs",
  );
}

import {formatCount, formatNumber, formatShare} from "../explainer/format.js";
import {
  rules,
  type Coverage,
  type Figures,
  type Rule,
  type SpeedupFigures,
  type SpeedupGroup,
  type SpeedupSummary,
  type Target,
  type ValueSummary,
} from "./figures.js";
import type {Validation} from "./validate.js";

/** A table with its head as the first row. */
export interface Table {
  readonly rows: readonly (readonly string[])[];
  /** Where all columns but the first are words: they read from the left. */
  readonly words?: true;
}

/** What is said of one table of measurements. */
export interface Section {
  readonly title: string;
  readonly tables: readonly Table[];
}

/** Names of the rules as readers know them. */
const ruleNames: Readonly<Record<Rule, string>> = {
  engine: "this engine",
  bandwidth: "bandwidth ratio",
  flops: "FLOP/s ratio",
  noChange: "no change",
  roofline: "whole-model roofline",
};
const naiveRules = rules.filter((rule) => rule !== "engine");

/** Between the ids of the two sides of a speed-up. */
const between = " → ";

const nothing = "–";
const decimals = (value: number | null): string => (value === null ? nothing : value.toFixed(3));
const share = (value: number | null): string => (value === null ? nothing : formatShare(value));

function signed(value: number | null): string {
  if (value === null) return nothing;
  return `${value < 0 ? "−" : "+"}${decimals(Math.abs(value))}`;
}

/** What is said of each table that was given. */
export function validationSections({runs, pairs, serving, kernels, together}: Validation): readonly Section[] {
  return [
    ...(runs === null ? [] : [valueSection("Runs", runs)]),
    ...(pairs === null ? [] : [speedupSection("Pairs", pairs)]),
    ...(serving === null
      ? []
      : [
          valueSection("Serving, time per output token", serving),
          speedupSection("Serving, speed-ups", serving.speedups),
        ]),
    ...(kernels === null ? [] : [valueSection("Kernels", kernels)]),
    ...(together === null
      ? []
      : [{title: "All speed-ups together", tables: targetTable(together, speedupHead, speedupCells)}]),
  ];
}

function title(name: string, {count, rows, predictable}: Coverage): string {
  return `${name}: ${formatCount(count)} of ${formatCount(rows)} predicted (${formatShare(predictable)})`;
}

const errorHead = ["rows", "median", "90th", "bias"];
const speedupHead = [...errorHead, "direction"];
const errorCells = (figures: Figures): string[] => [
  formatCount(figures.count),
  decimals(figures.medianAbsoluteLogError),
  decimals(figures.p90AbsoluteLogError),
  signed(figures.medianLogError),
];
const speedupCells = (figures: SpeedupFigures): string[] => [...errorCells(figures), share(figures.directionAccuracy)];

function valueSection(name: string, summary: ValueSummary): Section {
  const groups = [["all", summary] as const, ...Object.entries(summary.byCategory)];
  return {
    title: title(name, summary),
    tables: [
      {rows: [["category", ...errorHead], ...groups.map(([group, figures]) => [group, ...errorCells(figures)])]},
      ...targetTable(summary.byScope, errorHead, errorCells),
      ...closingTables(summary),
    ],
  };
}

function speedupSection(name: string, summary: SpeedupSummary): Section {
  const head = speedupHead;
  const medians = naiveRules.map((rule) => ruleNames[rule]);
  const naiveCells = ({baselines}: SpeedupGroup): string[] =>
    naiveRules.map((rule) => decimals(baselines[rule].medianAbsoluteLogError));
  return {
    title: title(name, summary),
    tables: [
      {
        rows: [["rule", ...head], ...rules.map((rule) => [ruleNames[rule], ...speedupCells(summary.baselines[rule])])],
      },
      {
        rows: [
          ["category", ...head, ...medians],
          ...Object.entries(summary.byCategory).map(([group, figures]) => [
            group,
            ...speedupCells(figures),
            ...naiveCells(figures),
          ]),
        ],
      },
      ...targetTable(summary.byScope, head, speedupCells),
      ...closingTables(summary),
    ],
  };
}

function targetTable<Group extends Figures>(
  scopes: Readonly<Record<string, Group & {readonly target: Target | null}>>,
  head: readonly string[],
  cells: (figures: Group) => readonly string[],
): readonly Table[] {
  const rows = Object.entries(scopes).map(([scope, figures]) => [scope, ...cells(figures), targetText(figures.target)]);
  return rows.length === 0 ? [] : [{rows: [["scope", ...head, "target"], ...rows]}];
}

function targetText(target: Target | null): string {
  if (target === null) return nothing;
  const {medianAbsoluteLogError, p90AbsoluteLogError, directionAccuracy} = target;
  const parts = [`≤ ${medianAbsoluteLogError.toFixed(2)}`];
  if (p90AbsoluteLogError !== null) parts.push(`≤ ${p90AbsoluteLogError.toFixed(2)}`);
  if (directionAccuracy !== null) parts.push(`≥ ${formatShare(directionAccuracy)}`);
  return parts.join(", ");
}

/** The path is known to whoever typed it. */
function fileName(place: string): string {
  return place.split(/[\\/]/).at(-1) ?? place;
}

const longestId = 30;

/** Of each long id both ends, where the ids of a table differ. */
function shortened(ids: string): string {
  const shorten = (id: string): string => {
    const letters = Array.from(id);
    if (letters.length <= longestId) return id;
    return `${letters.slice(0, longestId / 3).join("")}…${letters.slice(1 - (2 * longestId) / 3).join("")}`;
  };
  return ids.split(between).map(shorten).join(between);
}

/** The rows that are furthest off, and those that were not predicted. */
function closingTables({worst, skipped}: Coverage): readonly Table[] {
  const worstRows = worst.map(({id, place, category, predicted, measured, logError}) => [
    [fileName(place), ...(id === "" ? [] : [shortened(id)])].join(" "),
    category,
    formatNumber(predicted),
    formatNumber(measured),
    signed(logError),
  ]);
  const skippedRows = skipped.map(({reason, count}) => [formatCount(count), reason]);
  return [
    ...(worst.length === 0
      ? []
      : [{rows: [["furthest off", "category", "predicted", "measured", "error"], ...worstRows]}]),
    ...(skipped.length === 0 ? [] : [{rows: [["not predicted", "reason"], ...skippedRows], words: true as const}]),
  ];
}

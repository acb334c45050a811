import {formatCount, formatRatio, formatShare} from "../explainer/format.js";
import {missReasons, noKnownReason, type MissReason} from "../validate/missReasonWords.js";
import type {Rule} from "../validate/figures.js";
import {factorOf, factorText, nothing, ruleNames, ruleOrder} from "./accuracyFigures.js";
import type {StoredResults, StoredSpeedups, StoredTable, StoredValues} from "./accuracyTypes.js";

/** Rows of a table, the first of them its head. */
type Rows = readonly (readonly string[])[];

const kinds: Readonly<Record<string, string>> = {"C accelerator+precision": "accelerator and precision"};

/** "accelerator", "devices", "serving: batch, dense": the name of a stored group of speed-ups. */
export function groupName({table, name}: Pick<StoredSpeedups, "table" | "name">): string {
  if (table === "serving") return `serving: ${name.replace("mixture of experts", "MoE")}`;
  return kinds[name] ?? name.replace(/^[A-Z] /, "").replace("TP/GPU count", "devices");
}

const shareOrNothing = (share: number | null): string => (share === null ? nothing : formatShare(share));

/** Median errors of all rules, by what changes: over the full tables. */
export function speedupErrorRows({speedups}: StoredResults): Rows {
  return [
    ["what changes", "speed-ups", ...ruleOrder.map((rule) => ruleNames[rule]), "90th, engine", "right direction"],
    ...speedups.map((group) => [
      groupName(group),
      formatCount(group.rules.engine.count),
      ...ruleOrder.map((rule) => factorText(group.rules[rule].medianAbsoluteLogError)),
      factorText(group.rules.engine.p90AbsoluteLogError),
      shareOrNothing(group.rules.engine.directionAccuracy),
    ]),
  ];
}

/** What the engine aims at, and where it is. */
export function scopeRows({scopes}: StoredResults): Rows {
  return [
    ["scope", "speed-ups", "median", "aim", "90th", "aim", "right direction", "aim"],
    ...scopes.flatMap(({table, name, rules: {engine}, target}) => [
      [
        table === "serving" ? `${name}, serving` : name,
        formatCount(engine.count),
        factorText(engine.medianAbsoluteLogError),
        aim(target?.medianAbsoluteLogError),
        factorText(engine.p90AbsoluteLogError),
        aim(target?.p90AbsoluteLogError),
        shareOrNothing(engine.directionAccuracy),
        target?.directionAccuracy == null
          ? nothing
          : `≥ ${formatShare(target.directionAccuracy)}`.replaceAll(" ", "\u00a0"),
      ],
    ]),
  ];
}

function aim(logError: number | null | undefined): string {
  return logError == null ? nothing : `≤\u00a0${factorText(logError)}`;
}

const phases: readonly (readonly [RegExp, string])[] = [
  [/^request\b/, "whole requests"],
  [/^forward, /, "inference, "],
  [/\bcnn\b/, "CNN"],
];

/** "whole requests, dense", "serving: dense, fp8, trtllm", "kernels: GEMM, 16 bits". */
function valueName({table, name}: StoredValues): string {
  if (table === "serving") return `serving: ${name.replace("TPOT, ", "")}`;
  if (table === "kernels") return `kernels: ${name}`;
  return phases.reduce((words, [pattern, text]) => words.replace(pattern, text), name);
}

/** Errors of values as they are. */
export function valueErrorRows({values}: StoredResults): Rows {
  return [
    ["what is measured", "rows", "median", "90th", "mostly"],
    ...values.map((value) => [
      valueName(value),
      formatCount(value.count),
      factorText(value.medianAbsoluteLogError),
      factorText(value.p90AbsoluteLogError),
      leaning(value.medianLogError),
    ]),
  ];
}

/** Whether predictions are mostly too large: an error below a hundredth leans to neither side. */
function leaning(medianLogError: number | null): string {
  if (medianLogError === null) return nothing;
  if (Math.abs(medianLogError) < 0.01) return "neither";
  return medianLogError > 0 ? "too large" : "too small";
}

/** Which tables a validation was made of. */
export function storedTableRows({tables}: StoredResults): Rows {
  return [
    ["table", "rows", "predicted", "share", "SHA-256, first digits"],
    ...Object.entries(tables).map(([name, {rows, predicted, sha256}]: [string, StoredTable]) => [
      name,
      formatCount(rows),
      formatCount(predicted),
      formatShare(predicted / rows),
      sha256.slice(0, 16),
    ]),
  ];
}

/** The name of a reason, also of none. */
export function reasonName(reason: MissReason | null): string {
  return reason === null ? noKnownReason : missReasons[reason].name;
}

/** What a reason is about; null for none. */
export function reasonText(reason: MissReason | null): string | null {
  return reason === null ? null : missReasons[reason].text;
}

/** One group of speed-ups as a row of marks. */
export interface ErrorRow {
  readonly name: string;
  readonly count: number;
  /** Median factors by which each rule is off. */
  readonly marks: readonly {readonly rule: Rule; readonly factor: number; readonly text: string}[];
}

/** Median factors by which the rules are off, by what changes; changes of software alone are predicted by none. */
export function errorRows({speedups}: StoredResults): readonly ErrorRow[] {
  return speedups
    .filter(({name}) => !name.includes("software"))
    .map((group) => ({
      name: groupName(group),
      count: group.rules.engine.count,
      marks: ruleOrder.flatMap((rule) => {
        const error = group.rules[rule].medianAbsoluteLogError;
        if (error === null) return [];
        return [{rule, factor: factorOf(error), text: formatRatio(factorOf(error))}];
      }),
    }));
}

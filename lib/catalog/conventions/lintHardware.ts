import {suggestion} from "../schemaParts.js";
import type {ConventionRule} from "../conventionRules.js";
import type {Exception, HardwareEntry} from "../types.js";
import {YamlSource} from "../yamlSource.js";
import {addressable} from "./addressable.js";
import {binaryGigabytes} from "./binaryGigabytes.js";
import {busWidth} from "./busWidth.js";
import type {Convention, Departure} from "./convention.js";
import {formFactor} from "./formFactor.js";
import {linkDirection} from "./linkDirection.js";
import {power} from "./power.js";
import {precisionLadder} from "./precisionLadder.js";
import {precisionStep} from "./precisionStep.js";
import {ridgePoint} from "./ridgePoint.js";
import {sparsePeak} from "./sparsePeak.js";

/** All conventions. */
export const conventions: readonly Convention[] = [
  sparsePeak,
  precisionLadder,
  precisionStep,
  binaryGigabytes,
  formFactor,
  linkDirection,
  busWidth,
  ridgePoint,
  power,
  addressable,
];

/** The file of an accelerator, read. */
export interface HardwareSource {
  /** Name of the file, for messages. */
  readonly file: string;
  readonly text: string;
  readonly entry: HardwareEntry;
}

/** What is wrong with a figure, and where it stands. */
export interface Finding {
  /** "exception" where an exception itself is wrong, "vendor-documents" where too little rests on those. */
  readonly rule: ConventionRule | "exception" | "vendor-documents";
  readonly file: string;
  /** Null where it is about the catalog as a whole. */
  readonly line: number | null;
  /** Dotted path; empty where it is about the catalog as a whole. */
  readonly figure: string;
  readonly reason: string;
}

/**
 * Holds an accelerator against the conventions, and its exceptions against what they excuse.
 *
 * @param others - The rest of the catalog, to compare with.
 * @returns the findings in order of line.
 */
export function lintHardware(source: HardwareSource, others: readonly HardwareEntry[]): readonly Finding[] {
  const {file, text, entry} = source;
  const lineOf = (figure: string): number =>
    entry.figures.find(({path}) => path === figure)?.line ?? new YamlSource(text, file).lineOf(figure.split("."));
  const departures = withoutEchoes(
    conventions.flatMap(({rule, check}) => check(entry, others).map((departure) => ({rule, ...departure}))),
  );
  const excuses =
    ({rule, figure}: Exception) =>
    (departure: RuledDeparture) =>
      departure.rule === rule && departure.figure === figure;
  const findings = departures
    .filter((departure) => !entry.exceptions.some((exception) => excuses(exception)(departure)))
    .map(({rule, figure, reason}): Finding => ({rule, file, line: lineOf(figure), figure, reason}));
  const idle = entry.exceptions
    .filter((exception) => !departures.some(excuses(exception)))
    .map((exception): Finding => {
      const {figure, line} = exception;
      return {rule: "exception", file, line, figure, reason: whyIdle(entry, exception, departures)};
    });
  return [...findings, ...idle].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

type RuledDeparture = Departure & {readonly rule: ConventionRule};

/** A rate of another form factor is off its step too, which says no more. */
function withoutEchoes(departures: readonly RuledDeparture[]): readonly RuledDeparture[] {
  const borrowed = departures.filter(({rule}) => rule === "form-factor").map(({figure}) => figure);
  return departures.filter(({rule, figure}) => rule !== "precision-step" || !borrowed.includes(figure));
}

/** Keys that conventions speak of though they are no figures. */
const words = ["formFactor", "name", "id", "symbol"];

function whyIdle({figures}: HardwareEntry, {rule, figure}: Exception, departures: readonly RuledDeparture[]): string {
  const paths = [...figures.map(({path}) => path), ...words];
  if (!paths.includes(figure))
    return `an exception for a figure that the file does not state${suggestion(figure, paths)}`;
  const other = departures.find((departure) => departure.figure === figure);
  const cure = other === undefined ? "remove it" : `the figure departs from ${other.rule}, remove it or name that rule`;
  return `an exception from ${rule} that nothing needs: ${cure}`;
}

/** One line: `data/hardware/h100-pcie.yaml:31 power: 700 W for a PCIe card … [form-factor]`. */
export function findingLine({rule, file, line, figure, reason}: Finding): string {
  const place = line === null ? file : `${file}:${line} ${figure}`;
  return `${place}: ${reason} [${rule}]`;
}

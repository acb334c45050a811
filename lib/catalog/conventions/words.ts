import type {ArithmeticPrecision} from "../../engine/precision.js";
import type {Figure, HardwareEntry} from "../types.js";

/** The figure at a path, where the file states one. */
export function figureAt({figures}: HardwareEntry, path: string): Figure | undefined {
  return figures.find((figure) => figure.path === path);
}

/** A figure as the file writes it; a dash where it states none, which no message is about. */
export function written(entry: HardwareEntry, path: string): string {
  return figureAt(entry, path)?.text ?? "–";
}

/** A peak as the file writes it, with its format: "989 TFLOP/s in bf16". */
export function peakInWords(entry: HardwareEntry, precision: ArithmeticPrecision): string {
  return `${written(entry, `peak.${precision}`)} in ${precision}`;
}

/** Three significant digits: "14.8", "0.5", "2". */
export function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A ratio as "4 times", or "the same as" for 1, which "the 989 TFLOP/s of bf16" follows. */
export function multipleOf(ratio: number): string {
  return rounded(ratio) === "1" ? "the same as" : `${rounded(ratio)} times`;
}

/** What an architecture has, after its name: "has about 14.8 times". */
export function expectation(architecture: string | null, ratio: number, about = ""): string {
  const multiple = rounded(ratio) === "1" ? "the same" : `${about}${rounded(ratio)} times`;
  return architecture === null ? `${multiple} is usual` : `${architecture} has ${multiple}`;
}

/** What else may explain a departure where the file does not state the architecture. */
export function hintOfArchitecture({architecture}: HardwareEntry): string {
  return architecture === null ? "state the architecture, whose pattern may differ, " : "";
}

const prefixes = [
  [1e15, "P"],
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/** A figure that the file does not state, in a unit with its decimal prefix: "494.5 TFLOP/s", four significant digits. */
export function inUnit(value: number, unit: string): string {
  const [scale, prefix] = prefixes.find(([least]) => value >= least) ?? [1, ""];
  return `${Number((value / scale).toPrecision(4))} ${prefix}${unit}`;
}

/** What closes a message whose figure may be right all the same. */
export const orException = "or state an exception with its reason";

/** Whether two figures are the same but for the rounding of data sheets. */
export function about(value: number, expected: number, tolerance: number): boolean {
  return Math.abs(value / expected - 1) <= tolerance;
}

import type {HardwareEntry} from "../types.js";
import type {Convention, Departure} from "./convention.js";
import {nearestTo, readPeaks, type Peak} from "./peaks.js";
import {
  about,
  expectation,
  hintOfArchitecture,
  inUnit,
  multipleOf,
  orException,
  peakInWords,
  rounded,
  written,
} from "./words.js";

/** Data sheets round both of two peaks. */
const tolerance = 0.03;

/** Peaks follow their architecture's pattern from format to format; where none is known of it, half the width is twice the rate. */
export const precisionStep: Convention = {
  rule: "precision-step",
  check: (entry) => {
    const {all, sparse, swapped, pattern} = readPeaks(entry);
    const reported = [...sparse.map(({peak}) => peak), ...swapped.flat()];
    const dense = all.filter((peak) => !reported.includes(peak));
    return [...lanesTooFast(entry, dense), ...offSteps(entry, dense, pattern.name)];
  },
};

function offSteps(entry: HardwareEntry, peaks: readonly Peak[], architecture: string | null): readonly Departure[] {
  return peaks.flatMap((peak, index): Departure[] => {
    const before = peaks.slice(0, index);
    // That the two formats of 16 bits are equally fast is for "precision-ladder" to say.
    if (before.length === 0 || (peak.precision === "fp16" && before.at(-1)?.precision === "bf16")) return [];
    const wider = nearestTo(peak, before);
    if (about(peak.unit, wider.unit, tolerance)) return [];
    const expected = (peak.value / peak.unit / wider.value) * wider.unit;
    const unit = peak.precision.startsWith("int") ? "OP/s" : "FLOP/s";
    return [
      {
        figure: `peak.${peak.precision}`,
        reason:
          `${peakInWords(entry, peak.precision)} is ${multipleOf(peak.value / wider.value)} the ` +
          `${written(entry, `peak.${wider.precision}`)} of ${wider.precision}, where ${expectation(architecture, expected)}, ` +
          `${inUnit(wider.value * expected, unit)}: check both figures in the source, ${hintOfArchitecture(entry)}${orException}`,
      },
    ];
  });
}

/** The rate of fp32 inside the matrix units, or of packed lanes, taken for the one outside them. */
function lanesTooFast(entry: HardwareEntry, peaks: readonly Peak[]): readonly Departure[] {
  const {pattern} = readPeaks(entry);
  const fp32 = entry.hardware.peakFlopPerSecond.fp32;
  if (fp32 === undefined || pattern.rates.fp32 === undefined || peaks.length === 0) return [];
  if (!peaks.every(({unit}) => about(unit / fp32, 0.5, 0.2))) return [];
  const [first] = peaks;
  return [
    {
      figure: "peak.fp32",
      reason:
        `${peakInWords(entry, "fp32")} goes with ${peakInWords(entry, first!.precision)}, which is ` +
        `${rounded(first!.value / fp32)} times it, where ${expectation(pattern.name, first!.value / first!.unit, "about ")}: ` +
        `it looks like the rate inside the matrix units; state the one outside them, ${orException}`,
    },
  ];
}

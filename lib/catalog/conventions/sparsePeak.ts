import type {HardwareEntry} from "../types.js";
import type {Convention, Departure} from "./convention.js";
import {readPeaks, type Sparse} from "./peaks.js";
import {expectation, hintOfArchitecture, multipleOf, orException, peakInWords, written} from "./words.js";

/** Peaks are dense: none is about twice what the chip's other rates let expect of its architecture. */
export const sparsePeak: Convention = {
  rule: "sparse-peak",
  check: (entry) => {
    const {pattern, sparse} = readPeaks(entry);
    return sparse.map((found) => describe(entry, found, pattern.name));
  },
};

function describe(entry: HardwareEntry, sparse: Sparse, architecture: string | null): Departure {
  const {peak, against, found, expected} = sparse;
  const lanes = against === "fp32";
  const other = `the ${written(entry, `peak.${against}`)} of ${against}${lanes ? " outside the matrix units" : ""}`;
  return {
    figure: `peak.${peak.precision}`,
    reason:
      `${peakInWords(entry, peak.precision)} is ${multipleOf(found)} ${other}, ` +
      `where ${expectation(architecture, expected, lanes ? "about " : "")}: it looks like the rate with sparsity; ` +
      `halve it, ${hintOfArchitecture(entry)}${orException}`,
  };
}

import type {HardwareEntry} from "../types.js";
import type {ArithmeticPrecision} from "../../engine/precision.js";
import type {Convention, Departure} from "./convention.js";
import {readPeaks} from "./peaks.js";
import {about, orException, peakInWords, written} from "./words.js";

/** Pairs of a format and one that is no slower. */
const ladder: readonly Pair[] = [
  ["fp32", "tf32"],
  ["fp32", "bf16"],
  ["fp32", "fp16"],
  ["tf32", "bf16"],
  ["tf32", "fp16"],
  ["bf16", "fp8"],
  ["fp16", "fp8"],
  ["fp8", "fp4"],
  ["int8", "int4"],
];

/** Data sheets round each figure. */
const rounding = 0.005;

/** No format is slower than a wider one, and the two of 16 bits are equally fast. */
export const precisionLadder: Convention = {
  rule: "precision-ladder",
  check: (entry) => {
    const {sparse, swapped} = readPeaks(entry);
    const exchanged = once(swapped.map(([wide, narrow]) => [wide.precision, narrow.precision] as const));
    // What looks like a rate with sparsity is reported as that.
    const reported: readonly string[] = [...sparse.map(({peak}) => peak), ...swapped.flat()].map(
      ({precision}) => precision,
    );
    const stated = (precision: ArithmeticPrecision): number | undefined =>
      reported.includes(precision) ? undefined : entry.hardware.peakFlopPerSecond[precision];
    const slower = once(
      ladder.filter(([wide, narrow]) => (stated(narrow) ?? Infinity) < (stated(wide) ?? 0) * (1 - rounding)),
    );
    const [bf16, fp16] = [stated("bf16"), stated("fp16")];
    return [
      ...exchanged.map((pair) =>
        inverted(entry, pair, "the two look as if they changed places; check them in the source"),
      ),
      ...slower.map((pair) => inverted(entry, pair, "check both in the source")),
      ...(bf16 === undefined || fp16 === undefined || slower.length > 0 ? [] : unequal(entry, bf16, fp16)),
    ];
  },
};

type Pair = readonly [wide: ArithmeticPrecision, narrow: ArithmeticPrecision];

/** The first pair of each narrow format. */
function once(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.filter(([, narrow], index) => pairs.findIndex(([, other]) => other === narrow) === index);
}

function inverted(entry: HardwareEntry, [wide, narrow]: Pair, cure: string): Departure {
  const other = written(entry, `peak.${wide}`);
  const reason = `${peakInWords(entry, narrow)} is slower than the ${other} of ${wide}, a wider format: ${cure}, ${orException}`;
  return {figure: `peak.${narrow}`, reason};
}

function unequal(entry: HardwareEntry, bf16: number, fp16: number): readonly Departure[] {
  const {rates} = readPeaks(entry).pattern;
  const expected = (rates.fp16 ?? 1) / (rates.bf16 ?? 1);
  if (about(fp16 / bf16, expected, rounding)) return [];
  return [
    {
      figure: "peak.fp16",
      reason:
        `${peakInWords(entry, "fp16")} is not the ${written(entry, "peak.bf16")} of bf16, though both have 16 bits: ` +
        `state the same for both, or leave out the one that no source prints, ${orException}`,
    },
  ];
}

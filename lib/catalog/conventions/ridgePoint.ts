import type {ArithmeticPrecision} from "../../engine/precision.js";
import type {Tier} from "../../engine/types.js";
import type {HardwareEntry} from "../types.js";
import type {Convention} from "./convention.js";
import {orException, peakInWords, rounded, written} from "./words.js";

type Range = readonly [least: number, most: number];

/**
 * Operations per byte of memory that accelerators of a tier lie between, with a margin of about two on both sides of what is
 * sold: from the P100 to the Inferentia, from Apple's GPUs to the Blackhole, from the Jetson Nano to the Jetson Thor.
 */
const plausible: Readonly<Record<Tier, Range>> = {
  cloud: [12, 2500],
  workstation: [12, 2500],
  mobile: [10, 2000],
  edge: [8, 2000],
  tiny: [0.05, 200],
};

/** Of chips that keep everything on the die, whose memory is as fast as their arithmetic: microcontrollers, Groq, Cerebras. */
const onDie: Range = [0.1, 20];

const order: readonly ArithmeticPrecision[] = ["bf16", "fp16", "tf32", "fp32", "int8", "fp8", "int4", "fp4"];

/** The peak that ridge points are told of: of 16 bits, else the widest. */
function usualPeak({hardware: {peakFlopPerSecond: peaks}}: HardwareEntry): [ArithmeticPrecision, number] | undefined {
  const precision = order.find((format) => peaks[format] !== undefined);
  return precision === undefined ? undefined : [precision, peaks[precision]!];
}

/** Operations per byte lie where those of the tier lie: a slip of a prefix in one of the two figures puts them far off. */
export const ridgePoint: Convention = {
  rule: "ridge-point",
  check: (entry) => {
    const {tier, memoryBandwidthBytesPerSecond: bandwidth} = entry.hardware;
    const peak = usualPeak(entry);
    if (bandwidth === null || peak === undefined) return [];
    const [precision, rate] = peak;
    const isOnDie = /SRAM|on[- ](?:chip|die)/i.test(entry.memoryType ?? "");
    const [least, most] = isOnDie ? onDie : plausible[tier];
    const ridge = rate / bandwidth;
    if (ridge >= least && ridge <= most) return [];
    const kind = isOnDie ? "chips with memory on the die" : `accelerators of the tier ${tier}`;
    return [
      {
        figure: "memory.bandwidth",
        reason:
          `${peakInWords(entry, precision)} over ${written(entry, "memory.bandwidth")} are ${rounded(ridge)} ` +
          `operations per byte, where ${kind} lie between ${rounded(least)} and ${rounded(most)}: ` +
          `check the prefixes of both (G, T, P), ${orException}`,
      },
    ];
  },
};

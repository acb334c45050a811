import type {ArithmeticPrecision} from "../../engine/precision.js";
import type {HardwareEntry} from "../types.js";

/** How fast the matrix units of an architecture are in each format, dense. */
export interface MatrixRates {
  /** As messages call the architecture; null where nothing is known of it. */
  readonly name: string | null;
  /**
   * Rates relative to each other; where `fp32` stands among them, it is 1 and means the rate outside the matrix units. Formats
   * that are absent follow no pattern.
   */
  readonly rates: Readonly<Partial<Record<ArithmeticPrecision, number>>>;
}

interface Rule extends MatrixRates {
  /** Of `architecture`, as vendors write it. */
  readonly architecture: RegExp;
  /** Of the item's name, where products of one architecture differ. */
  readonly products?: RegExp;
  /** Of the type of memory, which tells chips of one architecture apart. */
  readonly memory?: RegExp;
}

/** GeForce cards, which NVIDIA sells with half the rate where the tensor cores accumulate in fp32. */
const geforce = /\b(?:GTX|RTX) [2-9]0[5-9]0\b/;

/**
 * The first that fits holds. Ratios to fp32 are operations of a multiprocessor (or compute unit) in one cycle: matrix units
 * over lanes, from the vendors' white papers of each architecture. They are not exact in print, because data sheets may
 * take another clock for each: Hopper's multiprocessor does 4,096 against 256, which is 16, and its data sheets print 14.8.
 */
const table: readonly Rule[] = [
  // P100 whitepaper: lanes compute two values of 16 bits at once; P4 and P40 data sheets: four of 8 bits. There are no matrix units.
  {name: "Pascal of the P100", architecture: /^pascal/i, memory: /^HBM/i, rates: {fp32: 1, fp16: 2}},
  {name: "Pascal", architecture: /^pascal/i, rates: {fp32: 1, int8: 4}},

  // Tesla V100 whitepaper: 1,024 in fp16 against 128. Jetson Xavier's Volta adds int8.
  {name: "Volta", architecture: /^volta/i, rates: {fp32: 1, fp16: 8, int8: 16}},

  // Turing whitepaper: the same for Tesla and Quadro, half in fp16 for GeForce.
  {
    name: "Turing of GeForce cards",
    architecture: /^turing/i,
    products: geforce,
    rates: {fp32: 1, fp16: 4, int8: 16, int4: 32},
  },
  {name: "Turing", architecture: /^turing/i, rates: {fp32: 1, fp16: 8, int8: 16, int4: 32}},

  // A100 whitepaper (GA100): 2,048 in fp16 against 128. GA102 whitepaper: 1,024 against 256, half for GeForce. Jetson AGX Orin
  // technical brief: 2,048 against 256. The A10G's data sheet prints half of the A10's ratios.
  {
    name: "Ampere of the A100 and A30",
    architecture: /^ampere/i,
    memory: /^HBM/i,
    rates: {fp32: 1, tf32: 8, bf16: 16, fp16: 16, int8: 32, int4: 64},
  },
  {
    name: "Ampere of Jetson Orin",
    architecture: /^ampere/i,
    memory: /^LPDDR/i,
    rates: {fp32: 1, tf32: 4, bf16: 8, fp16: 8, int8: 16, int4: 32},
  },
  {
    name: "Ampere of GeForce cards",
    architecture: /^ampere/i,
    products: geforce,
    rates: {fp32: 1, tf32: 1, bf16: 2, fp16: 2, int8: 8, int4: 16},
  },
  {
    name: "Ampere of the A10G",
    architecture: /^ampere/i,
    products: /\bA10G\b/,
    rates: {fp32: 1, tf32: 1, bf16: 2, fp16: 2, int8: 4, int4: 8},
  },
  {
    name: "Ampere with GDDR memory",
    architecture: /^ampere/i,
    rates: {fp32: 1, tf32: 2, bf16: 4, fp16: 4, int8: 8, int4: 16},
  },

  // Ada whitepaper: 1,024 in fp16 against 256, half for GeForce; the L40's data sheet halves all but int4 of it too.
  {
    name: "Ada Lovelace of GeForce cards",
    architecture: /^ada\b/i,
    products: geforce,
    rates: {fp32: 1, tf32: 1, bf16: 2, fp16: 2, fp8: 4, int8: 8, int4: 16},
  },
  {
    name: "Ada Lovelace of the L40",
    architecture: /^ada\b/i,
    products: /\bL40\b/,
    rates: {fp32: 1, tf32: 1, bf16: 2, fp16: 2, fp8: 4, int8: 4, int4: 8},
  },
  {
    name: "Ada Lovelace",
    architecture: /^ada\b/i,
    rates: {fp32: 1, tf32: 2, bf16: 4, fp16: 4, fp8: 8, int8: 8, int4: 16},
  },

  // H100 whitepaper: 4,096 against 256 at a lower clock.
  {
    name: "Hopper",
    architecture: /^(?:grace )?hopper/i,
    rates: {fp32: 1, tf32: 7.4, bf16: 14.8, fp16: 14.8, fp8: 29.6, int8: 29.6},
  },

  // Blackwell Ultra data sheet: as Blackwell, but fp4 is three times fp8, and int8 is left to few units.
  {
    name: "Blackwell Ultra",
    architecture: /^(?:grace )?blackwell ultra/i,
    rates: {fp32: 1, tf32: 15.4, bf16: 30.8, fp16: 30.8, fp8: 61.6, fp4: 184.8, int8: 2.05},
  },
  // HGX B200 and GB200 data sheets: 2,250 against 75 and 2,500 against 80. RTX Blackwell whitepaper: 1,024 against 256, half
  // for GeForce but not in fp4. Jetson Thor's tensor cores are those of the data centre.
  {
    name: "Blackwell of data centres",
    architecture: /^(?:grace )?blackwell/i,
    memory: /^HBM/i,
    rates: {fp32: 1, tf32: 15.4, bf16: 30.8, fp16: 30.8, fp8: 61.6, int8: 61.6, fp4: 123.2},
  },
  {
    name: "Blackwell of GeForce cards",
    architecture: /^blackwell/i,
    products: geforce,
    rates: {fp32: 1, tf32: 1, bf16: 2, fp16: 2, fp8: 4, int8: 8, fp4: 16},
  },
  {
    name: "Blackwell of Jetson Thor",
    architecture: /^blackwell/i,
    products: /\bThor\b/,
    rates: {fp32: 1, tf32: 16, bf16: 32, fp16: 32, fp8: 64, int8: 64, fp4: 128},
  },
  {
    name: "Blackwell with GDDR or LPDDR memory",
    architecture: /^(?:grace )?blackwell/i,
    rates: {fp32: 1, tf32: 2, bf16: 4, fp16: 4, fp8: 8, int8: 8, fp4: 16},
  },

  // AMD CDNA whitepapers, tables of operations of a compute unit in one cycle: fp32 of vectors 128 in CDNA and CDNA 2, 256 in CDNA 3
  // and 4; fp16 of matrices 1,024, 1,024, 2,048 and 4,096.
  {name: "CDNA 4", architecture: /^CDNA ?4/i, rates: {fp32: 1, bf16: 16, fp16: 16, fp8: 32, int8: 32, fp4: 64}},
  {
    name: "CDNA 3",
    architecture: /^CDNA ?3/i,
    rates: {fp32: 1, tf32: 4, bf16: 8, fp16: 8, fp8: 16, int8: 16},
  },
  {name: "CDNA 2", architecture: /^CDNA ?2/i, rates: {fp32: 1, bf16: 8, fp16: 8, int8: 8}},
  {name: "CDNA", architecture: /^CDNA(?: 1)?$/i, rates: {fp32: 1, bf16: 4, fp16: 8, int8: 8}},
  // RDNA 3 and 4 architecture guides: 512 and 1,024 in fp16 of a compute unit in one cycle, against 256 of dual-issued fp32.
  {name: "RDNA 4", architecture: /^RDNA ?4/i, rates: {fp32: 1, bf16: 4, fp16: 4, fp8: 8, int8: 8, int4: 16}},
  {name: "RDNA 3", architecture: /^RDNA ?3/i, rates: {fp32: 1, bf16: 2, fp16: 2, int8: 2, int4: 4}},

  // Apple's GPUs of these generations have no matrix units, and their lanes are no faster in fp16.
  {name: "Apple's GPU", architecture: /^Apple M[1-4]\b/i, rates: {fp32: 1, fp16: 1}},

  // Intel Data Center GPU Max series technical overview: 4,096 in bf16 against 256 of a core in one clock.
  {
    name: "Xe-HPC",
    architecture: /^(?:Xe[- ]?HPC|Ponte Vecchio)/i,
    rates: {fp32: 1, tf32: 8, bf16: 16, fp16: 16, int8: 32},
  },
  // Gaudi 3 white paper: matrix units as fast in fp8 as in bf16.
  {name: "Gaudi 3", architecture: /^Gaudi ?3/i, rates: {bf16: 1, fp16: 1, fp8: 1}},

  // Cloud TPU documentation: int8 is no faster than bf16 on v4, fp8 no faster on v5p and v6e.
  {name: "TPU v4", architecture: /^TPU v4\b/i, rates: {bf16: 1, int8: 1}},
  {name: "TPU v5p", architecture: /^TPU v5p\b/i, rates: {bf16: 1, fp8: 1, int8: 2}},
  {name: "TPU v6e", architecture: /^(?:TPU v6e|Trillium)\b/i, rates: {bf16: 1, fp8: 1, int8: 2}},

  // AWS Neuron documentation, tables of the NeuronCores: one rate for tf32, bf16 and fp16 (and fp8 in v2); fp4 as fast as fp8 in v4.
  {
    name: "NeuronCore v2",
    architecture: /^NeuronCore[- ]v2\b/i,
    rates: {fp32: 1, tf32: 4, bf16: 4, fp16: 4, fp8: 4, int8: 8},
  },
  {
    name: "NeuronCore v3",
    architecture: /^NeuronCore[- ]v3\b/i,
    rates: {fp32: 1, tf32: 3.685, bf16: 3.685, fp16: 3.685, fp8: 7.18},
  },
  {
    name: "NeuronCore v4",
    architecture: /^NeuronCore[- ]v4\b/i,
    rates: {fp32: 1, tf32: 3.67, bf16: 3.67, fp16: 3.67, fp8: 13.75, fp4: 13.75},
  },

  // Product briefs: int8 has units of its own, four times as many (Groq) and three times as many (Qualcomm).
  {name: "Groq's TSP", architecture: /^Tensor Streaming Processor/i, rates: {fp16: 1, int8: 4}},
  {name: "Cloud AI 100", architecture: /^Cloud AI 100/i, rates: {fp16: 1, int8: 3}},
  // Tenstorrent documentation of the Wormhole cards: 262 in block fp8 against 74 in fp16.
  {name: "Wormhole", architecture: /^Wormhole/i, rates: {fp16: 1, fp8: 3.54}},
];

/** What holds where nothing is known of an architecture: half the width, twice the rate. */
const doubling: MatrixRates = {
  name: null,
  rates: {tf32: 1, bf16: 2, fp16: 2, fp8: 4, int8: 4, int4: 8, fp4: 8},
};

/** The pattern that an accelerator's peaks follow: its architecture's, or a doubling from format to format. */
export function matrixRates({architecture, memoryType, hardware: {name}}: HardwareEntry): MatrixRates {
  if (architecture === null) return doubling;
  const fits = (pattern: RegExp | undefined, text: string): boolean => pattern === undefined || pattern.test(text);
  return (
    table.find(
      (rule) =>
        rule.architecture.test(architecture) && fits(rule.products, name) && fits(rule.memory, memoryType ?? ""),
    ) ?? doubling
  );
}

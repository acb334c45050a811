import type {
  AccuracySpeedup,
  AccuracyValue,
  SpeedupKind,
  StoredResults,
  ValueKind,
} from "../../src/lib/explore/accuracyTypes.js";

const citations = [{name: "someone/benchmarks", url: "https://example.org/benchmarks"}];

/** A measured speed-up as a test wants it. */
export function speedup({
  kind = "accelerator",
  measured = 2,
  engine = 2.1,
  bandwidth = 1.64,
  shared = "Llama-3.1-8B, decode, bf16, batch 1",
}: {
  kind?: SpeedupKind;
  measured?: number;
  engine?: number;
  bandwidth?: number | null;
  shared?: string;
} = {}): AccuracySpeedup {
  return {
    ...{id: `${kind} ${shared}`, kind, shared, baseline: "A100 SXM 80 GB", proposal: "H100 SXM"},
    ...{quantity: "tokens a second", measured, citations},
    predicted: {engine, bandwidth, flops: 3.17, noChange: 1, roofline: 1.9},
    reason: engine > 1.5 * measured ? "power-limit" : null,
  };
}

const kinds: readonly SpeedupKind[] = ["accelerator", "batch", "software"];

/** Speed-ups of several kinds, some near and some far off. */
export const someSpeedups: readonly AccuracySpeedup[] = Array.from({length: 24}, (_, index) =>
  speedup({
    kind: kinds[index % 3]!,
    shared: `workload ${index}`,
    measured: 0.4 * 1.17 ** index,
    engine: 0.4 * 1.17 ** index * [1, 1.1, 0.8, 2.5][index % 4]!,
  }),
);

const valueKinds: readonly ValueKind[] = ["decode", "serving", "training"];

/** Values of several kinds. */
export const someValues: readonly AccuracyValue[] = Array.from({length: 18}, (_, index) => ({
  ...{id: `value-${index}`, kind: valueKinds[index % 3]!, words: `run ${index}`, quantity: "tokens a second"},
  ...{unit: "tokens/s", measured: 2 ** index, predicted: 2 ** index * [1, 1.2, 0.5][index % 3]!},
  ...{citation: citations[0]!, reason: null},
}));

const figures = (median: number) => ({
  ...{count: 10, medianAbsoluteLogError: median, p90AbsoluteLogError: 2 * median, medianLogError: median},
  directionAccuracy: 0.9,
});

/** Stored results with one group, in which all rules that know no machine are equally far off. */
export const someResults: StoredResults = {
  calibration: "calibrated",
  tables: {
    runs: {rows: 100, predicted: 90, sha256: "0".repeat(64)},
    pairs: {rows: 100, predicted: 90, sha256: "1".repeat(64)},
    serving: {rows: 100, predicted: 90, sha256: "2".repeat(64)},
    kernels: {rows: 100, predicted: 90, sha256: "3".repeat(64)},
  },
  speedups: (["A accelerator", "E batch", "F software"] as const).map((name) => ({
    ...{table: "pairs", name},
    rules: {
      ...{engine: figures(0.1), bandwidth: figures(1.6), flops: figures(1.6)},
      ...{noChange: figures(1.6), roofline: figures(0.3)},
    },
  })),
  scopes: [],
  values: [],
  valueScopes: [],
  misses: {
    ...{of: 50, count: 4},
    byReason: [
      {...{reason: "power-limit", count: 3, share: 0.75, medianAbsoluteLogError: 0.5}, example: someSpeedups[3]!},
      {...{reason: null, count: 1, share: 0.25, medianAbsoluteLogError: 0.4}, example: someSpeedups[7]!},
    ],
  },
};

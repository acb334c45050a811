import {unitMade} from "../engine/unitMade.js";
import {metricKeys, type MetricKey} from "./metrics.js";
import type {CheckResult} from "./types.js";

/** One point of a benchmark dashboard: smaller is better. */
export interface BenchmarkPoint {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
}

/** Metrics that dashboards take, which hold that smaller is better: a rate has its time beside it, and is left out. */
const units: Readonly<Partial<Record<MetricKey, string>>> = {
  latencySeconds: "s",
  ttftSeconds: "s",
  tpotSeconds: "s",
  totalBytes: "B",
  energyJoules: "J",
  costUsdPerMillionTokens: "USD per million tokens",
  carbonGramsPerMillionTokens: "g per million tokens",
};

/**
 * The head as the `[{name, unit, value}]` that benchmark dashboards take (the form "customSmallerIsBetter" of
 * github-action-benchmark); throughput as the seconds that each token or sample takes.
 */
export function benchmarkJson({outcomes}: CheckResult): BenchmarkPoint[] {
  return outcomes.flatMap(({name, after}) => {
    if (after === null) return [];
    const points = metricKeys.flatMap((key): BenchmarkPoint[] => {
      const [unit, value] = [units[key], after.values[key]];
      return unit === undefined || value === null ? [] : [{name: `${name}: ${key}`, unit, value}];
    });
    const {throughputPerSecond} = after.values;
    const made = unitMade(after.scenario.configuration);
    return throughputPerSecond === null
      ? points
      : [
          ...points,
          {
            name: `${name}: secondsPer${made === "token" ? "Token" : "Sample"}`,
            unit: "s",
            value: 1 / throughputPerSecond,
          },
        ];
  });
}

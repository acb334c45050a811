import * as fc from "fast-check";
import {listCalibrations, listHardware, listModels} from "../lib/catalog/lookup.js";
import {arithmeticPrecisions, precisionNames} from "../lib/engine/precision.js";
import {divides} from "../lib/engine/cure.js";
import {executions, granularities, phases, type Configuration} from "../lib/engine/types.js";
import {configure} from "../lib/explore/configure.js";
import type {Options} from "../lib/explore/options.js";

/** Whole numbers spread evenly over the octaves from 1 to `last`. */
const logCount = (last: number): fc.Arbitrary<number> =>
  fc.double({min: 0, max: Math.log2(last), noNaN: true}).map((exponent) => Math.round(2 ** exponent));

/** Scenario options of any kind, small enough for every model's context. */
const options: fc.Arbitrary<Options> = fc.record({
  phase: fc.constantFrom(...phases),
  batch: fc.oneof({weight: 9, arbitrary: logCount(4096)}, {weight: 1, arbitrary: fc.constant("max" as const)}),
  inputLength: logCount(2048),
  outputLength: logCount(1024),
  precision: fc.constantFrom(...precisionNames),
  kvPrecision: fc.option(fc.constantFrom(...arithmeticPrecisions)),
  tensorParallel: fc.constantFrom(1, 1, 1, 2, 4, 8),
  execution: fc.constantFrom(...executions),
  granularity: fc.constantFrom(...granularities),
  calibration: fc.constantFrom(...listCalibrations().map(({id}) => id)),
});

/** Any configuration of the catalog that is well formed; it need not fit. */
export const configurations: fc.Arbitrary<Configuration> = fc
  .record({hardware: fc.constantFrom(...listHardware()), model: fc.constantFrom(...listModels()), options})
  .map(({hardware, model, options: asked}) => {
    const tensorParallel = divides({model}, asked.tensorParallel) ? asked.tensorParallel : 1;
    return configure({hardware, model, options: {...asked, tensorParallel}});
  });

/** Two configurations of one granularity, of which about half differ in the hardware alone. */
export const pairs: fc.Arbitrary<[Configuration, Configuration]> = fc
  .tuple(configurations, configurations, fc.boolean())
  .map(([baseline, other, alike]) => [
    baseline,
    alike
      ? {...baseline, hardware: other.hardware}
      : {...other, scenario: {...other.scenario, granularity: baseline.scenario.granularity}},
  ]);

/** Every number anywhere in a JSON-like value, with its path. */
export function numbersIn(value: unknown, path = "$"): [string, number][] {
  if (typeof value === "number") return [[path, value]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, member]) => numbersIn(member, `${path}.${key}`));
}

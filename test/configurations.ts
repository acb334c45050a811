import * as fc from "fast-check";
import {listCalibrations, listHardware, listModels} from "../lib/catalog/lookup.js";
import {largestBatch} from "../lib/engine/footprint.js";
import {arithmeticPrecisions, precisionNames} from "../lib/engine/precision.js";
import {UnpublishedFigureError} from "../lib/engine/resolveHardware.js";
import {ratesOf} from "../lib/engine/roofline.js";
import {
  collectiveKinds,
  executions,
  granularities,
  optimizers,
  phases,
  recomputations,
  type Configuration,
} from "../lib/engine/types.js";
import {UserError} from "../lib/engine/userError.js";
import {configure} from "../lib/explore/configure.js";
import {zeroStages, type Options} from "../lib/explore/options.js";

/** Whole numbers spread evenly over the octaves from 1 to `last`. */
const logCount = (last: number): fc.Arbitrary<number> =>
  // Of doubles most would be next to 0: they are drawn evenly by their bits.
  fc.noBias(fc.integer({min: 0, max: 1000})).map((step) => Math.round(last ** (step / 1000)));

/** Scenario options of any kind, small enough for every model's context. */
const options: fc.Arbitrary<Options> = fc.record({
  phase: fc.constantFrom(...phases),
  batch: fc.oneof({weight: 9, arbitrary: logCount(4096)}, {weight: 1, arbitrary: fc.constant("max" as const)}),
  inputLength: logCount(2048),
  outputLength: logCount(1024),
  precision: fc.constantFrom(...precisionNames),
  kvPrecision: fc.option(fc.constantFrom(...arithmeticPrecisions)),
  tensorParallel: fc.constantFrom(1, 1, 1, 2, 4, 8),
  pipelineParallel: fc.constantFrom(1, 1, 1, 2, 4),
  dataParallel: fc.constantFrom(1, 1, 1, 2, 16),
  expertParallel: fc.constantFrom(1, 1, 2, 8, 16),
  devicesPerNode: fc.constantFrom(1, 4, 8, 72),
  networkGigabits: fc.constantFrom(100, 400, 800),
  collectives: fc.constantFrom(...collectiveKinds),
  offload: fc.constantFrom("none", "none", "none", "weights"),
  optimizer: fc.constantFrom(...optimizers),
  recomputation: fc.constantFrom(...recomputations),
  zeroStage: fc.constantFrom(...zeroStages),
  microBatch: fc.constantFrom(0, 1, 4),
  loraRank: fc.constantFrom(0, 0, 16),
  execution: fc.constantFrom(...executions),
  granularity: fc.constantFrom(...granularities),
  calibration: fc.constantFrom(...listCalibrations().map(({id}) => id)),
});

/** Whether of the hardware and of the model is published what the scenario needs. */
export function isPublished(configuration: Configuration): boolean {
  try {
    ratesOf(configuration);
    largestBatch(configuration);
    return true;
  } catch (error) {
    if (error instanceof UnpublishedFigureError) return false;
    throw error;
  }
}

/** One device: what is asked where the drawn options do not go together. */
const plain = {tensorParallel: 1, pipelineParallel: 1, dataParallel: 1, expertParallel: 1} as const;

/** The first of these options that go together for a model. */
function firstPossible({hardware, model}: Pick<Configuration, "hardware" | "model">, attempts: Partial<Options>[]) {
  for (const options of attempts) {
    try {
      return configure({hardware, model, options});
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  throw new Error(`no configuration of ${model.id}`);
}

/** Any configuration of the catalog that is well formed and whose figures are published; it need not fit. */
export const configurations: fc.Arbitrary<Configuration> = fc
  .record({hardware: fc.constantFrom(...listHardware()), model: fc.constantFrom(...listModels()), options})
  .map(({hardware, model, options: asked}) =>
    firstPossible({hardware, model}, [
      asked,
      {...asked, tensorParallel: 1, expertParallel: 1},
      {...asked, ...plain},
      {...asked, ...plain, phase: "forward", inputLength: Math.min(128, asked.inputLength)},
    ]),
  )
  .filter(isPublished);

/** Two configurations of one granularity, of which about half differ in the hardware alone. */
export const pairs: fc.Arbitrary<[Configuration, Configuration]> = fc
  .tuple(configurations, configurations, fc.boolean())
  .map(([baseline, other, alike]) => [
    baseline,
    alike
      ? {...baseline, hardware: other.hardware}
      : {...other, scenario: {...other.scenario, granularity: baseline.scenario.granularity}},
  ])
  .filter((pair) => pair.every(isPublished)) as fc.Arbitrary<[Configuration, Configuration]>;

/** Every number anywhere in a JSON-like value, with its path. */
export function numbersIn(value: unknown, path = "$"): [string, number][] {
  if (typeof value === "number") return [[path, value]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, member]) => numbersIn(member, `${path}.${key}`));
}

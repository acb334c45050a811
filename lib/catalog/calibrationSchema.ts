import * as z from "zod";
import {closedObject, identifier, line, provenance, quantity, sources} from "./schemaParts.js";
import {residualUses} from "./types.js";

const interval = z.tuple([quantity("fraction"), quantity("fraction")]).optional();
const timeInterval = z.tuple([quantity("time"), quantity("time")]).optional();

/** A fraction of a peak: above 0, at most 1. */
const fraction = closedObject({
  value: quantity("fraction").refine(({value}) => value > 0 && value <= 1, {
    message: "must be a fraction of the peak, above 0 and at most 1",
  }),
  interval,
  ...provenance,
});

/** A fraction that may be nothing. */
const optionalFraction = closedObject({
  value: quantity("fraction").refine(({value}) => value <= 1, {message: "must be a fraction, at most 1"}),
  interval,
  ...provenance,
});

const number = closedObject({
  value: quantity("fraction").refine(({value}) => value <= 1000, {message: "must be at most 1000"}),
  interval,
  ...provenance,
});

/** A fixed cost; 0 s where there is none. More than a second is a slip of the unit. */
const time = closedObject({
  value: quantity("time").refine(({value}) => value <= 1, {message: "must be at most 1 s"}),
  interval: timeInterval,
  ...provenance,
});

/** How the constants were fitted: which measurements, by which method, and how far off the result is on each category. */
const fit = closedObject({
  method: line,
  data: line,
  rows: z.int().min(1).max(1e9),
  residuals: z
    .array(
      closedObject({
        category: line,
        use: z.enum(residualUses).default("fitted"),
        count: z.int().min(1).max(1e9),
        medianAbsoluteLogError: z.number().min(0).max(10),
        p90AbsoluteLogError: z.number().min(0).max(10),
        medianLogError: z.number().min(-10).max(10),
      }),
    )
    .min(1),
});

/** The file of one calibration. */
export const calibrationSchema = closedObject({
  id: identifier,
  name: line,
  summary: line,
  sources,
  source: identifier.optional(),
  matrixFraction: closedObject({bits16: fraction, bits8: fraction, bits4: fraction}),
  attentionFraction: fraction,
  perHeadAttention: closedObject({bits16: fraction, bits8: fraction}).optional(),
  memoryFraction: fraction,
  dequantisation: closedObject({operationsPerWeight: number, matrixFraction: fraction}),
  linkFraction: fraction,
  linkLatency: time,
  launch: closedObject({graph: time, eager: time}),
  launchesPerLayer: number,
  step: closedObject({default: time, byHardware: z.record(identifier, time).default({})}),
  idlePowerFraction: optionalFraction,
  fit: fit.optional(),
});

/** A calibration file that passed the schema. */
export type CalibrationFile = z.infer<typeof calibrationSchema>;

import * as z from "zod";
import {dimensions, parseQuantity, type Dimension} from "../catalog/parseQuantity.js";
import {closedObject, line, unknownKeys} from "../catalog/schemaParts.js";
import {regimes} from "../engine/types.js";
import {UserError} from "../engine/userError.js";
import {factorDefinitions} from "../explainer/factors.js";
import {factorGroups} from "../explainer/types.js";
import {optionSpecs, parseOption, type OptionSpec, type Options} from "../explore/options.js";
import {metricKeys, metricSpecs, type MetricKey} from "./metrics.js";
import {levels} from "./types.js";

/** The format of scenario files that is read. */
export const scenarioFileVersion = 1;

/** More scenarios than a comment could speak of. */
const mostScenarios = 2_000;

/** Causes and families of causes that a limit may name: those that the engine computes. */
export const limitableCauses: readonly string[] = [
  ...factorDefinitions.map(({id}) => id),
  ...factorGroups.filter((group) => group !== "price" && group !== "measurement"),
];

/** What an editor is told of a value: JSON Schema, since it is no text that the reading of it explains. */
type EditorSchema = Readonly<Record<string, unknown>>;

/**
 * Says as a mistake of the file what a reader of text says by throwing.
 *
 * @param read - Given the text, and the number where the file has one.
 */
function reading<Value>(editor: EditorSchema, read: (text: string, number: number | null) => Value) {
  const given = z.any().meta(editor);
  return given.transform((raw: unknown, context): Value => {
    try {
      if (raw === undefined) throw new UserError("missing");
      // JSON has no word for infinity.
      if (typeof raw === "number") return read(String(raw), raw);
      return read(typeof raw === "string" ? raw : (JSON.stringify(raw) ?? ""), null);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      context.issues.push({code: "custom", message: error.message.replace(/^: /, ""), input: raw});
      return z.NEVER;
    }
  });
}

/** A number above zero, or the same with a unit: 0.012 or "12 ms". */
function amount(dimension: Dimension | null, unit: string) {
  const plain = {type: "number", exclusiveMinimum: 0};
  const example = dimension === null ? "" : `, or with a unit: "${dimensions[dimension].example}"`;
  const editor = {
    description: `${unit}${example}`,
    ...(dimension === null ? plain : {anyOf: [plain, {type: "string"}]}),
  };
  return reading(editor, (text, number) => {
    const value = number ?? inQuotes(text) ?? (dimension === null ? null : parseQuantity(text, dimension));
    if (value !== null && value > 0 && Number.isFinite(value)) return value;
    throw new UserError(`expected ${unit}, above zero, got ${JSON.stringify(text.slice(0, 40))}`);
  });
}

/** A plain number that a file has as text. */
function inQuotes(text: string): number | null {
  return /^\d{1,15}(?:\.\d{1,25})?(?:e[+-]?\d{1,2})?$/.test(text) ? Number(text) : null;
}

/** "5 %" as 0.05. */
const percentageSchema = {description: 'a percentage such as "5 %"', type: "string", pattern: "^\\d+(\\.\\d+)? ?%$"};
const percentage = reading(percentageSchema, (text) => {
  const [, digits] = /^(\d{1,6}(?:\.\d{1,6})?) ?%$/.exec(text) ?? [];
  if (digits !== undefined) return Number(`${digits}e-2`);
  throw new UserError(`expected a percentage such as "5 %", got ${JSON.stringify(text.slice(0, 40))}`);
});

const level = z.enum(levels).default("error");

/** Whether nothing else is wrong: a misspelt key is no missing one. */
const isFlawless = ({issues}: {readonly issues: readonly unknown[]}): boolean => issues.length === 0;

/** One limit, or a list of limits on the same, each of which has a level of its own. */
function oneOrMore<Limit extends z.ZodType>(limit: Limit) {
  const error = "expected a group of keys, or a list of such groups";
  return z.union([limit, z.array(limit).min(1)], {error}).optional();
}

function metricLimit(key: MetricKey) {
  const {dimension, unit} = metricSpecs[key];
  const bound = amount(dimension, unit).optional();
  return oneOrMore(
    closedObject({
      most: bound,
      least: bound,
      increase: percentage.optional(),
      decrease: percentage.optional(),
      level,
    }).refine(
      ({most, least, increase, decrease}) => [most, least, increase, decrease].some((each) => each !== undefined),
      {message: "must state at least one of most, least, increase and decrease", when: isFlawless},
    ),
  );
}

const regimeLimit = oneOrMore(
  closedObject({
    allowed: z.array(z.enum(regimes)).min(1).optional(),
    shift: z.literal(false).optional().meta({
      description: "false: it must be the regime of the base; where it may be another, there is no limit to state",
    }),
    level,
  }).refine(({allowed, shift}) => allowed !== undefined || shift !== undefined, {
    message: "must state at least one of allowed and shift",
    when: isFlawless,
  }),
);

const shareLimit = oneOrMore(closedObject({most: percentage, level}));

const causeLimits = z.partialRecord(
  z.enum(limitableCauses as [string, ...string[]]),
  oneOrMore(closedObject({cost: percentage, level})),
  {
    // Zod's types do not say that a record with a closed set of keys has such an issue.
    error: ({code, keys}: {readonly code: string; readonly keys?: readonly string[]}) =>
      code === "unrecognized_keys" && keys !== undefined ? unknownKeys(keys, limitableCauses) : undefined,
  },
);

const limits = closedObject({
  ...(Object.fromEntries(metricKeys.map((key) => [key, metricLimit(key)])) as Record<
    MetricKey,
    ReturnType<typeof metricLimit>
  >),
  regime: regimeLimit,
  ...({
    computeShare: shareLimit,
    memoryShare: shareLimit,
    linkShare: shareLimit,
    overheadShare: shareLimit,
  } as const),
  causes: causeLimits.optional(),
});

function optionSchema({help, words, range}: OptionSpec<unknown>): EditorSchema {
  const number = range && {type: "integer", minimum: range[0], maximum: range[1]};
  // YAML reads the word "0" of a stage as a number.
  const values = words.flatMap((word) => (/^\d+$/.test(word) ? [word, Number(word)] : [word]));
  if (number === undefined) return {description: help, enum: values};
  return {description: help, ...(words.length === 0 ? number : {anyOf: [number, {enum: values}]})};
}

function option<Key extends keyof Options>(key: Key) {
  return reading(optionSchema(optionSpecs[key]), (text) => parseOption(key, text, "")).optional();
}

const options = Object.fromEntries(
  (Object.keys(optionSpecs) as (keyof Options)[]).map((key) => [key, option(key)]),
) as {
  [Key in keyof Options]: ReturnType<typeof option<Key>>;
};

/** What a scenario may leave to `defaults`. */
const settings = {
  model: line.optional().meta({
    description: "id of the catalog, or the path of a config.json or of a YAML, from the folder of this file",
  }),
  hardware: line
    .optional()
    .meta({description: "id of the catalog, or the path of a YAML, from the folder of this file"}),
  ...options,
  pricePerHour: amount(null, "US dollars").optional(),
  carbonIntensity: amount(null, "grams of CO₂ per kilowatt-hour").optional(),
  limits: limits.optional(),
};

const scenario = closedObject({
  name: line.max(120),
  ...settings,
  measuredSeconds: amount("time", "seconds").optional(),
});

/** The file of a team's scenarios. */
export const scenarioFileSchema = closedObject({
  version: z.literal(scenarioFileVersion, {
    error: `expected ${scenarioFileVersion}, the format that this version reads`,
  }),
  site: z
    .url({protocol: /^https?$/, error: "must be a web address that begins with https://"})
    .max(400)
    .optional(),
  defaults: closedObject(settings).optional(),
  scenarios: z.array(scenario).min(1).max(mostScenarios),
});

/** A scenario file that passed the schema. */
export type ScenarioFileData = z.infer<typeof scenarioFileSchema>;
/** One scenario of it. */
export type ScenarioData = ScenarioFileData["scenarios"][number];
/** The limits of a scenario. */
export type LimitsData = NonNullable<ScenarioData["limits"]>;

import {CatalogError, formatProblem} from "../catalog/catalogError.js";
import {checkAgainst} from "../catalog/checkAgainst.js";
import {YamlSource, type Path, type PathProblem} from "../catalog/yamlSource.js";
import type {Regime} from "../engine/types.js";
import {optionSpecs, type Options} from "../explore/options.js";
import {metricKeys} from "./metrics.js";
import {scenarioFileSchema, type LimitsData, type ScenarioData, type ScenarioFileData} from "./scenarioSchema.js";
import {subjectOf} from "./subjectOf.js";
import type {CauseLimit, Limit, LimitLevel, ScenarioFile, StatedScenario, UnusableScenario} from "./types.js";

type Defaults = NonNullable<ScenarioFileData["defaults"]>;

/** Enough for the most scenarios that are read. */
const mostCharacters = 1_000_000;

/**
 * Reads a team's scenario file. What a scenario leaves out it takes from `defaults`; a limit that it states takes the place of
 * the default one on the same subject.
 *
 * @param fileName - For messages alone.
 * @throws {CatalogError} with every mistake at its line and column.
 */
export function parseScenarioFile(text: string, fileName: string): ScenarioFile {
  return scenarioFileOf(new YamlSource(text, fileName, mostCharacters), new Map());
}

/**
 * The same of a file whose mistakes are not the reader's to mend: a scenario with one is left out and told of.
 *
 * @throws {CatalogError} where a mistake is not of one scenario.
 */
export function parseUsableScenarios(
  text: string,
  fileName: string,
): ScenarioFile & {readonly unusable: readonly UnusableScenario[]} {
  const yaml = new YamlSource(text, fileName, mostCharacters);
  const unusable = new Map<number, UnusableScenario>();
  for (;;) {
    try {
      const {site, scenarios} = scenarioFileOf(yaml, unusable);
      const names = new Set(Array.from(unusable.values(), ({name}) => name));
      // Of two scenarios with one name neither can be told to be the one that is meant.
      return {site, scenarios: scenarios.filter(({name}) => !names.has(name)), unusable: [...unusable.values()]};
    } catch (error) {
      if (!(error instanceof CatalogError)) throw error;
      for (const problem of error.problems) {
        const [, digits] = /^scenarios\.(\d+)(?:\.|$)/.exec(problem.path) ?? [];
        const index = Number(digits ?? Number.NaN);
        if (Number.isNaN(index)) throw error;
        const name = yaml.valueAt(["scenarios", index, "name"]);
        if (!unusable.has(index))
          unusable.set(index, {name: typeof name === "string" ? name.trim() : null, reason: formatProblem(problem)});
      }
    }
  }
}

/** @param leftOut - By index; what they hold is not looked at. */
function scenarioFileOf(yaml: YamlSource, leftOut: ReadonlyMap<number, unknown>): ScenarioFile {
  const file = checkAgainst(yaml, scenarioFileSchema, without(leftOut, yaml.data));
  const problems: PathProblem[] = [];
  const names = new Map<string, number>();
  const scenarios = file.scenarios.flatMap((given, index): StatedScenario[] => {
    if (leftOut.has(index)) return [];
    const path = ["scenarios", index];
    const first = names.get(given.name);
    if (first === undefined) names.set(given.name, index);
    else problems.push({path: [...path, "name"], message: `is the name of scenario ${first + 1} too`});
    const named = (key: "model" | "hardware") => {
      const stated = given[key] !== undefined;
      const value = given[key] ?? file.defaults?.[key];
      if (value === undefined) problems.push({path, message: `states no ${key}, nor do the defaults`});
      return {text: value ?? "", place: yaml.placeOf(stated ? [...path, key] : ["defaults", key])};
    };
    return [
      {
        name: given.name,
        place: yaml.placeOf(path),
        model: named("model"),
        hardware: named("hardware"),
        options: optionsOf(given, file.defaults),
        pricePerHour: given.pricePerHour ?? file.defaults?.pricePerHour ?? null,
        carbonIntensity: given.carbonIntensity ?? file.defaults?.carbonIntensity ?? null,
        measuredSeconds: given.measuredSeconds ?? null,
        limits: limitsOf(given.limits, [...path, "limits"], file.defaults?.limits, yaml),
      },
    ];
  });
  if (problems.length > 0) throw yaml.error(problems);
  return {site: file.site ?? null, scenarios};
}

/** A file in which the scenarios that are left out hold nothing that could be a mistake; all others keep their index. */
function without(leftOut: ReadonlyMap<number, unknown>, data: unknown): unknown {
  if (leftOut.size === 0) return data;
  const file = data as {readonly scenarios: readonly unknown[]};
  return {...file, scenarios: file.scenarios.map((given, index) => (leftOut.has(index) ? {name: "left out"} : given))};
}

function optionsOf(given: ScenarioData, defaults: Defaults | undefined): Partial<Options> {
  const stated = (Object.keys(optionSpecs) as (keyof Options)[]).flatMap((key) => {
    const value = given[key] ?? defaults?.[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(stated);
}

/** Limits by their subject: a scenario's own, then those of the defaults on other subjects. */
function limitsOf(
  own: LimitsData | undefined,
  path: Path,
  defaults: LimitsData | undefined,
  yaml: YamlSource,
): Limit[] {
  const stated = limitsIn(own, path, yaml);
  const subjects = new Set(stated.map(subjectOf));
  return [
    ...stated,
    ...limitsIn(defaults, ["defaults", "limits"], yaml).filter((limit) => !subjects.has(subjectOf(limit))),
  ];
}

const shares: readonly (readonly [`${Regime}Share`, Regime])[] = [
  ["computeShare", "compute"],
  ["memoryShare", "memory"],
  ["linkShare", "link"],
  ["overheadShare", "overhead"],
];

function limitsIn(given: LimitsData | undefined, path: Path, yaml: YamlSource): Limit[] {
  if (given === undefined) return [];
  const limits: Limit[] = [];
  /** Calls for each limit on a subject, with what all kinds of limits have. */
  const each = <Stated extends {readonly level: LimitLevel}>(
    stated: Stated | Stated[] | undefined,
    keys: readonly string[],
    add: (limit: Stated, common: Pick<Limit, "level" | "place">) => Limit,
  ): void => {
    const isList = Array.isArray(stated);
    for (const [index, limit] of (isList ? stated : stated === undefined ? [] : [stated]).entries()) {
      const place = yaml.placeOf([...path, ...keys, ...(isList ? [index] : [])]);
      limits.push(add(limit, {level: limit.level, place}));
    }
  };
  for (const metric of metricKeys)
    each(given[metric], [metric], ({most = null, least = null, increase = null, decrease = null}, common) => ({
      kind: "metric",
      metric,
      most,
      least,
      mostIncrease: increase,
      mostDecrease: decrease,
      ...common,
    }));
  each(given.regime, ["regime"], ({allowed = null, shift = true}, common) => ({
    kind: "regime",
    allowed,
    mayShift: shift,
    ...common,
  }));
  for (const [key, term] of shares)
    each(given[key], [key], ({most}, common) => ({kind: "share", term, most, ...common}));
  for (const [cause, limit] of Object.entries(given.causes ?? {}))
    each(limit, ["causes", cause], ({cost}, common) => ({
      kind: "cause",
      cause: cause as CauseLimit["cause"],
      mostCost: cost,
      ...common,
    }));
  return limits;
}

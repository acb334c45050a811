import {totalParameters} from "../engine/parameters.js";
import {checkAgainst} from "./checkAgainst.js";
import {FigureCollector} from "./collectFigures.js";
import {completeModel, type ModelFacts} from "./completeModel.js";
import {inconsistency, layoutOf, type GroupField, type ValueField} from "./modelShape.js";
import {modelSchema, type StatedShape, type StatedValue} from "./modelSchema.js";
import type {ModelEntry} from "./types.js";
import {YamlSource, type Path, type PathProblem} from "./yamlSource.js";

/** How far the computed parameter count may be from the published one. */
const TOLERANCE = 0.01;

/**
 * Reads the YAML of one model, and checks the parameters computed from its shape against the published count.
 *
 * @param fileName - For messages alone.
 * @throws {CatalogError} with every mistake at its line and column.
 */
export function parseModel(text: string, fileName: string): ModelEntry {
  const yaml = new YamlSource(text, fileName);
  const file = checkAgainst(yaml, modelSchema(yaml.valueAt(["architecture"])));
  const collector = new FigureCollector(yaml, "model", file);
  const {id, name, family, architecture, symbol, collection, aliases} = file;

  const published = file.parameters.value;
  collector.add(["parameters"], published, null, file.parameters, String(published));
  const shape = Object.entries(layoutOf(architecture)).map(([key, field]) => {
    if (field.kind === "published") return [key, published] as const;
    const value = file.shape[key];
    return [
      key,
      field.kind === "group"
        ? readGroup(collector, ["shape", key], field, value as StatedShape | null)
        : readValue(collector, ["shape", key], field, value as StatedValue | undefined),
    ] as const;
  });
  const model = completeModel({id, name, family, architecture, ...Object.fromEntries(shape)} as ModelFacts);

  const problems: PathProblem[] = [];
  const inconsistent = inconsistency(model);
  if (inconsistent !== null) problems.push({path: ["shape", ...inconsistent.path], message: inconsistent.message});
  const computed = totalParameters(model);
  if (Math.abs(computed / published - 1) > TOLERANCE) {
    const percent = Math.abs((computed / published - 1) * 100).toPrecision(2);
    const side = computed > published ? "above" : "below";
    problems.push({
      path: ["parameters", "value"],
      message: `the shape gives ${group(computed)} parameters, ${percent} % ${side} the published ${group(published)}`,
    });
  }
  return {model, symbol, collection, aliases, publishedParameters: published, figures: collector.finish(problems)};
}

/** A value, which becomes a figure where the file states it. */
function readValue(
  collector: FigureCollector,
  path: Path,
  field: ValueField,
  stated: StatedValue | undefined,
): StatedValue["value"] {
  if (stated === undefined) return field.fallback ?? (field.kind === "flag" ? false : null);
  const {value} = stated;
  const unit = (field.kind === "count" ? field.unit : undefined) ?? null;
  const text = value === null ? "none" : [value, unit].filter((part) => part !== null).join(" ");
  collector.add(path, typeof value === "string" ? null : value, unit, stated, text);
  return value;
}

function readGroup(
  collector: FigureCollector,
  path: Path,
  {fields}: GroupField,
  stated: StatedShape | null,
): Readonly<Record<string, unknown>> | null {
  if (stated === null) return null;
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [
      key,
      readValue(collector, [...path, key], field, stated[key] as StatedValue | undefined),
    ]),
  );
}

/** Groups digits by commas, without a locale's say in it. */
function group(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

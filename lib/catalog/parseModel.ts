import {countParameters} from "../engine/parameters.js";
import type {Model} from "../engine/types.js";
import {checkAgainst} from "./checkAgainst.js";
import {FigureCollector} from "./collectFigures.js";
import {inconsistency} from "./modelShape.js";
import {modelSchema, shapeKeys} from "./modelSchema.js";
import type {ModelEntry} from "./types.js";
import {YamlSource, type PathProblem} from "./yamlSource.js";

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
  const file = checkAgainst(yaml, modelSchema);
  const collector = new FigureCollector(yaml, "model", file);
  const {shape} = file;

  const published = file.parameters.value;
  collector.add(["parameters"], published, null, file.parameters, String(published));
  for (const key of shapeKeys) {
    const {value} = shape[key];
    collector.add(["shape", key], value, null, shape[key], value === null ? "none" : String(value));
  }

  const model: Model = {
    id: file.id,
    name: file.name,
    family: file.family,
    architecture: file.architecture,
    layers: shape.layers.value,
    hiddenSize: shape.hiddenSize.value,
    heads: shape.heads.value,
    kvHeads: shape.kvHeads.value,
    headSize: shape.headSize.value,
    feedForwardSize: shape.feedForwardSize.value,
    gatedFeedForward: shape.gatedFeedForward.value,
    vocabularySize: shape.vocabularySize.value,
    maxContext: shape.maxContext.value,
    slidingWindow: shape.slidingWindow.value,
    tiedEmbeddings: shape.tiedEmbeddings.value,
    queryKeyNorm: shape.queryKeyNorm.value,
    attentionBias: shape.attentionBias.value,
  };

  const problems: PathProblem[] = [];
  const inconsistent = inconsistency(model);
  if (inconsistent !== null) problems.push({path: ["shape", "kvHeads"], message: inconsistent});
  const computed = countParameters(model).total;
  if (Math.abs(computed / published - 1) > TOLERANCE) {
    const percent = Math.abs((computed / published - 1) * 100).toPrecision(2);
    const side = computed > published ? "above" : "below";
    problems.push({
      path: ["parameters", "value"],
      message: `the shape gives ${group(computed)} parameters, ${percent} % ${side} the published ${group(published)}`,
    });
  }

  return {
    model,
    symbol: file.symbol,
    collection: file.collection,
    aliases: file.aliases,
    publishedParameters: published,
    figures: collector.finish(problems),
  };
}

/** Groups digits by commas, without a locale's say in it. */
function group(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

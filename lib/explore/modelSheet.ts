import {decodeModel, type TableRow} from "../catalog/decodeTables.js";
import type {Model} from "../engine/types.js";
import {figureColumn, filterOf, flagColumn, wordColumn, type CatalogSheet, type ColumnSpec} from "./catalogSheet.js";
import {figureNotes} from "./figureNotes.js";
import {textCell} from "./textCell.js";

/** A column of a count of the model's shape. */
function count(key: string, label: string, name: keyof Model, unit?: string): ColumnSpec<Model> {
  return figureColumn({
    key,
    label,
    ...(unit === undefined ? {} : {unit}),
    path: `shape.${name}`,
    of: (model) => model[name] as number | null,
  });
}

const columns: readonly ColumnSpec<Model>[] = [
  wordColumn("name", "Model", ({name}) => name),
  figureColumn({
    key: "parameters",
    label: "Parameters",
    unit: "10⁹",
    scale: 1e9,
    digits: 3,
    path: "parameters",
    // The published count; that computed from the shape is within 1 % of it.
    of: (_, figures) => figures.get("parameters")?.value,
  }),
  count("layers", "Layers", "layers"),
  count("width", "Width", "hiddenSize"),
  count("heads", "Heads", "heads"),
  count("kv-heads", "KV heads", "kvHeads"),
  count("head-size", "Head size", "headSize"),
  count("feed-forward", "Feed-forward", "feedForwardSize"),
  count("vocabulary", "Vocabulary", "vocabularySize", "tokens"),
  count("context", "Context", "maxContext", "tokens"),
  count("window", "Window", "slidingWindow", "tokens"),
  flagColumn("gated", "Gated", "shape.gatedFeedForward", ({gatedFeedForward}) => gatedFeedForward),
  flagColumn("tied", "Tied embeddings", "shape.tiedEmbeddings", ({tiedEmbeddings}) => tiedEmbeddings),
  flagColumn("qk-norm", "QK norm", "shape.queryKeyNorm", ({queryKeyNorm}) => queryKeyNorm),
  flagColumn("bias", "QKV bias", "shape.attentionBias", ({attentionBias}) => attentionBias),
  wordColumn("family", "Family", ({family}) => family),
];

/** The table of models, from the rows of the models table and of the figures table. */
export function modelSheet(modelRows: readonly TableRow[], figureRows: Iterable<TableRow>): CatalogSheet {
  const figuresOf = figureNotes(figureRows, "model");
  const entries = modelRows.map((row) => ({model: decodeModel(row), aliases: textCell(row, "aliases")}));
  return {
    noun: "models",
    homeParameter: "model",
    columns,
    filters: [
      filterOf(
        "family",
        entries.map(({model}) => model),
        ({family}) => family,
      ),
    ],
    items: entries.map(({model, aliases}) => ({
      id: model.id,
      name: model.name,
      searchText: `${model.name} ${model.id} ${aliases} ${model.family}`.toLowerCase(),
      groups: {family: model.family},
      cells: columns.map((column) => column.cell(model, figuresOf(model.id))),
    })),
  };
}

import {decodeModel, type TableRow} from "../catalog/decodeTables.js";
import {shapeValue} from "../catalog/modelShape.js";
import type {Model} from "../engine/types.js";
import {architectureWords} from "./architectureWords.js";
import {
  figureColumn,
  filterOf,
  flagColumn,
  wordColumn,
  type CatalogSheet,
  type ColumnSpec,
  type SheetRange,
} from "./catalogSheet.js";
import {figureNotes} from "./figureNotes.js";
import {textCell} from "./textCell.js";

const architectureOf = ({architecture}: Model): string => architectureWords[architecture];

/** A value of the model's shape by dotted path; undefined where the model has no such thing. */
function valueAt(model: Model, path: string): unknown {
  const [field = "", inner] = path.split(".");
  const value = shapeValue(model, field);
  if (inner === undefined) return value;
  return value == null ? undefined : (value as Readonly<Record<string, unknown>>)[inner];
}

/** Gives a column a dash where a model has no such thing. */
function whereShaped(path: string, column: ColumnSpec<Model>): ColumnSpec<Model> {
  const cell: ColumnSpec<Model>["cell"] = (model, figures) =>
    valueAt(model, path) === undefined
      ? {value: null, text: "–", isMissing: true, figure: null}
      : column.cell(model, figures);
  return {...column, cell};
}

/** A column of a count of the model's shape. */
function count(key: string, label: string, path: string, unit?: string): ColumnSpec<Model> {
  const of = (model: Model): number | null => valueAt(model, path) as number | null;
  const shown = unit === undefined ? {} : {unit};
  return whereShaped(path, figureColumn({key, label, ...shown, path: `shape.${path}`, of}));
}

/** A column of a property of the model's shape. */
function flag(key: string, label: string, path: string): ColumnSpec<Model> {
  const of = (model: Model): boolean => valueAt(model, path) === true;
  return whereShaped(path, flagColumn(key, label, `shape.${path}`, of));
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
  count("experts", "Experts", "experts.count"),
  count("active-experts", "Active experts", "experts.active"),
  count("expert-width", "Expert width", "experts.feedForwardSize"),
  count("kv-rank", "KV rank", "latentAttention.kvRank"),
  count("vocabulary", "Vocabulary", "vocabularySize", "tokens"),
  count("context", "Context", "maxContext", "tokens"),
  count("window", "Window", "slidingWindow", "tokens"),
  whereShaped(
    "flopPerSample",
    figureColumn({
      key: "flop",
      label: "Work a sample",
      unit: "GFLOP",
      scale: 1e9,
      digits: 3,
      path: "shape.flopPerSample",
      of: (model) => valueAt(model, "flopPerSample") as number,
    }),
  ),
  flag("gated", "Gated", "gatedFeedForward"),
  flag("tied", "Tied embeddings", "tiedEmbeddings"),
  flag("qk-norm", "QK norm", "queryKeyNorm"),
  flag("bias", "QKV bias", "attentionBias"),
  flag("parallel", "Parallel blocks", "parallelBlocks"),
  wordColumn("architecture", "Architecture", architectureOf),
  wordColumn("family", "Family", ({family}) => family),
];

/** Sizes between which models are looked for, in billions of parameters. */
const sizes: SheetRange = {
  column: "parameters",
  least: {key: "at-least", label: "Parameters at least (10⁹)"},
  most: {key: "at-most", label: "Parameters at most (10⁹)"},
  choices: [0.1, 1, 3, 10, 30, 100, 300, 1000].map((size) => ({value: size * 1e9, text: String(size)})),
};

/** The table of models, from the rows of the models table and of the figures table. */
export function modelSheet(modelRows: readonly TableRow[], figureRows: Iterable<TableRow>): CatalogSheet {
  const figuresOf = figureNotes(figureRows, "model");
  const entries = modelRows.map((row) => ({model: decodeModel(row), aliases: textCell(row, "aliases")}));
  const models = entries.map(({model}) => model);
  return {
    noun: "model",
    folder: "models",
    columns,
    filters: [filterOf("architecture", models, architectureOf), filterOf("family", models, ({family}) => family)],
    range: sizes,
    items: entries.map(({model, aliases}) => ({
      id: model.id,
      name: model.name,
      searchText: `${model.name} ${model.id} ${aliases} ${model.family} ${architectureOf(model)}`.toLowerCase(),
      groups: {architecture: architectureOf(model), family: model.family},
      cells: columns.map((column) => column.cell(model, figuresOf(model.id))),
    })),
  };
}

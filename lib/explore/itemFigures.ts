import type {Figure, HardwareEntry, ModelEntry} from "../catalog/types.js";
import type {ArithmeticPrecision} from "../engine/precision.js";
import {formatCount, formatQuantity} from "../explainer/format.js";

/** One line of an item's figures. */
export interface ItemFigure {
  readonly label: string;
  /** With its unit; "not published" where there is no figure. */
  readonly value: string;
  /** As the file states it, where that is another unit. */
  readonly written: string | null;
  /** Null where no source publishes it. */
  readonly figure: Figure | null;
  /** How many figures the line speaks of: one, or all that are not published. */
  readonly count: number;
}

/** Figures that belong together. */
export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly ItemFigure[];
}

/** A figure that a page has a name for. */
interface Named {
  readonly path: string;
  readonly label: string;
  /** Not to be missed where there is none. */
  readonly silent?: true;
}

/** Formats in the order in which a reader of language models looks for them. */
const formats: readonly ArithmeticPrecision[] = ["bf16", "fp16", "fp8", "fp4", "int8", "int4", "tf32", "fp32"];

/** All figures of an accelerator, those missing that others of the catalog have. */
export function hardwareFigures({figures, linkName, hostLinkName}: HardwareEntry): readonly FigureGroup[] {
  const named = (name: string | null) => (name === null ? "" : ` (${name})`);
  return groupsOf(figures, [
    ["Peak rate, dense", formats.map((format) => ({path: `peak.${format}`, label: format}))],
    [
      "Memory",
      [
        {path: "memory.capacity", label: "capacity"},
        {path: "memory.addressable", label: "addressable, by the driver"},
        {path: "memory.bandwidth", label: "bandwidth"},
        {path: "memory.busWidth", label: "width of the bus"},
        {path: "memory.dataRate", label: "rate of each pin"},
      ],
    ],
    [
      "Links, per direction",
      [
        {path: "link.bandwidth", label: `to other accelerators${named(linkName)}`},
        {path: "hostLink.bandwidth", label: `to the host${named(hostLinkName)}`},
      ],
    ],
    ["Power", [{path: "power", label: "thermal design power"}]],
  ]);
}

const shapeLabels: Readonly<Record<string, string>> = {
  layers: "layers",
  encoderLayers: "layers of the encoder",
  hiddenSize: "width",
  heads: "heads",
  kvHeads: "KV heads",
  headSize: "head size",
  feedForwardSize: "feed-forward width",
  gatedFeedForward: "gated feed-forward",
  vocabularySize: "vocabulary, tokens",
  maxContext: "context, tokens",
  slidingWindow: "attention window, tokens",
  fullAttentionLayers: "layers that see the whole context",
  tiedEmbeddings: "tied embeddings",
  learnedPositions: "learned positions",
  queryKeyNorm: "norm of queries and keys",
  attentionBias: "bias of queries, keys and values",
  parallelBlocks: "attention beside feed-forward",
  "experts.count": "experts",
  "experts.active": "active experts",
  "experts.feedForwardSize": "width of an expert",
  "experts.sharedFeedForwardSize": "width of the shared block",
  "experts.denseLayers": "layers without experts",
  "experts.format": "format of the expert weights",
  "latentAttention.kvRank": "rank of keys and values",
  "latentAttention.queryRank": "rank of queries",
  "latentAttention.ropeSize": "positional part of a head",
  "latentAttention.contentSize": "other part of a head",
  "latentAttention.valueSize": "size of a head's values",
  tokensPerSample: "tokens of one sample",
  framesPerSample: "frames of one recording",
  melBins: "values of a frame",
  otherParameters: "parameters outside layers and embedding",
  innerSize: "inner width",
  stateSize: "state values of a channel",
  convolutionSize: "width of the convolution",
  timeStepRank: "rank of the time steps",
  denseParameters: "dense parameters",
  embeddingParameters: "parameters of the embedding tables",
  lookupsPerSample: "rows gathered for a sample",
  embeddingSize: "values of a row",
  flopPerSample: "work of a sample",
  activationsPerSample: "values written for a sample",
  kernels: "kernels of a pass",
};

/** All figures of a model. */
export function modelFigures({figures}: ModelEntry): readonly FigureGroup[] {
  const shape = Object.entries(shapeLabels).map(([key, label]): Named => ({path: `shape.${key}`, label, silent: true}));
  return groupsOf(figures, [
    ["Size", [{path: "parameters", label: "parameters"}]],
    ["Shape", shape],
  ]);
}

function groupsOf(
  figures: readonly Figure[],
  layout: readonly (readonly [title: string, named: readonly Named[]])[],
): readonly FigureGroup[] {
  const byPath = new Map(figures.map((figure) => [figure.path, figure]));
  const groups = layout.map(([title, named]): FigureGroup => {
    const missing = named.filter(({path, silent}) => silent !== true && !byPath.has(path));
    const present = named.flatMap(({path, label}) => {
      const figure = byPath.get(path);
      byPath.delete(path);
      return figure === undefined ? [] : [itemFigure(label, figure)];
    });
    return {title, figures: [...present, ...absent(missing)]};
  });
  // A figure that nobody thought of here is shown under the name that its file gives it.
  const others = [...byPath].map(([path, figure]) => itemFigure(path, figure));
  return [...groups, {title: "Other", figures: others}].filter((group) => group.figures.length > 0);
}

/** One line for all that is missing. */
function absent(missing: readonly Named[]): readonly ItemFigure[] {
  if (missing.length === 0) return [];
  const label = missing.map((each) => each.label).join(", ");
  return [{label, value: "not published", written: null, figure: null, count: missing.length}];
}

function itemFigure(label: string, figure: Figure): ItemFigure {
  const value = valueText(figure);
  // "81559 MiB" and "85.52 GB" are one figure in two units; "0.4 TB/s" and "400 GB/s" are not worth telling.
  const written = /[KMGT]iB/.test(figure.text) ? figure.text.replace(/\d{4,}/, (n) => formatCount(Number(n))) : null;
  return {label, value, written, figure, count: 1};
}

/** A figure as a reader sees it. */
export function valueText({value, unit, text}: Pick<Figure, "value" | "unit" | "text">): string {
  if (value === null) return text === "null" || text === "" ? "none" : text;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (unit === null) return Number.isInteger(value) ? formatCount(value) : String(value);
  return unit === "bit" ? `${formatCount(value)} bit` : formatQuantity(value, unit, 5);
}

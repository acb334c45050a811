import {completeModel, type ModelFacts} from "../lib/catalog/completeModel.js";
import {registryGroup} from "../lib/catalog/registryGroup.js";
import {isSolvable} from "../lib/catalog/publishedHardware.js";
import {modelCollections, type Catalog, type Figure, type OtherFigure, type Source} from "../lib/catalog/types.js";
import type {Architecture, Model} from "../lib/engine/types.js";

const banner = "// Generated from data/ by `npm run generate`. Do not edit.\n";

/** A number in the shortest form that reads back as the same double: 3.12e14 rather than 312000000000000. */
function shortest(value: number): string {
  const plain = String(value);
  const scientific = value.toExponential().replace("e+", "e");
  return scientific.length < plain.length ? scientific : plain;
}

/** A JavaScript literal of plain data. */
function literal(value: unknown): string {
  if (typeof value === "number") return shortest(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(",")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([key, inner]) => `${JSON.stringify(key)}:${literal(inner)}`)
      .join(",")}}`;
  return JSON.stringify(value);
}

/** An item of a registry: its name, its facts, and the words that an editor shows for it. */
interface Member {
  readonly group: string;
  readonly symbol: string;
  readonly facts: unknown;
  readonly doc: string;
  readonly type: string;
}

/** Two levels of names, each item as `render` writes it. */
function registry(items: readonly Member[], render: (member: Member) => string, prefix = "", separator = ","): string {
  const groups = new Map<string, Member[]>();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  const inside = (group: readonly Member[]): string =>
    [...group]
      .sort((a, b) => (a.symbol < b.symbol ? -1 : 1))
      .map(render)
      .join("\n");
  return [...groups].map(([group, members]) => `${prefix}${group}: {\n${inside(members)}\n}${separator}`).join("\n");
}

const factsOf = ({symbol, facts}: Member): string => `${symbol}: ${literal(facts)},`;

/** The registry's type by names alone: what declarations print, without repeating the facts. */
const typeOf = ({symbol, doc, type}: Member): string => `/** ${doc} */\nreadonly ${symbol}: ${type};`;

const modelTypes: Readonly<Record<Architecture, string>> = {
  decoder: "DecoderModel",
  encoder: "EncoderModel",
  "encoder-decoder": "EncoderDecoderModel",
  cnn: "NetworkModel",
  diffusion: "NetworkModel",
  ssm: "StateSpaceModel",
  recommendation: "RecommendationModel",
};

/** A model's facts without those that completing it gives back. */
function briefly(model: Model): Readonly<Record<string, unknown>> {
  const complete = JSON.stringify(model);
  let brief: Record<string, unknown> = {...model};
  for (const key of Object.keys(model)) {
    const {[key]: _, ...rest} = brief;
    if (JSON.stringify(completeModel(rest as unknown as ModelFacts)) === complete) brief = rest;
  }
  return brief;
}

/** Source text of `registry.generated.ts`: the facts alone, so that a page that computes carries no provenance. */
export function registrySource({hardware, models, calibrations}: Catalog): string {
  const aliases = (entries: readonly {readonly id: string; readonly aliases: readonly string[]}[]): string =>
    literal(
      Object.fromEntries(
        entries
          .flatMap(({id, aliases: given}) => given.map((alias) => [alias, id]))
          .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
      ),
    );
  const hardwareMembers = hardware
    .filter((entry) => isSolvable(entry.hardware))
    .map(({symbol, hardware: facts}) => ({
      group: registryGroup(facts.tier),
      symbol,
      facts,
      doc: `${facts.vendor} ${facts.name}`,
      type: "HardwareType",
    }));
  const unsolvable = hardware.map((entry) => entry.hardware).filter((facts) => !isSolvable(facts));
  const modelMembers = modelCollections.flatMap((group) =>
    models
      .filter(({collection}) => collection === group)
      .map(({symbol, model}) => ({
        group,
        symbol,
        facts: briefly(model),
        doc: model.name,
        type: modelTypes[model.architecture],
      })),
  );
  const modelTypesUsed = [...new Set(modelMembers.map(({type}) => type))].sort();
  const ids = calibrations.map(({id}) => literal(id)).join(" | ");
  return `${banner}import type {${modelTypesUsed.join(", ")}, Hardware as HardwareType} from "../engine/types.js";
import {defineModels, defineRegistry} from "./define.js";
import type {PublishedHardware} from "./publishedHardware.js";
import type {CalibrationEntry} from "./types.js";

/** Accelerators by tier. An alias, not an interface: only that may be walked as a record. */
export type HardwareRegistry = {
${registry(hardwareMembers, typeOf, "readonly ", ";")}
};

/** Accelerators by tier: \`Hardware.Cloud.H100\`. Rates in SI units, peaks dense, links per direction. */
export const Hardware = /* @__PURE__ */ defineRegistry<HardwareRegistry>({
${registry(hardwareMembers, factsOf)}
});

/** Accelerators of which too little is published for a solve, in order of id. */
export const unsolvableHardware = /* @__PURE__ */ defineRegistry<readonly PublishedHardware[]>(${literal(unsolvable)});

/** One accelerator. */
export type Hardware = HardwareType;

/** Models by collection. */
export type ModelsRegistry = {
${registry(modelMembers, typeOf, "readonly ", ";")}
};

/** Models by collection: \`Models.Language.Llama3_8B\`. */
export const Models = /* @__PURE__ */ defineModels<ModelsRegistry>({
${registry(modelMembers, factsOf)}
});

/** Calibrations by id. */
export const calibrations = /* @__PURE__ */ defineRegistry<Readonly<Record<${ids}, CalibrationEntry>>>({
${calibrations
  .map(
    ({id, name, summary, constants, perHeadAttention, stepSeconds}) =>
      `${literal(id)}: ${literal({id, name, summary, constants, perHeadAttention, stepSeconds})},`,
  )
  .join("\n")}
});

/** Id by alias. */
export const hardwareAliases: Readonly<Record<string, string>> = ${aliases(hardware.map((entry) => ({id: entry.hardware.id, aliases: entry.aliases})))};

/** Id by alias. */
export const modelAliases: Readonly<Record<string, string>> = ${aliases(models.map((entry) => ({id: entry.model.id, aliases: entry.aliases})))};
`;
}

/** Source text of `provenance.generated.ts`: every figure of the catalog with its source, each source stated once. */
export function provenanceSource({hardware, models, calibrations}: Catalog): string {
  const sources: Source[] = [];
  const indices = new Map<string, number>();
  const indexOf = (source: Source): number => {
    const key = JSON.stringify(source);
    const known = indices.get(key);
    if (known !== undefined) return known;
    indices.set(key, sources.length);
    sources.push(source);
    return sources.length - 1;
  };
  const withoutTrailingNulls = (cells: readonly unknown[]): readonly unknown[] =>
    cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);
  const otherRow = ({value, text, source, at, reason}: OtherFigure): readonly unknown[] =>
    withoutTrailingNulls([value, text, indexOf(source), reason, at]);
  const row = ({path, value, unit, text, source, at, line, derivation, note, others}: Figure): string => {
    const cells = [path, value, unit, text, indexOf(source), line, derivation, note, at];
    return literal(withoutTrailingNulls([...cells, others.length === 0 ? null : others.map(otherRow)]));
  };
  const table = (entries: readonly {readonly id: string; readonly figures: readonly Figure[]}[]): string =>
    entries.map(({id, figures}) => `${literal(id)}: [\n${figures.map(row).join(",\n")},\n],`).join("\n");
  const tables = [
    `hardware: {\n${table(hardware.map((entry) => ({id: entry.hardware.id, figures: entry.figures})))}\n},`,
    `model: {\n${table(models.map((entry) => ({id: entry.model.id, figures: entry.figures})))}\n},`,
    `calibration: {\n${table(calibrations)}\n},`,
  ].join("\n");
  const fits = calibrations.flatMap(({id, fit, intervals}) =>
    fit === null && Object.keys(intervals).length === 0 ? [] : [`${literal(id)}: ${literal({fit, intervals})},`],
  );
  return `${banner}import type {FigureTables, FitTable} from "./provenance.js";
import type {Source} from "./types.js";

/** The documents that figures rest on. */
export const sources: readonly Source[] = [
${sources.map((source) => `${literal(source)},`).join("\n")}
];

/** Figures by kind and id of their item: path, value, SI unit, text, index of the source, line, derivation, note, place in it, what others say. */
export const figureTables: FigureTables = {
${tables}
};

/** How calibrations were fitted, by id. */
export const fits: FitTable = {
${fits.join("\n")}
};
`;
}

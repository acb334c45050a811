import {findModel, findPublishedHardware, listModels, listPublishedHardware} from "../catalog/lookup.js";
import type {PublishedHardware} from "../catalog/publishedHardware.js";
import {shapeValue} from "../catalog/modelShape.js";
import {hardwareAliases, modelAliases} from "../catalog/registry.generated.js";
import type {ItemKind} from "../catalog/types.js";
import {totalParameters} from "../engine/parameters.js";
import type {Model} from "../engine/types.js";
import {formatCount, formatQuantity} from "../explainer/format.js";

/** One kind of items that can be looked up. */
export interface CatalogKind<Item extends {readonly id: string; readonly name: string}> {
  readonly itemKind: ItemKind;
  list(): readonly Item[];
  /** @throws UnknownNameError naming the nearest that exists. */
  find(name: string): Item;
  /** Other names of an item. */
  aliases(item: Item): readonly string[];
  /** What an item is, in a few words. */
  describe(item: Item): string;
  /** Columns of the list: the head, and the cell of an item. */
  readonly columns: readonly (readonly [head: string, cell: (item: Item) => string])[];
}

const notPublished = "not published";

function published(value: number | null | undefined, unit: string): string {
  return value == null ? notPublished : formatQuantity(value, unit);
}

function aliasesIn(aliases: Readonly<Record<string, string>>): (item: {readonly id: string}) => string[] {
  return ({id}) => Object.keys(aliases).filter((alias) => aliases[alias] === id);
}

/** The 16-bit matrix rate: of bf16, or of fp16 where the hardware lacks bf16. */
function sixteenBitPeak({peakFlopPerSecond}: PublishedHardware): number | undefined {
  return peakFlopPerSecond.bf16 ?? peakFlopPerSecond.fp16;
}

/** Accelerators. */
export const hardwareKind: CatalogKind<PublishedHardware> = {
  itemKind: "hardware",
  list: listPublishedHardware,
  find: findPublishedHardware,
  aliases: aliasesIn(hardwareAliases),
  describe: ({vendor, tier, releaseYear}) => `${vendor}, ${tier}${releaseYear === null ? "" : `, ${releaseYear}`}`,
  columns: [
    ["id", ({id}) => id],
    ["memory", ({memoryCapacityBytes}) => published(memoryCapacityBytes, "B")],
    ["bandwidth", ({memoryBandwidthBytesPerSecond}) => published(memoryBandwidthBytesPerSecond, "B/s")],
    ["16-bit peak", (hardware) => published(sixteenBitPeak(hardware), "FLOP/s")],
    ["8-bit peak", ({peakFlopPerSecond: peak}) => published(peak.fp8 ?? peak.int8, peak.fp8 ? "FLOP/s" : "OP/s")],
    ["link", ({linkBandwidthBytesPerSecond}) => published(linkBandwidthBytesPerSecond, "B/s")],
    ["power", ({powerWatts}) => published(powerWatts, "W")],
    ["also", (hardware) => hardwareKind.aliases(hardware).join(", ")],
  ],
};

/** A count of a model's shape; a dash where its architecture has no such thing. */
function shapeCount(model: Model, key: string): string {
  const value = shapeValue(model, key);
  return typeof value === "number" ? formatCount(value) : "–";
}

/** Models. */
export const modelKind: CatalogKind<Model> = {
  itemKind: "model",
  list: listModels,
  find: findModel,
  aliases: aliasesIn(modelAliases),
  describe: (model) => `${model.family}, ${formatCount(totalParameters(model))} parameters`,
  columns: [
    ["id", ({id}) => id],
    ["architecture", ({architecture}) => architecture],
    ["10⁹ parameters", (model) => String(Number((totalParameters(model) / 1e9).toPrecision(3)))],
    ["layers", (model) => shapeCount(model, "layers")],
    ["width", (model) => shapeCount(model, "hiddenSize")],
    ["heads", (model) => shapeCount(model, "heads")],
    ["KV heads", (model) => shapeCount(model, "kvHeads")],
    ["context", (model) => shapeCount(model, "maxContext")],
    ["also", (model) => modelKind.aliases(model).join(", ")],
  ],
};

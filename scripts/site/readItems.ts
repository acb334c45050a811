import {readCatalog} from "../../data/readCatalog.js";
import type {HardwareEntry, ModelEntry} from "../../lib/catalog/types.js";
import {totalParameters} from "../../lib/engine/parameters.js";
import {formatQuantity} from "../../lib/explainer/format.js";
import {architectureWords} from "../../lib/explore/architectureWords.js";
import {chosenPeak} from "../../lib/explore/generations.js";

/** What every item of the catalog has: a page of its own, with what its head says. */
interface ItemPage {
  /** From the site's root, without extension: "/catalog/hardware/h100-sxm". */
  readonly path: string;
  readonly name: string;
  readonly description: string;
  /** What stands above the title, from the wider to the narrower. */
  readonly kicker: readonly string[];
}

/** The page of an accelerator. */
export interface HardwareItem extends ItemPage {
  readonly kind: "hardware";
  readonly entry: HardwareEntry;
}

/** The page of a model. */
export interface ModelItem extends ItemPage {
  readonly kind: "models";
  readonly entry: ModelEntry;
}

/** An item with its page. */
export type Item = HardwareItem | ModelItem;

/** The items of the catalog, which are pages of the site. */
export interface Items {
  readonly hardware: readonly HardwareItem[];
  readonly models: readonly ModelItem[];
  /** The item at a page's path; undefined for other pages. */
  at(path: string): Item | undefined;
}

/** Reads the catalog's files: a new file in data/hardware or data/models is a new page, and needs no other edit. */
export function readItems(): Items {
  const catalog = readCatalog();
  const hardware = inOrderOfName(catalog.hardware.map(hardwareItem));
  const models = inOrderOfName(catalog.models.map(modelItem));
  const byPath = new Map<string, Item>([...hardware, ...models].map((item) => [item.path, item]));
  return {hardware, models, at: (path) => byPath.get(path)};
}

/** The paths of all pages of items. */
export function itemPaths({hardware, models}: Items): readonly string[] {
  return [...hardware, ...models].map(({path}) => path);
}

function hardwareItem(entry: HardwareEntry): HardwareItem {
  const {hardware, architecture, formFactor, memoryType} = entry;
  const {id, name, vendor, tier, releaseYear, memoryCapacityBytes, memoryBandwidthBytesPerSecond} = hardware;
  const peak = chosenPeak(hardware, "16-bit");
  const memory = memoryType ?? "memory";
  const known = [
    memoryCapacityBytes === null ? null : `${formatQuantity(memoryCapacityBytes, "B")} of ${memory}`,
    memoryBandwidthBytesPerSecond === null
      ? null
      : `${formatQuantity(memoryBandwidthBytesPerSecond, "B/s")} of bandwidth`,
    peak === undefined ? null : `${formatQuantity(peak, "FLOP/s")} in 16 bits`,
  ].filter((part) => part !== null);
  const fullName = name.startsWith(vendor) ? name : `${vendor} ${name}`;
  return {
    kind: "hardware",
    entry,
    path: `/catalog/hardware/${id}`,
    name,
    description: `What is published of the ${fullName}${known.length === 0 ? "" : ` (${known.join(", ")})`}: its roofline, every figure with its source, and what stands beside it.`,
    kicker: [
      vendor,
      tier,
      ...(architecture === null ? [] : [architecture]),
      ...(formFactor === null ? [] : [formFactor]),
      ...(releaseYear === null ? [] : [String(releaseYear)]),
    ],
  };
}

function modelItem(entry: ModelEntry): ModelItem {
  const {model} = entry;
  const {id, name, family, architecture} = model;
  const word = architectureWords[architecture];
  const layers = "layers" in model ? ` in ${model.layers} layers` : "";
  return {
    kind: "models",
    entry,
    path: `/catalog/models/${id}`,
    name,
    description: `${name}, ${/^[aeiou]/.test(word) ? "an" : "a"} ${word}${/decoder|encoder/.test(word) ? "" : " model"} of ${sizeOf(totalParameters(model))} parameters${layers}: what one step of it costs, operator by operator, and its shape with the source of each figure.`,
    kicker: [family, word],
  };
}

/** "8.03 billion". */
function sizeOf(parameters: number): string {
  const [scale, word] =
    parameters >= 1e12 ? [1e12, "trillion"] : parameters >= 1e9 ? [1e9, "billion"] : [1e6, "million"];
  return `${Number((parameters / scale).toPrecision(3))} ${word}`;
}

const collator = new Intl.Collator("en", {numeric: true, sensitivity: "base"});

/** As the tables of the catalog list them. */
function inOrderOfName<Each extends ItemPage>(items: readonly Each[]): readonly Each[] {
  return [...items].sort((a, b) => collator.compare(a.name, b.name) || (a.path < b.path ? -1 : 1));
}

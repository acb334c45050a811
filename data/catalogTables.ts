import type {Table} from "apache-arrow";
import {shapeCells, shapeColumns} from "../lib/catalog/shapeColumns.js";
import {tableFormatVersion, peakColumns} from "../lib/catalog/tableColumns.js";
import type {Figure, HardwareEntry, ModelEntry} from "../lib/catalog/types.js";
import {totalParameters} from "../lib/engine/parameters.js";
import {makeTable, type Column, type ColumnType} from "./arrowTable.js";

type Cell = string | number | boolean | null;

/** How to take one column from an entry. */
interface ColumnOf<Entry> {
  readonly name: string;
  readonly type: ColumnType;
  readonly unit?: string;
  /** Null where no source publishes the figure. */
  readonly optional?: true;
  readonly of: (entry: Entry) => Cell;
}

function tableOf<Entry>(
  name: string,
  entries: readonly Entry[],
  columns: readonly ColumnOf<Entry>[],
  sourcesSha256: string,
): Table {
  return makeTable(
    columns.map(({name: column, type, unit = null, optional = false, of}): Column => ({
      name: column,
      type,
      unit,
      optional,
      values: entries.map(of),
    })),
    {table: name, format_version: tableFormatVersion, sources_sha256: sourcesSha256},
  );
}

const hardwareColumns: readonly ColumnOf<HardwareEntry>[] = [
  {name: "id", type: "text", of: ({hardware}) => hardware.id},
  {name: "name", type: "text", of: ({hardware}) => hardware.name},
  {name: "symbol", type: "text", of: ({symbol}) => symbol},
  {name: "aliases", type: "text", of: ({aliases}) => aliases.join(" ")},
  {name: "vendor", type: "text", of: ({hardware}) => hardware.vendor},
  {name: "tier", type: "text", of: ({hardware}) => hardware.tier},
  {name: "releaseYear", type: "int32", optional: true, of: ({hardware}) => hardware.releaseYear},
  ...peakColumns.map(([precision, name]): ColumnOf<HardwareEntry> => ({
    name,
    type: "float64",
    optional: true,
    unit: precision.startsWith("int") ? "OP/s" : "FLOP/s",
    of: ({hardware}) => hardware.peakFlopPerSecond[precision] ?? null,
  })),
  {name: "memoryCapacityBytes", type: "float64", unit: "B", of: ({hardware}) => hardware.memoryCapacityBytes},
  {
    name: "memoryAddressableBytes",
    type: "float64",
    optional: true,
    unit: "B",
    of: ({hardware}) => hardware.memoryAddressableBytes,
  },
  {name: "memoryType", type: "text", optional: true, of: ({memoryType}) => memoryType},
  {
    name: "memoryBandwidthBytesPerSecond",
    type: "float64",
    unit: "B/s",
    of: ({hardware}) => hardware.memoryBandwidthBytesPerSecond,
  },
  {
    name: "linkBandwidthBytesPerSecond",
    type: "float64",
    optional: true,
    unit: "B/s",
    of: ({hardware}) => hardware.linkBandwidthBytesPerSecond,
  },
  {name: "linkName", type: "text", optional: true, of: ({linkName}) => linkName},
  {
    name: "hostLinkBandwidthBytesPerSecond",
    type: "float64",
    optional: true,
    unit: "B/s",
    of: ({hardware}) => hardware.hostLinkBandwidthBytesPerSecond,
  },
  {name: "hostLinkName", type: "text", optional: true, of: ({hostLinkName}) => hostLinkName},
  {name: "powerWatts", type: "float64", unit: "W", optional: true, of: ({hardware}) => hardware.powerWatts},
];

/** One row per accelerator. Rates are dense peaks, links per direction; null where no source publishes a figure. */
export function hardwareTable(entries: readonly HardwareEntry[], sourcesSha256: string): Table {
  return tableOf("hardware", entries, hardwareColumns, sourcesSha256);
}

const modelColumns: readonly ColumnOf<ModelEntry>[] = [
  {name: "id", type: "text", of: ({model}) => model.id},
  {name: "name", type: "text", of: ({model}) => model.name},
  {name: "symbol", type: "text", of: ({symbol}) => symbol},
  {name: "collection", type: "text", of: ({collection}) => collection},
  {name: "aliases", type: "text", of: ({aliases}) => aliases.join(" ")},
  {name: "family", type: "text", of: ({model}) => model.family},
  {name: "architecture", type: "text", of: ({model}) => model.architecture},
  // Counts may pass 2^31, which is what Int32 holds.
  {name: "parameters", type: "float64", of: ({model}) => totalParameters(model)},
  {name: "publishedParameters", type: "float64", of: ({publishedParameters}) => publishedParameters},
  ...shapeColumns.map(({name, type}): ColumnOf<ModelEntry> => ({
    name,
    type,
    optional: true,
    of: ({model}) => shapeCells(model).get(name) ?? null,
  })),
];

/**
 * One row per model, with its parameters as computed from the shape and as published, and its shape in the columns that its
 * architecture has; the others are null.
 */
export function modelsTable(entries: readonly ModelEntry[], sourcesSha256: string): Table {
  return tableOf("models", entries, modelColumns, sourcesSha256);
}

/** Flags count as 1 and 0, so that one column holds every value. */
function numeric(value: Figure["value"]): number | null {
  return typeof value === "boolean" ? Number(value) : value;
}

const figureColumns: readonly ColumnOf<Figure>[] = [
  {name: "item", type: "text", of: ({item}) => item},
  {name: "itemKind", type: "text", of: ({itemKind}) => itemKind},
  {name: "path", type: "text", of: ({path}) => path},
  {name: "value", type: "float64", optional: true, of: ({value}) => numeric(value)},
  {name: "unit", type: "text", optional: true, of: ({unit}) => unit},
  {name: "text", type: "text", of: ({text}) => text},
  {name: "sourceTitle", type: "text", of: ({source, at}) => (at === null ? source.title : `${source.title}, ${at}`)},
  {name: "sourceUrl", type: "text", optional: true, of: ({source}) => source.url},
  {name: "sourceKind", type: "text", of: ({source}) => source.kind},
  {name: "sourceAccessed", type: "text", optional: true, of: ({source}) => source.accessed},
  {name: "derivation", type: "text", optional: true, of: ({derivation}) => derivation},
  {name: "note", type: "text", optional: true, of: ({note}) => note},
];

/** One row per figure with its source; the unit is a column, since it differs by row. */
export function figuresTable(figures: readonly Figure[], sourcesSha256: string): Table {
  return tableOf("figures", figures, figureColumns, sourcesSha256);
}

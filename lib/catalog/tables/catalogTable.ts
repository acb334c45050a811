import {parseCatalog, type Folder, type SourceFile} from "../parseCatalog.js";
import {tableFormatVersion} from "../tableColumns.js";
import {figureColumns, statementsOf} from "./figureColumns.js";
import {hardwareColumns} from "./hardwareColumns.js";
import {hashSources} from "./hashSources.js";
import {modelColumns} from "./modelColumns.js";
import {columnsOf, type CatalogTable, type Column, type TableName} from "./table.js";
import type {Catalog} from "../types.js";

/** The catalog's source files, in order of id. */
export type CatalogSources = Readonly<Record<Folder, readonly SourceFile[]>>;

/** The folders that a table is made from, in the order in which they are hashed. */
const foldersOf: Readonly<Record<TableName, readonly Folder[]>> = {
  hardware: ["hardware"],
  models: ["models"],
  figures: ["hardware", "models", "calibration"],
};

/**
 * A table of the catalog from its source files: one row per accelerator, per model, or per figure and source. Where sources
 * disagree about a figure, the value that is used stands first, and the others say in `unusedBecause` why they are not.
 *
 * @throws {CatalogError} where a source file has mistakes.
 */
export function catalogTable(name: TableName, sources: CatalogSources): CatalogTable {
  return {
    name,
    formatVersion: tableFormatVersion,
    sourcesSha256: hashSources(foldersOf[name].flatMap((folder) => sources[folder])),
    columns: columnsFrom(name, parseCatalog(sources)),
  };
}

function columnsFrom(name: TableName, {hardware, models, calibrations}: Catalog): readonly Column[] {
  switch (name) {
    case "hardware":
      return columnsOf(hardware, hardwareColumns);
    case "models":
      return columnsOf(models, modelColumns);
    case "figures": {
      const figures = [...hardware, ...models, ...calibrations].flatMap((entry) => entry.figures);
      return columnsOf(figures.flatMap(statementsOf), figureColumns);
    }
  }
}

import {readdirSync, readFileSync} from "node:fs";
import {parseCatalog, type Folder, type SourceFile} from "../lib/catalog/parseCatalog.js";
import type {CatalogSources} from "../lib/catalog/tables/catalogTable.js";
import {sourceFiles} from "../lib/catalog/tables/sourceFiles.js";
import type {Catalog} from "../lib/catalog/types.js";

/** Reads the YAML files of one folder beside this module, in order of id. */
export function readFolder(folder: Folder): readonly SourceFile[] {
  const directory = new URL(`./${folder}/`, import.meta.url);
  const names = readdirSync(directory);
  return sourceFiles(
    folder,
    names.map((name) => ({name, text: readFileSync(new URL(name, directory), "utf8")})),
  );
}

/** Reads all source files of the catalog. */
export function readSources(): CatalogSources {
  return {hardware: readFolder("hardware"), models: readFolder("models"), calibration: readFolder("calibration")};
}

/**
 * Reads and checks the whole catalog.
 *
 * @throws {CatalogError} on the first file with mistakes.
 */
export function readCatalog(): Catalog {
  return parseCatalog(readSources());
}

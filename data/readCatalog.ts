import {createHash} from "node:crypto";
import {readdirSync, readFileSync} from "node:fs";
import {parseCatalog, type Folder, type SourceFile} from "../lib/catalog/parseCatalog.js";
import type {Catalog} from "../lib/catalog/types.js";

/** Reads the YAML files of one folder beside this module, in order of id. */
export function readFolder(folder: Folder): readonly SourceFile[] {
  const directory = new URL(`./${folder}/`, import.meta.url);
  const idOf = (name: string): string => name.slice(0, -".yaml".length);
  return readdirSync(directory)
    .filter((name) => name.endsWith(".yaml"))
    .sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
    .map((name) => ({
      name: `data/${folder}/${name}`,
      // A checkout may turn line ends into CRLF; the bytes compiled from the sources must not depend on that.
      text: readFileSync(new URL(name, directory), "utf8").replaceAll("\r\n", "\n"),
    }));
}

/** SHA-256 over the names and contents of source files, as hex: what a compiled table was made from. */
export function hashSources(files: readonly SourceFile[]): string {
  const hash = createHash("sha256");
  for (const {name, text} of files) hash.update(`${name}\0${text.length}\0${text}\0`);
  return hash.digest("hex");
}

/**
 * Reads and checks the whole catalog.
 *
 * @throws {CatalogError} on the first file with mistakes.
 */
export function readCatalog(): Catalog {
  return parseCatalog({
    hardware: readFolder("hardware"),
    models: readFolder("models"),
    calibration: readFolder("calibration"),
  });
}

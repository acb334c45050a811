import {createHash} from "node:crypto";
import {readdirSync, readFileSync} from "node:fs";
import {CatalogError} from "../lib/catalog/catalogError.js";
import {checkCatalog} from "../lib/catalog/checkCatalog.js";
import {parseCalibration} from "../lib/catalog/parseCalibration.js";
import {parseHardware} from "../lib/catalog/parseHardware.js";
import {parseModel} from "../lib/catalog/parseModel.js";
import type {Catalog} from "../lib/catalog/types.js";

/** One source file of the catalog. */
export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly name: string;
  readonly text: string;
}

/** Folders of the catalog's source files. */
export type Folder = "hardware" | "models" | "calibration";

/** Reads the YAML files of one folder beside this module, in order of name. */
export function readFolder(folder: Folder): readonly SourceFile[] {
  const directory = new URL(`./${folder}/`, import.meta.url);
  return readdirSync(directory)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
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

function parseAll<Entry>(
  files: readonly SourceFile[],
  parse: (text: string, fileName: string) => Entry,
  idOf: (entry: Entry) => string,
): Entry[] {
  return files.map(({name, text}) => {
    const entry = parse(text, name);
    if (!name.endsWith(`/${idOf(entry)}.yaml`))
      throw new CatalogError([
        {file: name, line: null, column: null, path: "id", message: `the file must be named ${idOf(entry)}.yaml`},
      ]);
    return entry;
  });
}

/**
 * Reads and checks the whole catalog.
 *
 * @throws {CatalogError} on the first file with mistakes.
 */
export function readCatalog(): Catalog {
  return checkCatalog({
    hardware: parseAll(readFolder("hardware"), parseHardware, ({hardware}) => hardware.id),
    models: parseAll(readFolder("models"), parseModel, ({model}) => model.id),
    calibrations: parseAll(readFolder("calibration"), parseCalibration, ({id}) => id),
  });
}

import {CatalogError} from "./catalogError.js";
import {checkCatalog} from "./checkCatalog.js";
import {parseCalibration} from "./parseCalibration.js";
import {parseHardware} from "./parseHardware.js";
import {parseModel} from "./parseModel.js";
import type {Catalog} from "./types.js";

/** One source file of the catalog. */
export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly name: string;
  readonly text: string;
}

/** Folders of the catalog's source files. */
export type Folder = "hardware" | "models" | "calibration";

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
 * Parses and checks the whole catalog.
 *
 * @throws {CatalogError} on the first file with mistakes, or with every clash between files.
 */
export function parseCatalog(files: Readonly<Record<Folder, readonly SourceFile[]>>): Catalog {
  return checkCatalog({
    hardware: parseAll(files.hardware, parseHardware, ({hardware}) => hardware.id),
    models: parseAll(files.models, parseModel, ({model}) => model.id),
    calibrations: parseAll(files.calibration, parseCalibration, ({id}) => id),
  });
}

import {CatalogError} from "../catalogError.js";
import {parseCalibration} from "../parseCalibration.js";
import type {SourceFile} from "../parseCatalog.js";
import {parseHardware} from "../parseHardware.js";
import {parseModel} from "../parseModel.js";
import type {CalibrationDocument, HardwareEntry, ItemKind, ModelEntry} from "../types.js";
import {YamlSource} from "../yamlSource.js";

/** A file of the catalog, read. */
export type CatalogFile = SourceFile &
  (
    | {readonly kind: "hardware"; readonly entry: HardwareEntry}
    | {readonly kind: "model"; readonly entry: ModelEntry}
    | {readonly kind: "calibration"; readonly entry: CalibrationDocument}
  );

/** Keys that files of one kind alone have. */
const telling: Readonly<Record<ItemKind, readonly string[]>> = {
  hardware: ["peak", "memory", "tier", "link", "hostLink", "power"],
  model: ["shape", "parameters", "family", "collection"],
  calibration: ["matrixFraction", "memoryFraction", "launch", "step", "fit", "summary"],
};

/** What a file describes, told by its keys: the kind that it has most keys of. */
function kindOf(data: unknown): ItemKind | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const count = (kind: ItemKind): number => telling[kind].filter((key) => Object.hasOwn(data, key)).length;
  const kinds: readonly ItemKind[] = ["hardware", "model", "calibration"];
  const best = kinds.toSorted((a, b) => count(b) - count(a))[0]!;
  return count(best) > 0 ? best : undefined;
}

/** The id of a file's item. */
export function idOf(file: CatalogFile): string {
  switch (file.kind) {
    case "hardware":
      return file.entry.hardware.id;
    case "model":
      return file.entry.model.id;
    case "calibration":
      return file.entry.id;
  }
}

/**
 * Reads a file of the catalog of whatever kind.
 *
 * @throws {CatalogError} with every mistake of the file.
 */
export function readCatalogFile(source: SourceFile): CatalogFile {
  const {name, text} = source;
  const kind = kindOf(new YamlSource(text, name).data);
  switch (kind) {
    case "hardware":
      return {...source, kind, entry: parseHardware(text, name)};
    case "model":
      return {...source, kind, entry: parseModel(text, name)};
    case "calibration":
      return {...source, kind, entry: parseCalibration(text, name)};
    case undefined: {
      const kinds = Object.entries(telling).map(([word, keys]) => `${word} (${keys.slice(0, 2).join(", ")})`);
      const message = `is no file of the catalog: expected the keys of ${kinds.join(", ")}`;
      throw new CatalogError([{file: name, line: null, column: null, path: "", message}]);
    }
  }
}

import {CatalogError, type CatalogProblem} from "./catalogError.js";
import {registryGroup} from "./registryGroup.js";
import type {CalibrationDocument, Catalog, HardwareEntry, ModelEntry} from "./types.js";

/** Anything that a file of the catalog describes. */
export type CatalogEntry = HardwareEntry | ModelEntry | CalibrationDocument;

interface Item {
  readonly kind: string;
  readonly file: string;
  readonly id: string;
  readonly aliases: readonly string[];
  /** Full name in a registry; null for items that have none. */
  readonly member: string | null;
}

/** Where the files of the catalog lie in a checkout. */
function fileInCatalog(entry: CatalogEntry): string {
  if ("hardware" in entry) return `data/hardware/${entry.hardware.id}.yaml`;
  return "model" in entry ? `data/models/${entry.model.id}.yaml` : `data/calibration/${entry.id}.yaml`;
}

function items({hardware, models, calibrations}: Catalog, fileOf: (entry: CatalogEntry) => string): readonly Item[] {
  return [
    ...hardware.map((entry) => ({
      kind: "hardware",
      file: fileOf(entry),
      id: entry.hardware.id,
      aliases: entry.aliases,
      member: `Hardware.${registryGroup(entry.hardware.tier)}.${entry.symbol}`,
    })),
    ...models.map((entry) => ({
      kind: "model",
      file: fileOf(entry),
      id: entry.model.id,
      aliases: entry.aliases,
      member: `Models.${entry.collection}.${entry.symbol}`,
    })),
    ...calibrations.map((entry) => ({
      kind: "calibration",
      file: fileOf(entry),
      id: entry.id,
      aliases: [],
      member: null,
    })),
  ];
}

/**
 * What no single file can show: two items that share an id, an alias or a registry member, each reported at the later one,
 * and calibrations that name hardware which does not exist.
 *
 * @param fileOf - Name of an entry's file, for messages.
 * @param unread - Ids of accelerators whose files could not be read, which exist all the same.
 */
export function catalogClashes(
  catalog: Catalog,
  fileOf: (entry: CatalogEntry) => string = fileInCatalog,
  unread: readonly string[] = [],
): readonly CatalogProblem[] {
  const problems: CatalogProblem[] = [];
  const add = (file: string, path: string, message: string): void => {
    problems.push({file, line: null, column: null, path, message});
  };
  const owners = new Map<string, string>();
  const claim = (key: string, file: string, path: string, what: string): void => {
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, file);
    else add(file, path, `${what} is taken by ${owner}`);
  };
  const all = items(catalog, fileOf);
  // Ids first, so that an alias that equals an id is reported at the alias.
  for (const {kind, id, file} of all) claim(`${kind} ${id}`, file, "id", `"${id}"`);
  for (const {kind, aliases, file} of all)
    for (const alias of aliases) claim(`${kind} ${alias}`, file, "aliases", `"${alias}"`);
  for (const {member, file} of all) if (member !== null) claim(member, file, "symbol", `"${member}"`);

  const known = new Set([...catalog.hardware.map(({hardware}) => hardware.id), ...unread]);
  for (const calibration of catalog.calibrations)
    for (const hardware of Object.keys(calibration.stepSeconds.byHardware))
      if (!known.has(hardware))
        add(fileOf(calibration), `step.byHardware.${hardware}`, `there is no hardware "${hardware}"`);
  return problems;
}

/**
 * Checks what no single file can show.
 *
 * @throws {CatalogError} naming both files of each clash.
 */
export function checkCatalog(catalog: Catalog): Catalog {
  const problems = catalogClashes(catalog);
  if (problems.length > 0) throw new CatalogError(problems);
  return catalog;
}

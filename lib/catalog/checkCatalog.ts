import {CatalogError, type CatalogProblem} from "./catalogError.js";
import {registryGroup} from "./registryGroup.js";
import type {Catalog} from "./types.js";

interface Item {
  readonly kind: string;
  readonly file: string;
  readonly id: string;
  readonly aliases: readonly string[];
  /** Full name in a registry; null for items that have none. */
  readonly member: string | null;
}

function items({hardware, models, calibrations}: Catalog): readonly Item[] {
  return [
    ...hardware.map(({hardware: {id, tier}, aliases, symbol}) => ({
      kind: "hardware",
      file: `data/hardware/${id}.yaml`,
      id,
      aliases,
      member: `Hardware.${registryGroup(tier)}.${symbol}`,
    })),
    ...models.map(({model: {id}, aliases, symbol, collection}) => ({
      kind: "model",
      file: `data/models/${id}.yaml`,
      id,
      aliases,
      member: `Models.${collection}.${symbol}`,
    })),
    ...calibrations.map(({id}) => ({
      kind: "calibration",
      file: `data/calibration/${id}.yaml`,
      id,
      aliases: [],
      member: null,
    })),
  ];
}

/**
 * Checks what no single file can show: that no two items share an id, an alias or a registry member, and that calibrations
 * name hardware that exists.
 *
 * @throws {CatalogError} naming both files of each clash.
 */
export function checkCatalog(catalog: Catalog): Catalog {
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
  const all = items(catalog);
  // Ids first, so that an alias that equals an id is reported at the alias.
  for (const {kind, id, file} of all) claim(`${kind} ${id}`, file, "id", `"${id}"`);
  for (const {kind, aliases, file} of all)
    for (const alias of aliases) claim(`${kind} ${alias}`, file, "aliases", `"${alias}"`);
  for (const {member, file} of all) if (member !== null) claim(member, file, "symbol", `"${member}"`);

  const known = new Set(catalog.hardware.map(({hardware}) => hardware.id));
  for (const {id, stepSeconds} of catalog.calibrations)
    for (const hardware of Object.keys(stepSeconds.byHardware))
      if (!known.has(hardware))
        add(`data/calibration/${id}.yaml`, `step.byHardware.${hardware}`, `there is no hardware "${hardware}"`);
  if (problems.length > 0) throw new CatalogError(problems);
  return catalog;
}

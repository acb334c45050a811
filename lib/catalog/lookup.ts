import type {Hardware as HardwareFacts, Model} from "../engine/types.js";
import {nearest} from "./nearest.js";
import {unpublishedEssentials, type PublishedHardware} from "./publishedHardware.js";
import {
  calibrations,
  Hardware,
  hardwareAliases,
  modelAliases,
  Models,
  unsolvableHardware,
} from "./registry.generated.js";
import type {CalibrationEntry} from "./types.js";
import {UserError} from "../engine/userError.js";

/** An id or alias that the catalog does not hold. Its message suggests the nearest one that it does. */
export class UnknownNameError extends UserError {
  override name = "UnknownNameError";
}

/** Hardware that the catalog holds, but of which too little is published for a solve. */
export class UnsolvableHardwareError extends UserError {
  override name = "UnsolvableHardwareError";

  constructor(hardware: PublishedHardware) {
    const missing = unpublishedEssentials(hardware).join(" and no ");
    super(
      `hardware "${hardware.id}" cannot be computed: no ${missing} is published; ` +
        "give the path of a file of your own that states it",
    );
  }
}

/** Items of one kind by id and by alias. */
class Index<Item extends {readonly id: string}> {
  readonly items: readonly Item[];
  readonly #what: string;
  /** Maps, not objects: a reader's "constructor" or "__proto__" must find nothing. */
  readonly #byName = new Map<string, Item>();

  constructor(what: string, items: readonly Item[], aliases: Readonly<Record<string, string>>) {
    this.#what = what;
    this.items = [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const item of this.items) this.#byName.set(item.id, item);
    for (const [alias, id] of Object.entries(aliases)) {
      const item = this.#byName.get(id);
      if (item !== undefined) this.#byName.set(alias, item);
    }
  }

  find(name: string): Item {
    const found = this.#byName.get(name.trim().toLowerCase());
    if (found !== undefined) return found;
    const shown = JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name);
    const near = nearest(name, this.#byName.keys());
    const target = near === undefined ? undefined : this.#byName.get(near);
    if (near === undefined || target === undefined) {
      const known = this.items.map(({id}) => id).join(", ");
      throw new UnknownNameError(`unknown ${this.#what} ${shown}: known are ${known}`);
    }
    const meaning = target.id === near ? "" : ` (${target.id})`;
    throw new UnknownNameError(`unknown ${this.#what} ${shown}: did you mean "${near}"${meaning}?`);
  }
}

/** Built on first use: a page that never looks a name up pays nothing. */
function lazily<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

const members = <Item>(groups: Readonly<Record<string, Readonly<Record<string, Item>>>>): Item[] =>
  Object.values(groups).flatMap((group) => Object.values(group));

const solvable = lazily(() => new Set<PublishedHardware>(members(Hardware)));
const hardwareIndex = lazily(
  () => new Index<PublishedHardware>("hardware", [...solvable(), ...unsolvableHardware], hardwareAliases),
);
const modelIndex = lazily(() => new Index<Model>("model", members<Model>(Models), modelAliases));
const calibrationIndex = lazily(() => new Index<CalibrationEntry>("calibration", Object.values(calibrations), {}));

const isSolved = (hardware: PublishedHardware): hardware is HardwareFacts => solvable().has(hardware);

/** All accelerators that can be solved for, in order of id. */
export const listHardware = (): readonly HardwareFacts[] => hardwareIndex().items.filter(isSolved);
/** All accelerators of the catalog, also those of which too little is published for a solve, in order of id. */
export const listPublishedHardware = (): readonly PublishedHardware[] => hardwareIndex().items;
/** All models of the catalog, in order of id. */
export const listModels = (): readonly Model[] => modelIndex().items;
/** All calibrations of the catalog, in order of id. */
export const listCalibrations = (): readonly CalibrationEntry[] => calibrationIndex().items;

/**
 * The accelerator with this id or alias, in any case: "h100-sxm", "H100".
 *
 * @throws {UnknownNameError} naming the nearest that exists.
 * @throws {UnsolvableHardwareError} where too little of it is published for a solve.
 */
export function findHardware(name: string): HardwareFacts {
  const hardware = findPublishedHardware(name);
  if (!isSolved(hardware)) throw new UnsolvableHardwareError(hardware);
  return hardware;
}
/**
 * The accelerator with this id or alias, whether or not it can be solved for.
 *
 * @throws {UnknownNameError} naming the nearest that exists.
 */
export const findPublishedHardware = (name: string): PublishedHardware => hardwareIndex().find(name);
/**
 * The model with this id or alias, in any case: "llama-3.1-8b", "llama3-8b".
 *
 * @throws {UnknownNameError} naming the nearest that exists.
 */
export const findModel = (name: string): Model => modelIndex().find(name);
/**
 * The calibration with this id, in any case.
 *
 * @throws {UnknownNameError} naming the nearest that exists.
 */
export const findCalibration = (name: string): CalibrationEntry => calibrationIndex().find(name);

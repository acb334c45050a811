import type {JsonFields} from "./jsonSource.js";
import {visibleJson as show} from "./parseJson.js";

export {show};

/** Whether a field says anything: null, false, 0 and what is empty are how configurations switch a thing off. */
export function isSet(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== "";
}

/** The names that a field goes by, the usual one first. */
export type Names = string | readonly [string, ...string[]];

/** Reads typed fields of a configuration, noting what is wrong instead of stopping at the first mistake. */
export class ConfigFields {
  readonly source: JsonFields;
  /** Keys that were read: the others are not part of what the shape rests on. */
  readonly #read = new Set<string>();
  /** What was said of a field: once is enough where several questions meet the same mistake. */
  readonly #said = new Set<string>();

  constructor(source: JsonFields) {
    this.source = source;
  }

  /** The value of a field as it stands. */
  get(key: string): unknown {
    this.#read.add(key);
    return this.source.get(key);
  }

  /** Whether a field was asked for. */
  wasRead(key: string): boolean {
    return this.#read.has(key);
  }

  problem(key: string, message: string): void {
    if (this.#said.has(`${key}\0${message}`)) return;
    this.#said.add(`${key}\0${message}`);
    this.source.problem(key, message);
  }

  note(key: string, message: string): void {
    this.source.note(key, message);
  }

  /** A whole number from `least` to `most`; `fallback` where the field is absent or null. */
  count(names: Names, most: number, fallback?: number, least = 1): number {
    const key = this.named(names);
    const value = this.get(key) ?? fallback;
    if (value === undefined) this.problem(key, `missing; expected a whole number from ${least} to ${most}`);
    else if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most)
      this.problem(key, `expected a whole number from ${least} to ${most}, got ${show(value)}`);
    else return value as number;
    return 1;
  }

  flag(key: string, fallback: boolean): boolean {
    const value = this.get(key) ?? fallback;
    if (typeof value === "boolean") return value;
    this.problem(key, `expected true or false, got ${show(value)}`);
    return fallback;
  }

  /** Refuses a field that is set to anything but what is modelled. */
  only(key: string, modelled: unknown, why: string): void {
    const value = this.get(key);
    if (value != null && value !== modelled) this.problem(key, `${show(value)}: ${why}`);
  }

  /**
   * Whichever of the names of a field the file states; the first where it states none. Where it states several, they have to
   * agree: programs differ in which of them they read.
   */
  named(names: Names): string {
    if (typeof names === "string") return names;
    const stated = names.filter((name) => this.get(name) != null);
    const [key = names[0]] = stated;
    const other = stated.find((name) => this.get(name) !== this.get(key));
    if (other !== undefined)
      this.problem(other, `${show(this.get(other))} contradicts ${key}, which is ${show(this.get(key))}`);
    return key;
  }
}

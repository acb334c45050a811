import type {JsonFields} from "./jsonSource.js";

/** A value as a message shows it. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Whether a field says anything: null, false, 0 and an empty list are how configurations switch a thing off. */
export function isSet(value: unknown): boolean {
  return value != null && value !== false && value !== 0 && !(Array.isArray(value) && value.length === 0);
}

/** Reads typed fields of a configuration, noting what is wrong instead of stopping at the first mistake. */
export class ConfigFields {
  readonly source: JsonFields;
  /** Keys that were read: the others are not part of what the shape rests on. */
  readonly #read = new Set<string>();

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
    this.source.problem(key, message);
  }

  /** A whole number from `least` to `most`; `fallback` where the field is absent or null. */
  count(key: string, most: number, fallback?: number, least = 1): number {
    const value = this.get(key) ?? fallback;
    if (value === undefined) this.problem(key, "missing");
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

  /** Whichever of two names of a field the file states: the later one where it states neither. */
  named(older: string, later: string): string {
    return this.source.get(older) == null ? later : older;
  }
}

import {CatalogError, type CatalogProblem} from "./catalogError.js";
import {jsonKeys, lineAndColumn} from "./jsonKeys.js";

/** Larger than any published configuration by a factor of 20. */
const MOST_CHARACTERS = 1_000_000;

/** An object of a JSON text whose fields are read one by one. */
export interface JsonFields {
  /** The value of a key of the object itself, never of its prototype. */
  get(key: string): unknown;
  /** Notes a mistake in the value of a key, or in its absence. */
  problem(key: string, message: string): void;
  /** Whether a mistake was noted anywhere in the text. */
  readonly flawed: boolean;
}

/** One JSON object with the places of its keys, and the mistakes found in it so far. */
export class JsonSource implements JsonFields {
  readonly data: Readonly<Record<string, unknown>>;
  readonly #file: string;
  readonly #text: string;
  readonly #places = new Map<string, number>();
  readonly #problems: CatalogProblem[] = [];

  /** @throws {CatalogError} on a syntax error, a duplicate key, a file too large, or anything but an object. */
  constructor(text: string, file: string) {
    this.#file = file;
    this.#text = text;
    if (text.length > MOST_CHARACTERS)
      this.#fail(null, `holds ${text.length} characters; at most ${MOST_CHARACTERS} are read`);
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const ended = /end of JSON|Unterminated/.test(message) ? String(text.trimEnd().length) : undefined;
      const position = /at position (\d+)/.exec(message)?.[1] ?? ended;
      const reason = message
        .replace(/ in JSON at position.*| \(line.*|, "[^]*$|, \.\.\.[^]*$/, "")
        .replace(/\s+/g, " ");
      this.#fail(position === undefined ? null : Number(position), `is not valid JSON: ${reason.slice(0, 120)}`);
    }
    if (typeof data !== "object" || data === null || Array.isArray(data)) this.#fail(0, "expected a JSON object");
    this.data = data as Record<string, unknown>;
    for (const {key, keyOffset, valueOffset} of jsonKeys(text)) {
      if (this.#places.has(key)) this.#fail(keyOffset, `states "${key.slice(0, 60)}" twice`);
      this.#places.set(key, valueOffset);
    }
  }

  get(key: string): unknown {
    return Object.hasOwn(this.data, key) ? this.data[key] : undefined;
  }

  problem(key: string, message: string): void {
    // Of an object within the object, the key that holds it is the nearest place that is known.
    const offset = this.#places.get(key) ?? this.#places.get(key.split(".", 1)[0] ?? key);
    const place = offset === undefined ? {line: null, column: null} : lineAndColumn(this.#text, offset);
    this.#problems.push({file: this.#file, ...place, path: key, message});
  }

  get flawed(): boolean {
    return this.#problems.length > 0;
  }

  /** The object that a key holds; null where it holds none. */
  inner(key: string): JsonFields | null {
    const value = this.get(key);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    const isFlawed = (): boolean => this.flawed;
    return {
      get: (name) => (Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined),
      problem: (name, message) => this.problem(`${key}.${name}`, message),
      get flawed() {
        return isFlawed();
      },
    };
  }

  /** @throws {CatalogError} where a mistake was noted. */
  finish(): void {
    if (this.#problems.length > 0) throw new CatalogError(this.#problems);
  }

  #fail(offset: number | null, message: string): never {
    const place = offset === null ? {line: null, column: null} : lineAndColumn(this.#text, offset);
    throw new CatalogError([{file: this.#file, ...place, path: "", message}]);
  }
}

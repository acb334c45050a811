import {CatalogError, type CatalogProblem} from "./catalogError.js";
import {JsonTextError, parseJson, visibleJson, type JsonObject, type ParsedJson} from "./parseJson.js";
import {TextLines} from "./textLines.js";

/** Larger than any published configuration by a factor of 20. */
const MOST_CHARACTERS = 1_000_000;

/** An object of a JSON text whose fields are read one by one. */
export interface JsonFields {
  /** The names of the fields, in the order of the text. */
  readonly keys: readonly string[];
  /** The value of a key of the object itself, never of its prototype. */
  get(key: string): unknown;
  /** The line on which the value of a key stands; null where there is none. */
  lineOf(key: string): number | null;
  /** Notes a mistake in the value of a key, or in its absence. */
  problem(key: string, message: string): void;
  /** Notes what a reader should know of the value of a key, which is no mistake. */
  note(key: string, message: string): void;
  /** Whether a mistake was noted anywhere in the text. */
  readonly flawed: boolean;
}

/** One JSON object with the places of its keys, and what was found in it so far. */
export class JsonSource implements JsonFields {
  readonly #file: string;
  readonly #lines: TextLines;
  readonly #parsed: ParsedJson;
  readonly #data: JsonObject;
  readonly #problems: CatalogProblem[] = [];
  readonly #notes: CatalogProblem[] = [];

  /** @throws {CatalogError} on a syntax error, a duplicate key, a file too large or too deep, or anything but an object. */
  constructor(text: string, file: string) {
    this.#file = file;
    if (text.length > MOST_CHARACTERS) {
      const message = `holds ${text.length} characters; at most ${MOST_CHARACTERS} are read`;
      throw new CatalogError([{file, line: null, column: null, path: "", message}]);
    }
    this.#lines = new TextLines(text);
    try {
      this.#parsed = parseJson(text);
    } catch (error) {
      if (error instanceof JsonTextError) this.#fail(error.offset, error.message);
      throw error;
    }
    const {value} = this.#parsed;
    if (!isObject(value)) this.#fail(0, "expected a JSON object, as config.json is");
    this.#data = value;
  }

  get keys(): readonly string[] {
    return Object.keys(this.#data);
  }

  get(key: string): unknown {
    return this.#data[key];
  }

  lineOf(key: string): number | null {
    return this.#lineOf(this.#data, key);
  }

  problem(key: string, message: string): void {
    this.#problems.push(this.#placed(this.#data, key, "", message));
  }

  note(key: string, message: string): void {
    this.#notes.push(this.#placed(this.#data, key, "", message));
  }

  get flawed(): boolean {
    return this.#problems.length > 0;
  }

  /** What was noted beside mistakes. */
  get notes(): readonly CatalogProblem[] {
    return this.#notes;
  }

  /** The object that a key holds; null where it holds none. */
  inner(key: string): JsonFields | null {
    const value = this.#data[key];
    if (!isObject(value)) return null;
    const isFlawed = (): boolean => this.flawed;
    return {
      keys: Object.keys(value),
      get: (name) => value[name],
      lineOf: (name) => this.#lineOf(value, name),
      problem: (name, message) => this.#problems.push(this.#placed(value, name, key, message)),
      note: (name, message) => this.#notes.push(this.#placed(value, name, key, message)),
      get flawed() {
        return isFlawed();
      },
    };
  }

  /** @throws {CatalogError} where a mistake was noted. */
  finish(): void {
    if (this.#problems.length > 0) throw new CatalogError(this.#problems);
  }

  #lineOf(object: JsonObject, key: string): number | null {
    const offset = this.#parsed.offsetOf(object, key);
    return offset === undefined ? null : this.#lines.placeOf(offset).line;
  }

  /** What is said of a key of an object: at its value, or where that is missing at the key that holds the object. */
  #placed(object: JsonObject, key: string, parent: string, message: string): CatalogProblem {
    const offset = this.#parsed.offsetOf(object, key) ?? this.#parsed.offsetOf(this.#data, parent);
    const place = offset === undefined ? {line: null, column: null} : this.#lines.placeOf(offset);
    const path = parent === "" ? shownKey(key) : `${parent}.${shownKey(key)}`;
    return {file: this.#file, ...place, path, message};
  }

  #fail(offset: number, message: string): never {
    throw new CatalogError([{file: this.#file, ...this.#lines.placeOf(offset), path: "", message}]);
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A key as a message names it: a plain name as it is, anything else in quotes. */
function shownKey(key: string): string {
  return /^[\w.-]{1,60}$/.test(key) ? key : visibleJson(key);
}

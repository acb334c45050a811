/** A value of a JSON text. Objects have no prototype, so that a key such as `__proto__` is one like any other. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** An object of a JSON text. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** What is read of a JSON text: its value, and where in the text the values of each object start. */
export interface ParsedJson {
  readonly value: JsonValue;
  /** Characters from the start of the text to the value of a key of one of its objects; undefined where it has none. */
  offsetOf(object: JsonObject, key: string): number | undefined;
}

/** Why a text is not read, and where. */
export class JsonTextError extends Error {
  override name = "JsonTextError";
  /** Characters from the start of the text. */
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** Deeper than any published configuration by a factor of five; what is deeper would exhaust the stack. */
const MOST_LEVELS = 32;

/**
 * Reads a JSON text (RFC 8259). Unlike `JSON.parse` it knows where each value stands, says the same of a mistake on every
 * runtime, and refuses what no honest file has: an object that states a key twice, a number too large to be one, and
 * values nested more than 32 levels deep. Its time is proportional to the length of the text.
 *
 * @throws {JsonTextError} at the first character that cannot be read.
 */
export function parseJson(text: string): ParsedJson {
  return new Reader(text).read();
}

const literals = [
  ["true", true],
  ["false", false],
  ["null", null],
] as const;

class Reader {
  readonly #text: string;
  readonly #offsets = new Map<JsonObject, Map<string, number>>();
  #at: number;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    // A byte order mark may open a file; RFC 8259 lets readers pass over it.
    this.#at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  read(): ParsedJson {
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) throw this.#unexpected("the end of the text");
    return {value, offsetOf: (object, key) => this.#offsets.get(object)?.get(key)};
  }

  #value(): JsonValue {
    this.#space();
    const character = this.#text[this.#at];
    if (character === "{") return this.#nested(() => this.#object());
    if (character === "[") return this.#nested(() => this.#array());
    if (character === '"') return this.#string();
    const literal = literals.find(([word]) => this.#text.startsWith(word, this.#at));
    if (literal === undefined) return this.#number();
    this.#at += literal[0].length;
    return literal[1];
  }

  #nested<Value>(read: () => Value): Value {
    this.#depth += 1;
    if (this.#depth > MOST_LEVELS) throw this.#error(`nests values more than ${MOST_LEVELS} levels deep`);
    this.#at += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #object(): JsonObject {
    const object = Object.create(null) as Record<string, JsonValue>;
    const offsets = new Map<string, number>();
    this.#offsets.set(object, offsets);
    if (this.#passes("}")) return object;
    do {
      this.#space();
      const keyOffset = this.#at;
      if (this.#text[this.#at] !== '"') throw this.#unexpected("a key in double quotes");
      const key = this.#string();
      if (offsets.has(key)) throw new JsonTextError(keyOffset, `states ${visibleJson(key)} twice`);
      if (!this.#passes(":")) throw this.#unexpected('":"');
      this.#space();
      offsets.set(key, this.#at);
      object[key] = this.#value();
    } while (this.#passes(","));
    if (!this.#passes("}")) throw this.#unexpected('"," or "}"');
    return object;
  }

  #array(): readonly JsonValue[] {
    const values: JsonValue[] = [];
    if (this.#passes("]")) return values;
    do values.push(this.#value());
    while (this.#passes(","));
    if (!this.#passes("]")) throw this.#unexpected('"," or "]"');
    return values;
  }

  #string(): string {
    const start = this.#at;
    let end = start + 1;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === "\\" ? 2 : 1;
    if (end >= this.#text.length) throw new JsonTextError(start, "is not valid JSON: a text in quotes does not end");
    this.#at = end + 1;
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string;
    } catch {
      throw new JsonTextError(start, "is not valid JSON: a text in quotes holds a line break or an unknown escape");
    }
  }

  #number(): number {
    const pattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = this.#at;
    const [digits] = pattern.exec(this.#text) ?? [];
    if (digits === undefined) throw this.#unexpected("a value");
    const number = Number(digits);
    if (!Number.isFinite(number)) throw this.#error("holds a number beyond 10^308");
    this.#at += digits.length;
    return number;
  }

  #space(): void {
    while (" \t\n\r".includes(this.#text[this.#at] ?? "x")) this.#at += 1;
  }

  /** Passes over a character if it is the next one. */
  #passes(character: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #unexpected(expected: string): JsonTextError {
    const point = this.#text.codePointAt(this.#at);
    const found = point === undefined ? "the text ends" : `got ${visibleJson(String.fromCodePoint(point))}`;
    return this.#error(`is not valid JSON: expected ${expected}, ${found}`);
  }

  #error(message: string): JsonTextError {
    return new JsonTextError(this.#at, message);
  }
}

/** How much of a value a message shows. */
const MOST_SHOWN = 60;

/**
 * A value as a message shows it: as JSON, shortened, and with characters that would hide or reorder what stands beside them
 * given as their codes.
 */
export function visibleJson(value: unknown): string {
  const text = (JSON.stringify(value) ?? "nothing").replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
}

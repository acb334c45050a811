import {isAlias, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit, type Document} from "yaml";
import {CatalogError, type CatalogProblem, type FilePlace} from "./catalogError.js";

/** Keys and indices from the top of a file to a place in it. */
export type Path = readonly PropertyKey[];

/** A mistake at a path of a file, before it is given its line and column. */
export interface PathProblem {
  readonly path: Path;
  readonly message: string;
}

/** Larger than any catalog file by a factor of 20; refused so that a hostile file costs nothing. */
const MOST_CHARACTERS = 200_000;

/** Keys that would reach an object's prototype. */
const hostileKeys = new Set(["__proto__", "constructor", "prototype"]);

/** The text of one YAML file as plain data, able to say at which line and column each of its keys stands. */
export class YamlSource {
  readonly file: string;
  readonly data: unknown;
  readonly #document: Document;
  readonly #lines = new LineCounter();

  /** @throws {CatalogError} on a syntax error, a duplicate key, an anchor or alias, or a file too large or too deep. */
  constructor(text: string, file: string, mostCharacters = MOST_CHARACTERS) {
    this.file = file;
    if (text.length > mostCharacters)
      throw this.#whole(`holds ${text.length} characters; such a file has at most ${mostCharacters}`);
    try {
      this.#document = parseDocument(text, {lineCounter: this.#lines, prettyErrors: false, logLevel: "error"});
      this.#refuse();
      this.data = this.#document.toJS();
    } catch (error) {
      if (error instanceof CatalogError) throw error;
      if (error instanceof RangeError) throw this.#whole("is nested too deeply");
      throw this.#whole(`cannot be read as YAML: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** An error for this file that places each problem at its line and column. */
  error(problems: readonly PathProblem[]): CatalogError {
    return new CatalogError(
      problems.map(({path, message}) => ({
        file: this.file,
        ...this.#place(path),
        // A figure is written {value, source}: its path names the figure, not the word "value".
        path: (path.at(-1) === "value" && message !== "missing" ? path.slice(0, -1) : path).map(String).join("."),
        message,
      })),
    );
  }

  /** Where a path stands, for a message that is written later. */
  placeOf(path: Path): FilePlace {
    return {file: this.file, ...this.#place(path), path: path.map(String).join(".")};
  }

  /** The line on which a path's value stands, or the nearest key above it that the file has. */
  lineOf(path: Path): number {
    return this.#place(path).line ?? 1;
  }

  /** What stands at a path, as plain data; undefined where nothing does. */
  valueAt(path: Path): unknown {
    let value: unknown = this.data;
    for (const key of path) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
      value = (value as Record<PropertyKey, unknown>)[key];
    }
    return value;
  }

  #whole(message: string): CatalogError {
    return new CatalogError([{file: this.file, line: null, column: null, path: "", message}]);
  }

  #refuse(): void {
    const problems: CatalogProblem[] = [];
    const add = (offset: number, message: string): void => {
      const {line, col} = this.#lines.linePos(offset);
      problems.push({file: this.file, line: line || 1, column: col || 1, path: "", message});
    };
    for (const {code, pos, message} of [...this.#document.errors, ...this.#document.warnings]) {
      if (message.startsWith("Maximum call stack")) throw new RangeError(message);
      if (code === "DUPLICATE_KEY") add(pos[0], "this key is stated twice");
      else if (code === "MULTIPLE_DOCS") add(pos[0], "a second document begins here: one file holds one item");
      else add(pos[0], message.replace(/\s+/g, " "));
    }
    visit(this.#document, (_key, node) => {
      if (isAlias(node)) add(node.range?.[0] ?? 0, `alias "*${node.source}": write the value out where it is used`);
      else if (isPair(node)) {
        const key = isScalar(node.key) ? node.key.value : undefined;
        const offset = isNode(node.key) ? (node.key.range?.[0] ?? 0) : 0;
        if (typeof key !== "string") add(offset, "expected a key that is a plain word");
        else if (hostileKeys.has(key)) add(offset, `"${key}" cannot be a key`);
      } else if (isNode(node) && "anchor" in node && node.anchor !== undefined)
        add(node.range?.[0] ?? 0, `anchor "&${node.anchor}": write the value out where it is used`);
    });
    if (problems.length > 0) throw new CatalogError(problems);
  }

  /** The place of a path: its value where that stands on the key's line, its key where it does not, else its parent. */
  #place(path: Path): {line: number | null; column: number | null} {
    for (let length = path.length; length > 0; length -= 1) {
      const parent = length === 1 ? this.#document.contents : this.#document.getIn(path.slice(0, length - 1), true);
      const last = path[length - 1];
      let offset: number | undefined;
      if (isMap(parent)) {
        const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === last);
        const value = isScalar(pair?.value) ? pair.value.range?.[0] : undefined;
        offset = (length === path.length ? value : undefined) ?? (isNode(pair?.key) ? pair.key.range?.[0] : undefined);
      } else {
        const node = this.#document.getIn(path.slice(0, length), true);
        if (isNode(node)) offset = node.range?.[0];
      }
      if (offset !== undefined) {
        const {line, col} = this.#lines.linePos(offset);
        return {line, column: col};
      }
    }
    return {line: 1, column: 1};
  }
}

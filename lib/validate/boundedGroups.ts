/** A table of nobody's making may give each row a category of its own. */
const defaultMost = 100;
const longestName = 100;
const others = "other categories";

/** What is kept for each category of a table, of which there may be any number: the first ones, and the rest as one. */
export class BoundedGroups<Value> {
  readonly #groups = new Map<string, Value>();
  readonly #make: () => Value;
  readonly #most: number;

  /** @param most - Categories that are told apart. */
  constructor(make: () => Value, most = defaultMost) {
    this.#make = make;
    this.#most = most;
  }

  /** What is kept for a category. */
  of(category: string): Value {
    const name = category.length > longestName ? `${category.slice(0, longestName)}…` : category;
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const key = this.#groups.size < this.#most ? name : others;
    const value = this.#groups.get(key) ?? this.#make();
    this.#groups.set(key, value);
    return value;
  }

  /** By name, in the order of the alphabet. */
  entries(): readonly (readonly [category: string, value: Value])[] {
    return [...this.#groups].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

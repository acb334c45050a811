import type {Hardware, Model} from "../engine/types.js";

/** What an item is called, which says nothing of what it costs. */
const names: ReadonlySet<string> = new Set(["id", "name", "family", "vendor"]);

/** Whether two models, or two accelerators, go by one name and are not the same: a file of the reader's own that was edited. */
export function isRevised(before: Model | Hardware, after: Model | Hardware): boolean {
  return before !== after && before.name === after.name && factsOf(before) !== factsOf(after);
}

/** All that is stated of an item but its names, in one order whatever that of the file. */
function factsOf(item: Model | Hardware): string {
  return JSON.stringify(item, (key, value: unknown) => {
    if (names.has(key)) return undefined;
    const isGroup = typeof value === "object" && value !== null && !Array.isArray(value);
    return isGroup ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value;
  });
}

import type {Hardware, Model} from "../engine/types.js";

/** What an item is called, which says nothing of what it costs. */
const names: ReadonlySet<string> = new Set(["id", "name", "family", "vendor"]);

/** Whether two models, or two accelerators, go by one name and are not the same: a file of the reader's own that was edited. */
export function isRevised(before: Model | Hardware, after: Model | Hardware): boolean {
  return before !== after && before.name === after.name && !areAlike(before, after);
}

/** Whether two values say the same but for names, in whatever order. */
export function areAlike(before: unknown, after: unknown): boolean {
  return factsOf(before) === factsOf(after);
}

function factsOf(facts: unknown): string {
  return JSON.stringify(facts, (key, value: unknown) => {
    if (names.has(key)) return undefined;
    const isGroup = typeof value === "object" && value !== null && !Array.isArray(value);
    return isGroup ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value;
  });
}

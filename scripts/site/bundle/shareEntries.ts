import {posix} from "node:path";
import {entryText, flatName, type Entry} from "./planEntries.js";

/**
 * Gives the pages of one folder that take the same from the same modules, as all pages of a parameterised route do, one entry
 * between them: renamed in place after the folder, so that the name does not change with the pages that are in it.
 */
export function shareEntries(pages: readonly {readonly path: string; readonly entries: readonly Entry[]}[]): void {
  const alike = new Map<string, {readonly folder: string; readonly entries: Entry[]}>();
  for (const {path, entries} of pages) {
    const folder = posix.dirname(path);
    for (const entry of entries) {
      const text = entryText(entry);
      if (text === undefined) continue;
      const key = `${folder}\n${text}`;
      const group = alike.get(key) ?? {folder, entries: []};
      group.entries.push(entry);
      alike.set(key, group);
    }
  }
  const counts = new Map<string, number>();
  for (const {folder, entries} of alike.values()) {
    if (entries.length === 1) continue;
    const count = (counts.get(folder) ?? 0) + 1;
    counts.set(folder, count);
    const name = `${folder === "." ? "" : `${flatName(folder)}-`}each${count === 1 ? "" : `-${count}`}`;
    for (const entry of entries) entry.name = name;
  }
}

import {readFileSync, writeFileSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {listFiles} from "../listFiles.js";
import {findModules, isBundleable, linkBundles} from "./bundledPage.js";
import {bundleModules} from "./bundleModules.js";
import {entryText, planEntries, type Entry} from "./planEntries.js";
import {reachableModules} from "./reachableModules.js";
import {removeUnused} from "./removeUnused.js";
import {shareEntries} from "./shareEntries.js";

/**
 * Bundles the modules of a site that Framework has built, in place. Framework publishes one file per module, and of each
 * package all that it exports: a hundred small files, each compressed alone, with much that no page uses.
 *
 * @param folder - The built site.
 * @param packages - The folder in whose node_modules the packages are.
 */
export async function bundleSite(folder: string, packages: string): Promise<void> {
  const pages = listFiles(folder, ".html").flatMap((file) => {
    const path = relative(folder, file).split(sep).join("/");
    const html = readFileSync(file, "utf8");
    const modules = findModules(path, html);
    return modules.length > 0 ? [{file, path, html, modules, entries: planEntries(path, modules)}] : [];
  });
  shareEntries(pages);
  const bundles = await bundleModules(folder, packages, unique(pages.flatMap((page) => page.entries)));

  const reached = new Map<string, ReadonlySet<string>>();
  const reachedFrom = (modules: readonly string[]): ReadonlySet<string> => {
    // Pages of one route import the same, and there are many of them.
    const key = modules.join("\n");
    const known = reached.get(key) ?? reachableModules(folder, modules, isBundleable);
    reached.set(key, known);
    return known;
  };
  for (const {file, path, html, modules, entries} of pages) {
    const needed = entries.map(({name}) => bundles.entries.get(name)!);
    const bundled = reachedFrom(modules.map((module) => module.path));
    const linked = linkBundles(path, html, modules, {
      bundleOf: (module) => needed[entries.findIndex((entry) => entry.modules.some(({path}) => path === module))]![0]!,
      isBundled: (module) => bundled.has(module),
      preloads: [...new Set(needed.flat())],
    });
    writeFileSync(file, linked);
  }
  for (const [path, contents] of bundles.files) writeFileSync(join(folder, path), contents);
  removeUnused(folder);
}

/** A module that several pages use whole, and an entry that they share, is one entry. */
function unique(entries: Entry[]): Entry[] {
  const byName = new Map<string, Entry>();
  for (const entry of entries) {
    const other = byName.get(entry.name) ?? entry;
    if (entryText(other) !== entryText(entry))
      throw new Error(`${entry.name}: two pages' bundles would have this name`);
    byName.set(entry.name, entry);
  }
  return [...byName.values()];
}
